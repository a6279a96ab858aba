import { describe, expect, it } from 'vitest';
import { textsIn } from '../../src/bot/texts/index.ts';
import { texts as composeTexts } from '../../src/compose/texts/index.ts';
import { LANGUAGES } from '../../src/domain/index.ts';
import { expectReadAloud, expectWords } from '../support/read-aloud.ts';

/** The buttons themselves are heard in the test of every button. */
describe.each(LANGUAGES)('read aloud (%s)', (language) => {
  it('every sentence of the bot has words', () => {
    const sentences = [
      ...sentencesOf(textsIn(language)),
      ...sentencesOf(composeTexts[language]),
    ].filter((sentence) => sentence.trim() !== '' && !MARKS.test(sentence));
    expect(sentences.length).toBeGreaterThan(150);
    for (const sentence of sentences)
      for (const line of sentence.split('\n')) if (line.trim() !== '') expectWords(line);
  });

  it('every button of the bot says more than a sign', () => {
    const buttons = sentencesOf(textsIn(language).buttons);
    expect(buttons.length).toBeGreaterThan(10);
    for (const label of buttons) expectWords(label);
    expect(buttons).toEqual([...new Set(buttons)]);
  });
});

it.each([
  ['a picture alone', ['📅']],
  ['a sign alone', ['→']],
  ['digits alone', ['2']],
  ['two that sound alike', ['全文 1', '全文 1']],
  ['two that only a picture tells apart', ['☑ 决定', '☐ 决定']],
])('%s is found out', (_, labels) => {
  expect(() => expectReadAloud(messageWith(labels))).toThrow();
});

it('words with a picture beside them are heard', () => {
  expectReadAloud(messageWith(['☑ 决定：接收', '☐ 新闻：不接收', '8:00']));
});

function messageWith(labels: readonly string[]) {
  const inline_keyboard = [labels.map((text) => ({ text, callback_data: text }))];
  return { text: '公报', reply_markup: { inline_keyboard } } as unknown as Parameters<
    typeof expectReadAloud
  >[0];
}

/** What stands between words: a comma, a bracket. */
const MARKS = /^[\p{P}\p{S}\s]*$/u;

/** Every sentence that needs no argument. */
function sentencesOf(texts: object): string[] {
  return Object.values(texts).flatMap((value: unknown) => {
    if (typeof value === 'string') return [value];
    return typeof value === 'object' && value !== null ? sentencesOf(value) : [];
  });
}
