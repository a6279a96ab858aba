import { load } from 'cheerio';

/** What a named style gives to a paragraph or run that says nothing itself. */
type Style = {
  readonly alignment: string | null;
  readonly size: number | null;
  readonly isBold: boolean;
  /** Of a heading, 1 to 9; of a document's title 0. */
  readonly rank: number | null;
  readonly role: 'subtitle' | 'lead-in' | 'caption' | null;
};

export type Styles = {
  readonly of: (id: string | null | undefined) => Style;
  /** In points, where nothing else is said. */
  readonly size: number;
};

type Printed = Style & { readonly basedOn: string | null };

const NONE: Style = { alignment: null, size: null, isBold: false, rank: null, role: null };
/** Of a document that says nothing: Word's own. */
const SIZE = 10;
/** A style is based on another, and that on a third; in a circle only by mistake. */
const MAX_BASES = 12;

export function readStyles(xml: string): Styles {
  const $ = load(xml, { xml: true });
  const styles = new Map<string, Printed>();
  let normal: string | null = null;
  for (const element of $('w\\:style').toArray()) {
    const style = $(element);
    const id = style.attr('w:styleId') ?? '';
    if (!styles.has(id)) styles.set(id, readStyle(style));
    if (style.attr('w:type') === 'paragraph' && style.attr('w:default')) normal ??= id;
  }
  const defaults = Number($('w\\:rPrDefault w\\:sz').attr('w:val')) / 2 || SIZE;
  const base = normal === null ? NONE : inherit(styles, normal);
  return {
    of: (id) => inherit(styles, id ?? normal ?? ''),
    size: base.size ?? defaults,
  };
}

function readStyle(style: ReturnType<ReturnType<typeof load>>): Printed {
  const name = style.children('w\\:name').attr('w:val') ?? '';
  const paragraph = style.children('w\\:pPr');
  const run = style.children('w\\:rPr');
  const bold = run.children('w\\:b');
  const outline = Number(paragraph.children('w\\:outlineLvl').attr('w:val') ?? Number.NaN);
  return {
    alignment: paragraph.children('w\\:jc').attr('w:val') ?? null,
    size: Number(run.children('w\\:sz').attr('w:val')) / 2 || null,
    isBold: bold.length > 0 && !/^(?:0|false)$/u.test(bold.attr('w:val') ?? ''),
    rank: rankOf(name) ?? (outline >= 0 && outline < 9 ? outline + 1 : null),
    role: roleOf(name),
    basedOn: style.children('w\\:basedOn').attr('w:val') ?? null,
  };
}

/** A style says what it does not say itself by the one it is based on; its rank is its own. */
function inherit(styles: ReadonlyMap<string, Printed>, id: string): Style {
  let next = styles.get(id);
  let style: Style = next ?? NONE;
  for (let bases = 0; next?.basedOn && bases < MAX_BASES; bases += 1) {
    next = styles.get(next.basedOn);
    if (!next) break;
    style = {
      ...style,
      alignment: style.alignment ?? next.alignment,
      size: style.size ?? next.size,
      isBold: style.isBold || next.isBold,
    };
  }
  return style;
}

// heading 1 / 标题 2 / Title / 公文标题
function rankOf(name: string): number | null {
  const heading = /^(?:heading|标题|標題)\s*([1-9])$/iu.exec(name)?.[1];
  if (heading) return Number(heading);
  return /^(?:title|标题|標題|(?:公文|文章|文档|新闻|大|主|正)标题)$/iu.test(name) ? 0 : null;
}

function roleOf(name: string): Style['role'] {
  if (/^(?:subtitle|副标题|副標題)$/iu.test(name)) return 'subtitle';
  if (/^(?:引题|肩题|眉题)$/u.test(name)) return 'lead-in';
  return /^(?:caption|题注|图注|图片说明)$/iu.test(name) ? 'caption' : null;
}
