import type {
  Button,
  ClassicMessage,
  Entity,
  Message,
  RichBlock,
  RichMessage,
  RichText,
} from '../../src/domain/index.ts';

/** What Telegram would not take of a message; nothing where it is sound. */
export function judgeMessage(message: Message): string[] {
  const faults = judgeButtons(message.buttons);
  if (message.style === 'classic') return [...faults, ...judgeClassic(message)];
  return [...faults, ...judgeRich(message), ...message.fallback.flatMap(judgeMessage)];
}

function judgeClassic({ text, entities }: ClassicMessage): string[] {
  return [
    ...(text.length >= 1 && text.length <= 4096 ? [] : [`a text of ${text.length} units`]),
    ...(text.isWellFormed() ? [] : ['half a surrogate pair']),
    ...(text === text.trim() ? [] : ['white space at an end']),
    ...(entities.length <= 100 ? [] : [`${entities.length} entities`]),
    ...entities.flatMap((entity) => judgeEntity(text, entity)),
    ...(crossed(entities) ? ['entities across each other'] : []),
  ];
}

function judgeEntity(text: string, { type, offset, length, unixTime = 0 }: Entity): string[] {
  const words = text.slice(offset, offset + length);
  const isInside = offset >= 0 && length > 0 && offset + length <= text.length;
  const isMoment = type !== 'date_time' || (unixTime > 0 && unixTime < 1_800_000_000);
  return [
    ...(isInside ? [] : [`${type} from ${offset}, ${length} long, in ${text.length}`]),
    ...(words.isWellFormed() ? [] : [`${type} cuts a surrogate pair`]),
    ...(words.trim() === '' ? [`${type} of nothing`] : []),
    ...(isMoment ? [] : [`a moment at ${unixTime}`]),
  ];
}

/** One across another, or a quotation in a quotation; by a stack, as they lie in the text. */
function crossed(entities: readonly Entity[]): boolean {
  const open: Entity[] = [];
  const ordered = entities.toSorted((a, b) => a.offset - b.offset || b.length - a.length);
  for (const entity of ordered) {
    while (open.length > 0 && endOf(open.at(-1)) <= entity.offset) open.pop();
    const outer = open.at(-1);
    if (outer && endOf(entity) > endOf(outer)) return true;
    if (isQuote(entity) && open.some(isQuote)) return true;
    open.push(entity);
  }
  return false;
}

function endOf(entity: Entity | undefined): number {
  return entity ? entity.offset + entity.length : 0;
}

function isQuote({ type }: Entity): boolean {
  return type === 'blockquote' || type === 'expandable_blockquote';
}

function judgeButtons(rows: readonly (readonly Button[])[]): string[] {
  const buttons = rows.flat();
  return [
    ...(buttons.length <= 100 ? [] : [`${buttons.length} buttons`]),
    ...(rows.every(({ length }) => length >= 1 && length <= 8)
      ? []
      : ['a row of too many or none']),
    ...buttons.flatMap(judgeButton),
  ];
}

function judgeButton(button: Button): string[] {
  if (button.text.trim() === '') return ['a button without words'];
  if (!('callback' in button)) return [];
  const bytes = Buffer.byteLength(button.callback);
  return bytes >= 1 && bytes <= 64 ? [] : [`a button of ${bytes} bytes`];
}

function judgeRich({ blocks }: RichMessage): string[] {
  const all = withNested(blocks);
  const rows = all.flatMap((block) => (block.kind === 'table' ? block.rows : []));
  const text = all.map(textOfBlock).join('');
  return [
    ...([...text].length <= 32_768 ? [] : [`${[...text].length} characters`]),
    ...(all.length + rows.length <= 500 ? [] : [`${all.length + rows.length} blocks`]),
    ...(rows.every(({ length }) => length <= 20) ? [] : ['too many columns']),
    ...(text.isWellFormed() ? [] : ['half a surrogate pair in a rich message']),
    ...(blocks.length > 0 ? [] : ['a rich message of nothing']),
  ];
}

export function withNested(blocks: readonly RichBlock[]): RichBlock[] {
  return blocks.flatMap((block) =>
    block.kind === 'details' ? [block, ...withNested(block.blocks)] : [block],
  );
}

export function textOfBlock(block: RichBlock): string {
  switch (block.kind) {
    case 'table':
      return block.rows
        .flat()
        .map(({ text }) => plain(text))
        .join('\n');
    case 'details':
      return plain(block.summary);
    case 'divider':
      return '';
    case 'heading':
    case 'paragraph':
    case 'footer':
      return plain(block.text);
  }
}

function plain(text: RichText): string {
  if (typeof text === 'string') return text;
  return 'type' in text ? plain(text.text) : text.map(plain).join('');
}
