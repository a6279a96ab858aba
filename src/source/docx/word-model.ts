import { closeDocx, type Parts } from './open-docx.ts';

/** A Word document as mammoth reads it, before it would lose alignment and sizes in HTML. */
export type Element = {
  readonly type: string;
  readonly children?: readonly Element[];
  /** Of a text. */
  readonly value?: string;
  /** Of a paragraph. */
  readonly styleId?: string | null;
  readonly styleName?: string | null;
  readonly alignment?: string | null;
  /** Of a run. */
  readonly isBold?: boolean;
  readonly fontSize?: number | null;
  /** Of a break: a line's, a page's or a column's. */
  readonly breakType?: string;
  /** Of a table's cell. */
  readonly colSpan?: number;
  readonly rowSpan?: number;
};

/** @throws whatever the library throws at a document it cannot read. */
export async function readModel(parts: Parts): Promise<Element> {
  const { default: mammoth } = await import('mammoth');
  let model: Element = { type: 'document' };
  await mammoth.convertToHtml(
    { buffer: closeDocx(parts) },
    {
      includeEmbeddedStyleMap: false,
      externalFileAccess: false,
      transformDocument: (document: Element) => {
        model = document;
        return { ...document, children: [] };
      },
    },
  );
  return model;
}
