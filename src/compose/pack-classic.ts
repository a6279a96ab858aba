import type { ClassicMessage } from '../domain/index.ts';
import { type Formatted, join, uniteQuotes } from './formatted.ts';
import { atTop, bundle, buttonRows, buttonsOf, type Piece } from './pieces.ts';
import { CLASSIC_ENTITIES, CLASSIC_LENGTH, MARK_ROOM, markParts, splitFormatted } from './split.ts';

/** Telegram shows at most 100 under one message; one is left for what is asked about all of it. */
const BUTTONS = 99;

/** Lays pieces out in as few classic messages as hold them, each numbered if there are several. */
export function packClassic(pieces: readonly Piece[]): ClassicMessage[] {
  return packClassicGroups([pieces])[0] ?? [];
}

/** As `packClassic`, for groups that may not share a message; the numbers run through them all. */
export function packClassicGroups(groups: readonly (readonly Piece[])[]): ClassicMessage[][] {
  const roomy = groups.map((group) => layOut(group, CLASSIC_LENGTH));
  const single = roomy.flat().length <= 1;
  const laid = single ? roomy : groups.map((group) => layOut(group, CLASSIC_LENGTH - MARK_ROOM));
  const marked = markParts(laid.flat());
  let at = 0;
  return laid.map((parts) => {
    at += parts.length;
    return marked.slice(at - parts.length, at);
  });
}

type Sheet = { pieces: Piece[]; length: number; entities: number; buttons: number };

function layOut(pieces: readonly Piece[], limit: number): ClassicMessage[] {
  const messages: ClassicMessage[] = [];
  let sheet = emptySheet();
  for (const bundled of bundle(pieces)) {
    if (!fits(sheet, bundled, limit)) {
      messages.push(...print(sheet, limit));
      sheet = emptySheet();
    }
    put(sheet, sheet.pieces.length === 0 && messages.length > 0 ? atTop(bundled) : bundled);
  }
  return [...messages, ...print(sheet, limit)];
}

function emptySheet(): Sheet {
  return { pieces: [], length: 0, entities: 0, buttons: 0 };
}

function put(sheet: Sheet, pieces: readonly Piece[]): void {
  for (const each of pieces) {
    sheet.pieces.push(each);
    sheet.length += each.words.text.length + each.gap.length;
    sheet.entities += each.words.entities.length;
    sheet.buttons += each.button === null ? 0 : 1;
  }
}

function fits(sheet: Sheet, pieces: readonly Piece[], limit: number): boolean {
  if (sheet.pieces.length === 0) return true; // alone it must do, in several parts if need be
  const added = emptySheet();
  put(added, pieces);
  return (
    sheet.length + added.length <= limit &&
    sheet.entities + added.entities <= CLASSIC_ENTITIES &&
    sheet.buttons + added.buttons <= BUTTONS
  );
}

/** One message, or several if a single bundle was too long; the buttons are under the first, where it begins. */
function print(sheet: Sheet, limit: number): ClassicMessage[] {
  return splitFormatted(uniteQuotes(joinPieces(sheet.pieces)), limit).map(
    ({ text, entities }, index) => ({
      style: 'classic',
      text,
      entities,
      buttons: index === 0 ? buttonRows(buttonsOf(sheet.pieces)) : [],
    }),
  );
}

function joinPieces(pieces: readonly Piece[]): Formatted {
  return join(
    pieces.flatMap((each, index) =>
      index === pieces.length - 1 ? [each.words] : [each.words, each.gap],
    ),
  );
}
