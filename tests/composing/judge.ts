import {
  composeActs,
  composeBroadcast,
  composeDigest,
  composeIssue,
  composeItem,
  composeList,
  composeOriginal,
  composeRichActs,
  composeRichList,
} from '../../src/compose/index.ts';
import type { Entity, EntityType, Message, StoredItem } from '../../src/domain/index.ts';
import { judgeMessage, textOfBlock, withNested } from './judge-message.ts';
import { type Input, makeInput } from './make-input.ts';

/** The same told in both styles, and what must stand in both. */
type Composed = {
  readonly classic: readonly Message[];
  readonly rich: readonly Message[];
  /** Printed words nobody may miss, as they are written. */
  readonly kept: readonly string[];
  /** Callbacks of full texts, each once. */
  readonly ids: readonly number[] | null;
};

/** What is wrong with what is composed of this run's document. */
export function judge(seed: number, run: number): string[] {
  const input = makeInput(seed, run);
  const { classic, rich, kept, ids } = compose(input);
  const [plain, table] = [textOf(classic), textOf(rich)].map(letters);
  return [
    ...[...classic, ...rich].flatMap(judgeMessage),
    ...kept.flatMap((words) => missing('the classic form', plain, words)),
    ...(rich.length === 0 ? [] : kept.flatMap((words) => missing('the rich form', table, words))),
    ...(ids === null ? [] : [classic, rich].flatMap((form) => judgeIds(form, ids))),
  ].map((fault) => `${input.form} (${input.language}): ${fault}`);
}

function missing(form: string, text = '', words: string): string[] {
  return text.includes(letters(words)) ? [] : [`${form} has lost «${words.slice(0, 80)}»`];
}

function judgeIds(form: readonly Message[], ids: readonly number[]): string[] {
  const found = form
    .flatMap(({ buttons }) => buttons.flat())
    .flatMap((button) => ('callback' in button ? [button.callback] : []))
    .filter((data) => data.startsWith('item:'));
  const wanted = ids.map((id) => `item:${id}`);
  return found.toSorted().join() === wanted.toSorted().join()
    ? []
    : [`full texts ${found.join()} for ${wanted.join()}`];
}

function compose(input: Input): Composed {
  const { form, items, language } = input;
  const ids = items.map(({ id }) => id);
  switch (form) {
    case 'digest': {
      const [classic, rich] = (['classic', 'rich'] as const).map((style) =>
        composeDigest({ items, language, style }),
      );
      return { classic: classic ?? [], rich: rich ?? [], kept: titlesOf(items), ids };
    }
    case 'issue': {
      const issue = { publication: '今日平阳', date: '2025-01-09', items, language };
      const classic = composeIssue({ ...issue, style: 'classic' });
      return {
        classic,
        rich: composeIssue({ ...issue, style: 'rich' }),
        kept: titlesOf(items),
        ids,
      };
    }
    case 'item':
      return composeArticle(input);
    case 'list':
    case 'acts':
      return composePages(input);
    case 'original':
      return composePrinted(input);
    case 'broadcast':
      return composeWritten(input);
  }
}

function composeArticle({ items, language }: Input): Composed {
  const [item] = items;
  if (!item) throw new Error('An article without an item');
  const classic = composeItem({ item, language, style: 'classic' });
  const rich = composeItem({ item, language, style: 'rich' });
  const kept = [...titlesOf(items), item.body, ...namesOf(item)];
  return { classic, rich, kept, ids: null };
}

function composePages({ form, items, language, page, pages, sought }: Input): Composed {
  const list = { title: `“${sought}”`, language, page, pages, pageCallback: String };
  if (form === 'list') {
    const shown = { ...list, items, sought };
    return {
      classic: [composeList(shown)],
      rich: [composeRichList(shown)],
      kept: titlesOf(items).filter(({ length }) => length <= 150),
      ids: items.map(({ id }) => id),
    };
  }
  const acts = items
    .flatMap(({ acts: each, id, issueDate, title }) =>
      each.map((act) => ({ ...act, itemId: id, issueDate, title })),
    )
    .slice(0, 8);
  return {
    classic: [composeActs({ ...list, acts })],
    rich: [composeRichActs({ ...list, acts })],
    kept: acts.flatMap(namesOfAct),
    ids: acts.map(({ itemId }) => itemId),
  };
}

function composePrinted({ items, language }: Input): Composed {
  const [item] = items;
  if (!item) throw new Error('An article without an item');
  const document = { name: 'issue.md', text: `${item.title}\n${item.body}\n`.repeat(3) };
  return { classic: composeOriginal({ item, document, language }), rich: [], kept: [], ids: null };
}

const FORMATS: readonly EntityType[] = ['bold', 'italic', 'underline', 'code', 'text_link'];

/** What an admin wrote, formatted anywhere. */
function composeWritten({ items, chance }: Input): Composed {
  const text = items.map(({ body }) => body).join('\n\n');
  if (text.trim() === '') return { classic: [], rich: [], kept: [], ids: null };
  const entities = Array.from({ length: chance.upTo(30) }, (): Entity => {
    const offset = chance.upTo(text.length);
    const length = 1 + chance.upTo(Math.min(200, text.length - offset));
    const type = FORMATS[chance.upTo(FORMATS.length)] ?? 'bold';
    return { type, offset, length, url: 'https://example.org/' };
  });
  return { classic: composeBroadcast({ text, entities }), rich: [], kept: [text], ids: null };
}

/** Headlines that are told as printed: others are shortened, or told by their kind. */
function titlesOf(items: readonly StoredItem[]): string[] {
  return items.map(({ title }) => title).filter(isPlain);
}

function namesOf({ acts }: StoredItem): string[] {
  return acts.filter(({ confidence }) => confidence > 0.8).flatMap(namesOfAct);
}

function namesOfAct({ person, post, organization }: StoredItem['acts'][number]): string[] {
  return [person, post, organization].filter((name) => isPlain(name) && name.length <= 40);
}

function isPlain(words: string): boolean {
  return words.trim() !== '' && words.length <= 280 && !HIDDEN.test(words);
}

/** What is taken out of a text, or put right, before it is told. */
const HIDDEN = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u;

function textOf(messages: readonly Message[]): string {
  return messages
    .map((message) =>
      message.style === 'classic'
        ? message.text.replace(/\n\n\(\d+\/\d+\)$/u, '')
        : withNested(message.blocks)
            .map(textOfBlock)
            .join('\n')
            .replace(/\n\(\d+\/\d+\)$/u, ''),
    )
    .join('\n');
}

/** What a cut may change is white space. */
function letters(text: string): string {
  return text.replace(/\s+/gu, '');
}
