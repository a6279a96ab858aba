/**
 * Sets small PDFs with a font that is not embedded, as layout programs of the trade do: its letters are
 * found through the reader's own tables only. Letters stand where they are put, and are written in the
 * order they are given.
 */

/** Words on a line: `down` is the baseline, from the upper edge. */
export type Words = {
  readonly left: number;
  readonly down: number;
  readonly size: number;
  readonly text: string;
};

/** A stroke or a frame, from the upper left. */
type Stroke = {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
};

export type Sheet = {
  readonly width: number;
  readonly height: number;
  readonly words: readonly Words[];
  readonly rules?: readonly Stroke[];
  readonly frames?: readonly Stroke[];
  /** Filled with a picture, as a scanner or an advertisement does. */
  readonly isPicture?: boolean;
};

/** A PDF of these pages. */
export function pdfOf(sheets: readonly Sheet[]): Uint8Array {
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    `<< /Type /Pages /Count ${sheets.length} /Kids [${sheets.map((_, at) => `${6 + 2 * at} 0 R`).join(' ')}] >>`,
    '<< /Type /Font /Subtype /Type0 /BaseFont /STSong-Light /Encoding /UniGB-UCS2-H /DescendantFonts [4 0 R] >>',
    '<< /Type /Font /Subtype /CIDFontType0 /BaseFont /STSong-Light /CIDSystemInfo << /Registry (Adobe) /Ordering (GB1) /Supplement 2 >> /FontDescriptor 5 0 R /DW 1000 >>',
    '<< /Type /FontDescriptor /FontName /STSong-Light /Flags 6 /FontBBox [-25 -254 1000 880] /ItalicAngle 0 /Ascent 880 /Descent -120 /CapHeight 880 /StemV 93 >>',
    ...sheets.flatMap((sheet, at) => [
      `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 ${sheet.width} ${sheet.height}] /Resources << /Font << /F 3 0 R >> >> /Contents ${7 + 2 * at} 0 R >>`,
      streamOf(programOf(sheet)),
    ]),
  ];
  return fileOf(objects);
}

function programOf(sheet: Sheet): string {
  const { width, height, words, rules = [], frames = [], isPicture = false } = sheet;
  const area = ({ left, top, width, height: tall }: Stroke) =>
    `${left} ${height - top - tall} ${width} ${tall} re`;
  return [
    ...(isPicture
      ? [`q ${width} 0 0 ${height} 0 0 cm BI /W 2 /H 2 /CS /G /BPC 8 /F /AHx ID 00FF00FF> EI Q`]
      : []),
    ...words.map(
      ({ left, down, size, text }) =>
        `BT /F ${size} Tf 1 0 0 1 ${left} ${height - down} Tm <${hexOf(text)}> Tj ET`,
    ),
    ...rules.map((rule) => `${area(rule)} f`),
    ...frames.map((frame) => `${area(frame)} S`),
  ].join('\n');
}

function hexOf(text: string): string {
  return Buffer.from(text, 'utf16le').swap16().toString('hex');
}

function streamOf(program: string): string {
  return `<< /Length ${program.length} >>\nstream\n${program}\nendstream`;
}

function fileOf(objects: readonly string[]): Uint8Array {
  let file = '%PDF-1.5\n';
  const places = objects.map((object, at) => {
    const place = file.length;
    file += `${at + 1} 0 obj\n${object}\nendobj\n`;
    return place;
  });
  const entries = places.map((place) => `${String(place).padStart(10, '0')} 00000 n \n`);
  const size = objects.length + 1;
  const table = `xref\n0 ${size}\n0000000000 65535 f \n${entries.join('')}`;
  const trailer = `trailer\n<< /Size ${size} /Root 1 0 R >>\nstartxref\n${file.length}\n%%EOF\n`;
  return new TextEncoder().encode(file + table + trailer);
}

/** What an article is made of; every part but the paragraphs stands in the middle of its column. */
export type Story = {
  readonly title: string;
  readonly under?: readonly string[];
  readonly paragraphs: readonly string[];
  /** At the right, at the end. */
  readonly signature?: readonly string[];
};

export type Columns = {
  readonly left: number;
  readonly top: number;
  readonly count: number;
  /** Letters in a line. */
  readonly measure: number;
  /** Lines in a column. */
  readonly depth: number;
  readonly size: number;
  readonly gutter: number;
};

/** Fills columns with stories from the top left on, as a page is made up. */
export function setColumns(stories: readonly Story[], columns: Columns): Words[] {
  const { left, top, measure, depth, size, gutter } = columns;
  const lines = stories.flatMap((story) => linesOf(story, columns));
  return lines.map(({ indent, text, larger }, at) => {
    const column = Math.floor(at / depth);
    return {
      left: left + column * (measure * size + gutter) + indent,
      down: top + (at % depth) * size * 1.5 + size,
      size: larger ? size * LARGER : size,
      text,
    };
  });
}

const LARGER = 1.45;

type SetLine = { readonly indent: number; readonly text: string; readonly larger?: true };

function linesOf(
  { title, under = [], paragraphs, signature = [] }: Story,
  columns: Columns,
): SetLine[] {
  const { measure, size } = columns;
  const middle = (text: string, em: number) => (measure * size - text.length * em) / 2;
  return [
    { indent: middle(title, size * LARGER), text: title, larger: true },
    ...under.map((text) => ({ indent: middle(text, size), text })),
    ...paragraphs.flatMap((text) => paragraphOf(text, columns)),
    ...signature.map((text) => ({ indent: (measure - text.length - 1) * size, text })),
  ];
}

function paragraphOf(text: string, { measure, size }: Columns): SetLine[] {
  const lines = [{ indent: 2 * size, text: text.slice(0, measure - 2) }];
  for (let at = measure - 2; at < text.length; at += measure)
    lines.push({ indent: 0, text: text.slice(at, at + measure) });
  return lines;
}
