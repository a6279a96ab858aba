import { describe, expect, it } from 'vitest';
import { writeMoment } from '../../src/bot/texts/calendar.ts';
import { languageOf, textsIn } from '../../src/bot/texts/index.ts';
import { LANGUAGES } from '../../src/domain/index.ts';

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
