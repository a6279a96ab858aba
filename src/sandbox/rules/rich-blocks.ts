import type { RichBlock } from 'grammy/types';
import { z } from 'zod';
import { badRequest } from '../refusal.ts';
import type { RichTally } from './rich-tally.ts';
import { readRichButton, readRichText, refuseDepth, typeWord } from './rich-text.ts';

const MOST_COLUMNS = 20;

const text = z.unknown().refine((value) => value !== undefined);
const blocks = z.array(z.unknown());
const cell = z.object({
  text: z.unknown().optional(),
  is_header: z.boolean().optional(),
  colspan: z.int().min(1).optional(),
  rowspan: z.int().min(1).optional(),
  align: z.enum(['left', 'center', 'right']),
  valign: z.enum(['top', 'middle', 'bottom']),
});
const flag = z.boolean().optional();

/** The blocks a text can be said in. Media are left to a real server. */
const block = z.discriminatedUnion('type', [
  z.object({ type: z.literal('paragraph'), text }),
  z.object({ type: z.literal('heading'), text, size: z.int().min(1).max(6) }),
  z.object({ type: z.literal('pre'), text, language: z.string().optional() }),
  z.object({ type: z.literal('footer'), text }),
  z.object({ type: z.literal('divider') }),
  z.object({ type: z.literal('mathematical_expression'), expression: z.string() }),
  z.object({ type: z.literal('anchor'), name: z.string() }),
  z.object({ type: z.literal('list'), items: z.array(z.looseObject({ blocks })).min(1) }),
  z.object({ type: z.literal('blockquote'), blocks, credit: z.unknown().optional() }),
  z.object({ type: z.literal('expandable_blockquote'), text, credit: z.unknown().optional() }),
  z.object({ type: z.literal('pullquote'), text, credit: z.unknown().optional() }),
  z.object({
    type: z.literal('table'),
    cells: z.array(z.array(cell)).min(1),
    caption: z.unknown().optional(),
    is_bordered: flag,
    is_striped: flag,
    is_compact: flag,
  }),
  z.object({ type: z.literal('details'), summary: text, blocks, is_open: flag }),
  z.object({ type: z.literal('buttons'), buttons: z.array(z.unknown()).min(1).max(8) }),
]);
type Block = z.infer<typeof block>;

/** Checks blocks and counts them; answers with the same blocks, as Telegram shows them. */
export function readRichBlocks(
  inputs: readonly unknown[],
  tally: RichTally,
  level: number,
): RichBlock[] {
  refuseDepth(level);
  return inputs.map((input) => {
    const read = block.safeParse(input);
    if (!read.success) throw badRequest(`can't parse rich block of the type ${typeWord(input)}`);
    tally.blocks += 1;
    readContent(read.data, tally, level);
    return labelled(read.data) as RichBlock;
  });
}

function readContent(read: Block, tally: RichTally, level: number): void {
  if ('text' in read) readRichText(read.text, tally, level + 1);
  if ('summary' in read) readRichText(read.summary, tally, level + 1);
  if ('credit' in read && read.credit !== undefined) readRichText(read.credit, tally, level + 1);
  if ('expression' in read) tally.characters += [...read.expression].length;
  if ('blocks' in read) readRichBlocks(read.blocks, tally, level + 1);
  if (read.type === 'table') readTable(read, tally, level);
  if (read.type === 'list') {
    tally.blocks += read.items.length;
    for (const item of read.items) readRichBlocks(item.blocks, tally, level + 1);
  }
  if (read.type === 'buttons') {
    for (const button of read.buttons) readRichButton(button, tally, level + 1);
  }
}

function readTable(
  table: Extract<Block, { type: 'table' }>,
  tally: RichTally,
  level: number,
): void {
  tally.blocks += table.cells.length;
  if (table.caption !== undefined) readRichText(table.caption, tally, level + 1);
  for (const row of table.cells) {
    const columns = row.reduce((sum, { colspan }) => sum + (colspan ?? 1), 0);
    if (columns > MOST_COLUMNS) throw badRequest('RICH_MESSAGE_TOO_MANY_COLUMNS');
    for (const { text: content } of row) {
      if (content !== undefined) readRichText(content, tally, level + 1);
    }
  }
}

/** A list item that is sent has no label; one that is received has. */
function labelled(read: Block): object {
  if (read.type !== 'list') return read;
  const items = read.items.map((item) => ({
    ...item,
    label: typeof item['value'] === 'number' ? `${item['value']}.` : '•',
  }));
  return { ...read, items };
}
