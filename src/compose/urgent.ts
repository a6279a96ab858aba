import type { Language, Message, MessageStyle, StoredItem } from '../domain/index.ts';
import { cap, oneLine } from './clean.ts';
import { bold } from './formatted.ts';
import { articlePieces } from './item.ts';
import { packClassic } from './pack-classic.ts';
import { packRich } from './pack-rich.ts';
import { piece } from './pieces.ts';
import { texts as textsOf } from './texts/index.ts';
import { itemIn } from './traditional/index.ts';

const WORD_LENGTH = 40;

type Urgent = {
  readonly item: StoredItem;
  /** Of its title, for which it is urgent. */
  readonly word: string;
  readonly language: Language;
  readonly style: MessageStyle;
};

/** An urgent article whole, with why it comes at once. */
export function composeUrgent({ item, word, language, style }: Urgent): Message[] {
  const texts = textsOf[language];
  const why = texts.urgentWhy(cap(oneLine(word), WORD_LENGTH));
  const pieces = [
    piece(bold(texts.urgent), [{ kind: 'heading', level: 2, text: texts.urgent }], {
      keepsWithNext: true,
      gap: '\n',
    }),
    ...articlePieces(itemIn(language, item), texts),
    piece(why, [{ kind: 'footer', text: why }]),
  ];
  return style === 'rich' ? packRich(pieces) : packClassic(pieces);
}
