import type { ClassicMessage, Language, StoredItem } from '../domain/index.ts';
import { actLine, actLines, certainActs, certainDates, keyDateLines } from './acts.ts';
import { cap, paragraphs } from './clean.ts';
import { day, dayWithWeekday } from './days.ts';
import { bold, joinFilled } from './formatted.ts';
import { aboutLine, datedBy, fitName, titleOf } from './item-pieces.ts';
import { leadOf } from './lead.ts';
import { type Texts, texts as textsOf } from './texts/index.ts';
import { itemIn } from './traditional/index.ts';

/** So many fit a message, however long each of them is printed. */
const ACTS_SHOWN = 10;
const DATES_SHOWN = 5;
/** What a list of results has room for. */
const LISTED_LENGTH = 120;

/** An article as somebody passes it on: how it is listed, and the message it becomes. */
export type Shared = {
  readonly title: string;
  readonly description: string;
  readonly message: ClassicMessage;
};

type Sharing = {
  readonly item: StoredItem;
  readonly language: Language;
  /** Where the whole text is read: the message is not ours, and no button of it could give it. */
  readonly fullText: { readonly text: string; readonly url: string };
};

/** Headline, who and when, the acts or else the first sentence, and where it was printed: one message. */
export function composeShared({ item: printed, language, fullText }: Sharing): Shared {
  const texts = textsOf[language];
  const item = itemIn(language, printed);
  const acts = certainActs(item);
  const lead = acts.length === 0 ? leadOf(paragraphs(item.body)) : '';
  const { text, entities } = joinFilled(
    [
      bold(titleOf(item, texts)),
      aboutLine(item, acts, texts),
      keyDateLines(certainDates(item).slice(0, DATES_SHOWN), texts, item.issueDate),
      actLines(acts.slice(0, ACTS_SHOWN), texts, datedBy(item)),
      acts.length > ACTS_SHOWN ? texts.moreActs(acts.length - ACTS_SHOWN) : '',
      lead,
      texts.source(fitName(item.publication), dayWithWeekday(item.issueDate, texts)),
    ],
    '\n',
  );
  return {
    title: titleOf(item, texts, LISTED_LENGTH),
    description: describe(item, texts, lead),
    message: { style: 'classic', text, entities, buttons: [[fullText]] },
  };
}

function describe(item: StoredItem, texts: Texts, lead: string): string {
  const [act] = certainActs(item);
  const said = act === undefined ? lead : actLine(act, texts).text;
  const about = [texts.kind[item.kind], day(item.issueDate, texts), said];
  return cap(about.filter((part) => part !== '').join(' · '), LISTED_LENGTH);
}
