import { strToU8, zipSync } from 'fflate';

/** A paragraph as Word writes it; `\n` in the text is a line break by hand. */
export type Paragraph = {
  readonly text: string;
  readonly style?: string;
  readonly align?: 'center' | 'right';
  readonly isBold?: boolean;
  /** In points. */
  readonly size?: number;
};

const W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"';
const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006';
const escaped = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

export function paragraphXml({ text, style, align, isBold, size }: Paragraph): string {
  const own = [
    style ? `<w:pStyle w:val="${style}"/>` : '',
    align ? `<w:jc w:val="${align}"/>` : '',
  ].join('');
  const run = [isBold ? '<w:b/>' : '', size ? `<w:sz w:val="${size * 2}"/>` : ''].join('');
  const lines = text.split('\n').map((line) => `<w:t xml:space="preserve">${escaped(line)}</w:t>`);
  return `<w:p><w:pPr>${own}</w:pPr><w:r><w:rPr>${run}</w:rPr>${lines.join('<w:br/>')}</w:r></w:p>`;
}

export function tableXml(rows: readonly (readonly string[])[]): string {
  const cell = (text: string) => `<w:tc><w:tcPr/>${paragraphXml({ text })}</w:tc>`;
  const row = (cells: readonly string[]) => `<w:tr>${cells.map(cell).join('')}</w:tr>`;
  return `<w:tbl><w:tblPr/>${rows.map(row).join('')}</w:tbl>`;
}

/** The styles of a Chinese Word, and one an office made for itself. */
const STYLES = `${HEAD}<w:styles ${W}>
<w:docDefaults><w:rPrDefault><w:rPr><w:sz w:val="21"/></w:rPr></w:rPrDefault></w:docDefaults>
<w:style w:type="paragraph" w:default="1" w:styleId="a"><w:name w:val="Normal"/></w:style>
<w:style w:type="paragraph" w:styleId="1"><w:name w:val="heading 1"/><w:basedOn w:val="a"/><w:pPr><w:outlineLvl w:val="0"/></w:pPr><w:rPr><w:b/><w:sz w:val="44"/></w:rPr></w:style>
<w:style w:type="paragraph" w:styleId="2"><w:name w:val="heading 2"/><w:basedOn w:val="a"/><w:pPr><w:outlineLvl w:val="1"/></w:pPr><w:rPr><w:b/><w:sz w:val="32"/></w:rPr></w:style>
<w:style w:type="paragraph" w:styleId="a3"><w:name w:val="Title"/><w:basedOn w:val="a"/><w:pPr><w:jc w:val="center"/></w:pPr></w:style>
<w:style w:type="paragraph" w:styleId="a4"><w:name w:val="Subtitle"/><w:basedOn w:val="a"/><w:pPr><w:jc w:val="center"/></w:pPr></w:style>
<w:style w:type="paragraph" w:styleId="a5"><w:name w:val="caption"/><w:basedOn w:val="a"/></w:style>
<w:style w:type="paragraph" w:styleId="b1"><w:name w:val="平阳大字"/><w:basedOn w:val="b2"/></w:style>
<w:style w:type="paragraph" w:styleId="b2"><w:name w:val="平阳居中"/><w:basedOn w:val="a"/><w:pPr><w:jc w:val="center"/></w:pPr><w:rPr><w:b/><w:sz w:val="36"/></w:rPr></w:style>
</w:styles>`;

/** The least that Word opens: the text, the styles, and what says where they are. */
export function docx(body: string, parts: Readonly<Record<string, string>> = {}): Uint8Array {
  const files: Record<string, string> = {
    '[Content_Types].xml': `${HEAD}<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/><Override PartName="/word/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.styles+xml"/></Types>`,
    '_rels/.rels': `${HEAD}<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>`,
    'word/document.xml': `${HEAD}<w:document ${W} xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><w:body>${body}<w:sectPr/></w:body></w:document>`,
    'word/styles.xml': STYLES,
    ...parts,
  };
  return zipSync(
    Object.fromEntries(Object.entries(files).map(([name, text]) => [name, strToU8(text)])),
    { mtime: new Date(1980, 0, 1) },
  );
}

export const docxOf = (paragraphs: readonly Paragraph[]): Uint8Array =>
  docx(paragraphs.map(paragraphXml).join(''));

/** An issue in markdown as an office that uses heading styles would have it in Word. */
export function withHeadingStyles(markdown: string): Uint8Array {
  return docxOf(
    blocksOf(markdown).map(({ level, text }) =>
      level > 0 ? { text, style: `${level}` } : { text },
    ),
  );
}

/** The same as most offices type it: nothing but centred, bold, and right-aligned lines. */
export function withCentredTitles(markdown: string): Uint8Array {
  return docxOf(blocksOf(markdown).map(typed));
}

type Block = { readonly level: number; readonly text: string };

function typed({ level, text }: Block): Paragraph {
  if (level === 1 || /^关于.*的决定$/u.test(text))
    return { text, align: 'center', isBold: true, size: 18 };
  if (level > 1) return { text: `　　${text}`, isBold: true };
  if (/^[（(]|^本报记者|主持$/u.test(text)) return { text, align: 'center' };
  return /年[0-9]+月[0-9]+日$/u.test(text) && text.includes('\n')
    ? { text, align: 'right' }
    : { text: `　　${text}` };
}

function blocksOf(markdown: string): Block[] {
  return markdown
    .split(/\n{2,}/u)
    .map((block) => block.trim().replace(/ +$/gmu, ''))
    .filter((block) => block !== '')
    .map((block) => {
      const [, mark = '', text = ''] = /^(#*)\s*([\s\S]*)$/u.exec(block) ?? [];
      return { level: mark.length, text };
    });
}
