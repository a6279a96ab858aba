import { load } from 'cheerio';
import type { Parts } from './open-docx.ts';

/** One level of a numbered list: 一、 or （1）, and what it counts from. */
type Level = { readonly form: string; readonly words: string; readonly start: number };
type List = { readonly id: string; readonly levels: ReadonlyMap<number, Level> };
type Place = { readonly list: string; readonly level: number };
type Tree = ReturnType<typeof load>;
type Selected = ReturnType<Tree>;

const MAX_LEVEL = 8;

/**
 * The text with the numbers that Word counts itself written into it: an office types 一、 and Word
 * makes a list of it, whose numbers stand nowhere.
 */
export function printNumbers({ document, styles, numbering }: Parts): string {
  if (numbering === '' || !/numPr\b/u.test(document + styles)) return document;
  const lists = readLists(numbering);
  const styled = readStyled(styles);
  const counts = new Map<string, number[]>();
  const $ = load(document, { xml: { withStartIndices: true, withEndIndices: true } });
  const pieces: string[] = [];
  let done = 0;
  for (const element of $('w\\:p').toArray()) {
    const properties = $(element).children('w\\:pPr');
    const place = placeOf(properties, styled);
    const list = place && lists.get(place.list);
    const end = properties[0]?.endIndex;
    if (!list || !place || typeof end !== 'number' || end < done) continue;
    const number = escaped(count(list, place.level, counts));
    pieces.push(document.slice(done, end + 1), `<w:r><w:t>${number}</w:t></w:r>`);
    done = end + 1;
  }
  return pieces.join('') + document.slice(done);
}

/** A paragraph says its list itself, or its style does; list 0 is none. */
function placeOf(properties: Selected, styled: ReadonlyMap<string, Place>): Place | undefined {
  const own = properties.children('w\\:numPr');
  const style = styled.get(properties.children('w\\:pStyle').attr('w:val') ?? '');
  if (own.length === 0) return style;
  const list = own.children('w\\:numId').attr('w:val') ?? style?.list;
  const level = own.children('w\\:ilvl').attr('w:val');
  return list === undefined
    ? undefined
    : { list, level: level === undefined ? (style?.level ?? 0) : Number(level) };
}

function readStyled(styles: string): Map<string, Place> {
  const $ = load(styles, { xml: true });
  const places = new Map<string, Place>();
  for (const element of $('w\\:style').toArray()) {
    const list = $(element).find('w\\:numPr > w\\:numId').attr('w:val');
    const level = Number($(element).find('w\\:numPr > w\\:ilvl').attr('w:val') ?? 0);
    if (list) places.set($(element).attr('w:styleId') ?? '', { list, level });
  }
  return places;
}

function readLists(numbering: string): Map<string, List> {
  const $ = load(numbering, { xml: true });
  const forms = new Map<string, ReadonlyMap<number, Level>>();
  for (const element of $('w\\:abstractNum').toArray())
    forms.set($(element).attr('w:abstractNumId') ?? '', readLevels($, $(element)));
  const lists = new Map<string, List>();
  for (const element of $('w\\:num').toArray()) {
    const form = $(element).children('w\\:abstractNumId').attr('w:val') ?? '';
    const own = $(element).find('w\\:startOverride').length > 0;
    const number = $(element).attr('w:numId') ?? '';
    // Two lists of one form count on, unless one says that it begins anew.
    const id = own ? `list ${number}` : `form ${form}`;
    lists.set(number, { id, levels: forms.get(form) ?? new Map() });
  }
  return lists;
}

function readLevels($: Tree, list: Selected): Map<number, Level> {
  return new Map(
    list
      .children('w\\:lvl')
      .toArray()
      .map((element) => {
        const value = (name: string) => $(element).children(`w\\:${name}`).attr('w:val');
        const start = Number(value('start') ?? 1);
        const form = value('numFmt') ?? 'decimal';
        return [
          Number($(element).attr('w:ilvl') ?? 0),
          { form, words: value('lvlText') ?? '', start },
        ];
      }),
  );
}

/** Counts one on, and begins all deeper levels anew. Bullets are no words. */
function count(list: List, level: number, counts: Map<string, number[]>): string {
  const own = list.levels.get(level);
  if (!own || level > MAX_LEVEL || own.form === 'bullet' || own.form === 'none') return '';
  const told = (counts.get(list.id) ?? []).slice(0, level + 1);
  for (let at = 0; at <= level; at += 1) {
    const start = list.levels.get(at)?.start ?? 1;
    const before = told[at];
    told[at] = before === undefined ? start : before + (at === level ? 1 : 0);
  }
  counts.set(list.id, told);
  return own.words.replace(/%([1-9])/gu, (_, digit: string) => {
    const at = Number(digit) - 1;
    return printed(told[at] ?? 1, list.levels.get(at)?.form ?? 'decimal');
  });
}

function printed(number: number, form: string): string {
  switch (form) {
    case 'chineseCounting':
    case 'chineseCountingThousand':
    case 'japaneseCounting':
    case 'taiwaneseCounting':
    case 'taiwaneseCountingThousand':
    case 'ideographDigital':
      return inChinese(number);
    case 'decimalEnclosedCircle':
    case 'decimalEnclosedCircleChinese':
      return number >= 1 && number <= 20 ? String.fromCodePoint(0x2460 + number - 1) : `${number}`;
    case 'upperLetter':
    case 'lowerLetter': {
      const letter = String.fromCodePoint(0x61 + ((number + 25) % 26));
      return form === 'lowerLetter' ? letter : letter.toUpperCase();
    }
    default:
      return `${number}`;
  }
}

const DIGITS = '〇一二三四五六七八九';

function inChinese(number: number): string {
  if (number <= 0 || number > 99) return `${number}`;
  const [tens, ones] = [Math.floor(number / 10), number % 10];
  const ten = tens === 0 ? '' : `${tens === 1 ? '' : DIGITS[tens]}十`;
  return ten + (ones === 0 ? '' : DIGITS[ones]);
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
}
