import { describe, expect, it } from 'vitest';
import { writeMoment } from '../../src/bot/texts/calendar.ts';
import { languageOf, textsIn } from '../../src/bot/texts/index.ts';
import { counted, plural } from '../../src/compose/index.ts';
import { LANGUAGES, looksTraditional } from '../../src/domain/index.ts';

describe.each(LANGUAGES)('the texts (%s)', (language) => {
  const texts = textsIn(language);

  it('have menus within Telegram’s limits', () => {
    for (const [command, description] of Object.entries({ ...texts.menu, ...texts.adminMenu })) {
      expect(command).toMatch(/^[a-z0-9_]{1,32}$/);
      expect(description.length).toBeGreaterThanOrEqual(language === 'en' ? 3 : 2);
      expect(description.length).toBeLessThanOrEqual(256);
    }
  });

  it('never raise their voice', () => {
    for (const sentence of sentencesOf(texts)) expect(sentence).not.toMatch(/[!！]/u);
  });

  it('fit into a notice where they are shown as one', () => {
    const { saved, outdated, failed, administratorsOnly, nothingMissed, notSubscribed } = texts;
    for (const notice of [
      saved,
      outdated,
      failed,
      administratorsOnly,
      nothingMissed,
      notSubscribed,
    ])
      expect(notice.length).toBeLessThanOrEqual(200);
  });
});

it('what is said in traditional Chinese has no simplified letter left', () => {
  for (const sentence of sentencesOf(textsIn('zh-hant')))
    for (const letter of sentence)
      expect(isSimplifiedOnly(letter), `${letter} in «${sentence}»`).toBe(false);
});

/** It weighs as much against a text being traditional as 縣 does for it. */
function isSimplifiedOnly(letter: string): boolean {
  return !looksTraditional(`${letter}縣`);
}

it.each([
  [0, '0 chats are'],
  [1, '1 chat is'],
  [2, '2 chats are'],
  [21, '21 chats are'],
])('English counts %i as it should', (number, words) => {
  expect(`${counted(number, 'chat', 'chats')} ${plural(number, 'is', 'are')}`).toBe(words);
});

it.each([
  ['zh', '2025年1月9日', '2月29日'],
  ['zh-hant', '2025年1月9日', '2月29日'],
  ['en', '9 January 2025', '29 February'],
] as const)('a day is written as people do (%s)', (language, day, leap) => {
  expect(textsIn(language).date('2025-01-09')).toBe(day);
  expect(textsIn(language).date('2024-02-29')).toContain(leap);
});

it.each([
  ['zh', 'zh'],
  ['zh-hans', 'zh'],
  ['zh-CN', 'zh'],
  ['zh-hans-hk', 'zh'],
  ['zh-hant', 'zh-hant'],
  ['zh-TW', 'zh-hant'],
  ['zh_HK', 'zh-hant'],
  ['zh-mo', 'zh-hant'],
  ['en', 'en'],
  ['it', 'en'],
  ['zho-x', 'en'],
  [undefined, 'en'],
])('a client in %s is spoken to in %s', (code, language) => {
  expect(languageOf(code)).toBe(language);
});

it('a moment is told by the clocks of its zone', () => {
  const moment = new Date('2025-01-09T16:30:00Z');
  expect(writeMoment(moment, 'Asia/Shanghai', 'zh')).toBe('1月10日 周五 00:30');
  expect(writeMoment(moment, 'Europe/London', 'en')).toBe('Thursday 9 January 16:30');
});

/** Every sentence that needs no argument. */
function sentencesOf(texts: object): string[] {
  return Object.values(texts).flatMap((value: unknown) => {
    if (typeof value === 'string') return [value];
    return typeof value === 'object' && value !== null ? sentencesOf(value) : [];
  });
}
