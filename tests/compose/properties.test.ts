import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { oneLine } from '../../src/compose/clean.ts';
import { composeDigest, composeIssue, composeItem, itemIn } from '../../src/compose/index.ts';
import {
  ACTIONS,
  type Act,
  ITEM_KINDS,
  KEY_DATE_LABELS,
  type KeyDate,
  LANGUAGES,
  type Message,
  type StoredItem,
} from '../../src/domain/index.ts';
import { aKeyDate, anAct, anItem } from './items.ts';
import { expectSendable, letters, richText, wholeText } from './limits.ts';

describe('whatever is printed', () => {
  it('a digest is within Telegram’s limits in both styles, and both say the same', () => {
    fc.assert(
      fc.property(issues, languages, (items, language) => {
        const classic = composeDigest({ items, language, style: 'classic' });
        const rich = composeDigest({ items, language, style: 'rich' });
        for (const message of [...classic, ...rich]) expectSendable(message);
        expect(callbacks(classic)).toEqual(callbacks(rich));
        expect(callbacks(rich.flatMap(fallbackOf))).toEqual(callbacks(rich));
        if (rich.length === 1) expect(rich.flatMap(fallbackOf)).toEqual(classic);
      }),
      { numRuns: 80 },
    );
  });

  it('a digest has every item once, with its headline and the names in it', () => {
    fc.assert(
      fc.property(issues, languages, (items, language) => {
        const classic = composeDigest({ items, language, style: 'classic' });
        const text = wholeText(classic.filter((message) => message.style === 'classic'));
        const ids = items.map(({ id }) => `item:${id}`);
        expect(callbacks(classic).toSorted()).toEqual(ids.toSorted());
        for (const item of items.map((printed) => itemIn(language, printed))) {
          const title = oneLine(item.title);
          if (title.length <= 300) expect(letters(text)).toContain(letters(title));
          for (const { person, confidence } of item.acts)
            if (confidence > 0.8 && person.length <= 40)
              expect(letters(text)).toContain(letters(oneLine(person)));
        }
      }),
      { numRuns: 80 },
    );
  });

  it('each headline of the plain parts is in the rich ones, in order', () => {
    fc.assert(
      fc.property(issues, languages, (items, language) => {
        for (const message of composeDigest({ items, language, style: 'rich' })) {
          if (message.style !== 'rich') continue;
          const rich = letters(richText(message.blocks));
          const titles = wholeText(message.fallback).match(/^\d+\. .{1,40}/gmu) ?? [];
          let from = 0;
          for (const title of titles) {
            const at = rich.indexOf(
              letters(title)
                .toWellFormed()
                .replace(/\uFFFD$/u, ''),
              from,
            );
            expect(at).toBeGreaterThanOrEqual(from);
            from = at;
          }
        }
      }),
      { numRuns: 40 },
    );
  });

  it('an article is whole in both styles and within the limits', () => {
    fc.assert(
      fc.property(item(1), languages, (article, language) => {
        const classic = composeItem({ item: article, language, style: 'classic' });
        const rich = composeItem({ item: article, language, style: 'rich' });
        for (const message of [...classic, ...rich]) expectSendable(message);
        const plain = letters(wholeText(classic.filter((message) => message.style === 'classic')));
        const printed = itemIn(language, article);
        const title = letters(oneLine(printed.title));
        expect(plain.startsWith(title)).toBe(true);
        expect(plain).toContain(letters(bodyOf(printed)));
        expect(letters(rich.map(textOfBlocks).join(''))).toContain(letters(bodyOf(printed)));
        expect(letters(wholeText(rich.flatMap(fallbackOf)))).toBe(plain);
      }),
      { numRuns: 150 },
    );
  });

  it('an issue is told as its digest is', () => {
    fc.assert(
      fc.property(issues, (printed) => {
        const items = printed.map((each) => ({
          ...each,
          publication: '今日平阳',
          issueDate: '2025-01-09',
        }));
        const issue = { publication: '今日平阳', date: '2025-01-09', language: 'zh' } as const;
        for (const message of composeIssue({ ...issue, items })) expectSendable(message);
      }),
      { numRuns: 40 },
    );
  });

  it('a list of a thousand acts and dates is told to the end', () => {
    const acts = Array.from({ length: 1000 }, (_, n) =>
      anAct({ person: `王某${n}号`, post: `第${n}届委员`, organization: '平阳县政协', date: null }),
    );
    const keyDates = Array.from({ length: 90 }, (_, n) =>
      aKeyDate({
        date: `2025-0${1 + Math.floor(n / 28)}-${String(1 + (n % 28)).padStart(2, '0')}`,
      }),
    );
    const article = anItem({ kind: 'appointment', acts, keyDates });
    for (const style of ['classic', 'rich'] as const)
      for (const compose of [
        () => composeDigest({ items: [article], language: 'zh', style }),
        () => composeItem({ item: article, language: 'zh', style }),
      ]) {
        const messages = compose();
        for (const message of messages) expectSendable(message);
        const text = messages.map(textOfMessage).join('\n');
        for (const { person } of acts) expect(text).toContain(person);
        expect(text).toContain('选举日：2025年4月6日');
      }
  });
});

function callbacks(messages: readonly Message[]): string[] {
  return messages
    .flatMap((message) => message.buttons.flat())
    .map((button) => ('callback' in button ? button.callback : ''))
    .filter((callback) => callback !== 'why');
}

function fallbackOf(message: Message) {
  return message.style === 'rich' ? message.fallback : [];
}

function textOfBlocks(message: Message): string {
  if (message.style !== 'rich') return '';
  return richText(message.blocks).replace(/\n\(\d+\/\d+\)$/u, '');
}

function textOfMessage(message: Message): string {
  return message.style === 'classic' ? message.text : richText(message.blocks);
}

/** Generated bodies need no cleaning, so that what is expected is not computed as the code computes it. */
function bodyOf(article: StoredItem): string {
  return article.body;
}

const languages = fc.constantFrom(...LANGUAGES);
const dates = fc.constantFrom(
  '2025-01-09',
  '2025-01-07',
  '2024-02-29',
  '2025-02-30',
  'x'.repeat(5000),
);

/** Anything at all: controls, overrides, halves of characters, right-to-left, and far too long. */
const anything = fc.oneof(
  { weight: 3, arbitrary: fc.string({ unit: 'binary', maxLength: 40 }) },
  { weight: 3, arbitrary: fc.string({ unit: 'grapheme', maxLength: 60 }) },
  {
    weight: 2,
    arbitrary: fc.constantFrom(
      '副主任',
      '',
      ' ',
      '\u202E倒',
      '\uD83D',
      'شهر',
      'a\u0301'.repeat(50),
    ),
  },
  {
    weight: 1,
    arbitrary: fc
      .constantFrom('长', '👨‍👩‍👧', '\u0301', '\n', '字 ')
      .map((unit) => unit.repeat(10_000)),
  },
);

/** Words that stay as they are when cleaned. */
const words = fc
  .array(
    fc.constantFrom(
      '民',
      '。',
      '，',
      '“',
      '”',
      ' ',
      '\n',
      '\n\n',
      '😀',
      '👨‍👩‍👧',
      '🇨🇳',
      'e\u0301',
      'שלום',
      'word',
      '：',
    ),
    {
      maxLength: 60,
    },
  )
  .map((units) => units.join(''));
const bodies = fc.oneof(
  { weight: 4, arbitrary: words },
  {
    weight: 1,
    arbitrary: fc.tuple(words, fc.integer({ min: 1, max: 1500 })).map(([unit, times]) =>
      unit
        .repeat(times)
        .slice(0, 70_000)
        .toWellFormed()
        .replace(/\uFFFD$/u, ''),
    ),
  },
);

const act: fc.Arbitrary<Act> = fc.record({
  person: anything,
  action: fc.constantFrom(...ACTIONS),
  post: anything,
  organization: anything,
  date: fc.option(dates),
  span: fc.constant([0, 0] as const),
  confidence: fc.constantFrom(0.5, 0.9, 1),
  reasons: fc.constant([]),
});
const keyDate: fc.Arbitrary<KeyDate> = fc.record({
  label: fc.constantFrom(...KEY_DATE_LABELS),
  date: dates,
  span: fc.constant([0, 0] as const),
  confidence: fc.constantFrom(0.5, 1),
  reasons: fc.constant([]),
});

function item(id: number): fc.Arbitrary<StoredItem> {
  return fc.record({
    id: fc.constant(id),
    revision: fc.constant(1),
    publication: fc.oneof(
      { weight: 4, arbitrary: fc.constant('今日平阳') },
      { weight: 1, arbitrary: anything },
    ),
    issueDate: dates,
    kind: fc.constantFrom(...ITEM_KINDS),
    title: anything,
    subtitle: fc.option(anything),
    byline: fc.option(anything),
    issuer: fc.option(anything),
    number: fc.option(anything),
    adoptedOn: fc.option(dates),
    leadIn: fc.option(anything),
    passedBy: fc.option(anything),
    signature: fc.option(anything),
    body: bodies,
    span: fc.constant([0, 0] as const),
    confidence: fc.constant(1),
    acts: fc.array(act, { maxLength: 12 }),
    keyDates: fc.array(keyDate, { maxLength: 5 }),
  });
}

const issues = fc
  .integer({ min: 1, max: 12 })
  .chain((count) => fc.tuple(...Array.from({ length: count }, (_, n) => item(n + 1))));
