import { sliceFlow } from './flow.ts';
import { lean } from './lean.ts';
import {
  isBareTitle,
  isByline,
  isDateline,
  isDocumentTitle,
  isNumber,
  isOrganization,
  isPassedBy,
  isSignedDate,
  isSourceLine,
  mayBeTitle,
} from './row-marks.ts';
import { isSpaced, type Row, withFlow } from './rows.ts';

/** No line that is shorter holds a whole document. */
const SHORTEST = 60;
const LONGEST = 20_000;

/** What a space parts, and where in its row it begins. */
type Piece = { readonly row: Row; readonly from: number };

/**
 * A text kept as one line, with a space where each of its lines ended. A name's gap is a space too: a row
 * begins only where what stands before the space is whole, or what follows it can only begin one.
 */
export function unfoldLine(row: Row, index: number): Row[] {
  if (row.text.length < SHORTEST || row.text.length > LONGEST || !isSpaced(row)) return [row];
  const pieces = piecesOf(row);
  const [first, second] = pieces;
  const isTitled = index === 0 && isHeadline(first?.row, second?.row);
  const frames = pieces.filter((piece, at) => isFrame(piece.row, pieces[at + 1]?.row)).length;
  if (frames < 2 && !isTitled) return [row];
  const starts = pieces.filter(({ row: piece }, at) => {
    const before = pieces[at - 1]?.row;
    const isText = isTitled && at === 1;
    return !before || isText || beginsRow(piece, pieces[at + 1]?.row) || endsRow(before, piece);
  });
  return starts.map(({ from }, at) => {
    const part = withFlow(row, sliceFlow(row.flow, from, starts[at + 1]?.from));
    return at === 0 ? part : { ...part, isApart: false, level: 0 };
  });
}

/** What the spaces outside of brackets part. */
function piecesOf(row: Row): Piece[] {
  const pieces: Piece[] = [];
  let from = 0;
  let isInside = false;
  for (const { index, 0: found } of row.text.matchAll(/[（(《]|[）)》]|\s+|$/gu)) {
    if (/[（(《]/u.test(found)) isInside = true;
    else if (/[）)》]/u.test(found)) isInside = false;
    else if (!isInside || found === '') {
      pieces.push({ row: withFlow(row, sliceFlow(row.flow, from, index)), from });
      from = index + found.length;
    }
  }
  return pieces.filter((piece) => piece.row.text !== '');
}

// 一、任命： / （二） / 副主任：王芳 / 决定免去： / 特此通知。
const BEGINS = lean(
  /^(?:[一二三四五六七八九十]{1,3}、|（[一二三四五六七八九十]{1,3}）|(?:决定|批准)?(?:任命|免去)|(?:决定)?(?:接受|补选|聘任|解聘)|特此|现予|现将|附[：:]|[\p{Script=Han}]{2,12}：)/u,
);

function beginsRow(piece: Row, next: Row | undefined): boolean {
  return BEGINS.test(piece.tight) || isFrame(piece, next) || isDateline(piece);
}

function endsRow(piece: Row, next: Row): boolean {
  return /[。；：！？]$/u.test(piece.tight) || isFrame(piece, next);
}

/** What stands around a document's text, each on a line of its own. */
function isFrame(piece: Row, next: Row | undefined): boolean {
  return (
    isNumber(piece) ||
    isPassedBy(piece) ||
    isSignedDate(piece) ||
    isSourceLine(piece) ||
    isByline(piece) ||
    isTitle(piece) ||
    (isOrganization(piece) && (next === undefined || isSignedDate(next) || isTitle(next)))
  );
}

const isTitle = (piece: Row): boolean => isBareTitle(piece) || isDocumentTitle(piece);

function isHeadline(first: Row | undefined, second: Row | undefined): boolean {
  return (
    first !== undefined &&
    second !== undefined &&
    first.tight.length >= 8 &&
    mayBeTitle(first) &&
    (isDateline(second) || isByline(second) || /^[^。]{10,}[，。]/u.test(second.tight))
  );
}
