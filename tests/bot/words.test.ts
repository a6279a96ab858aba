import { describe, expect, it } from 'vitest';
import { readArgument } from '../../src/bot/features/admin/argument.ts';
import { readKinds } from '../../src/bot/kinds.ts';
import { quotedWords, wordsFrom } from '../../src/bot/quoted-words.ts';
import { textsIn } from '../../src/bot/texts/index.ts';

describe('the words by which people name kinds', () => {
  it.each([
    ['决定', ['decision']],
    ['decisions', ['decision']],
    ['新闻、决定', ['decision', 'news']],
    ['News, Appointments', ['appointment', 'news']],
    ['人事任免 公告', ['appointment', 'notice']],
    ['all', ['decision', 'appointment', 'notice', 'news']],
    ['全部', ['decision', 'appointment', 'notice', 'news']],
  ])('%s', (words, kinds) => {
    expect(readKinds(words)).toEqual(kinds);
  });

  it.each(['', '天气', '决定 天气', 'constructor', '__proto__'])('«%s» are none', (words) => {
    expect(readKinds(words)).toBeUndefined();
  });
});

describe('the words of a search', () => {
  it.each(['选举日', '水头 工坊', '“双向奔赴”', 'a”b“c', '”', '<b>&amp;'])(
    '«%s» are read back from the title of the list, in both languages',
    (words) => {
      for (const language of ['zh', 'en'] as const) {
        const { searchTitle, searchOffer, actsAboutTitle } = textsIn(language);
        for (const title of [searchTitle(words), searchOffer(words), actsAboutTitle(words)])
          expect(quotedWords(`${title}\n第 1 页，共 3 页\n\n1. “别的”`)).toBe(words);
      }
    },
  );

  it('are one line of 80 characters at most, without what cannot be seen', () => {
    expect(wordsFrom(' 选举\u202e\n\n 日 ')).toBe('选举 日');
    expect(wordsFrom('𠮷'.repeat(200))).toBe('𠮷'.repeat(80));
  });

  it('are none in a title without a quotation', () => {
    expect(quotedWords('任免\n第 1 页\n“不是”')).toBeUndefined();
  });
});

describe('the text of a broadcast', () => {
  it('keeps its lines and its formatting, moved to where the words are now', () => {
    const text = '/broadcast  停水通知\n明天上午';
    const argument = readArgument({
      text,
      entities: [
        { type: 'bot_command', offset: 0, length: 10 },
        { type: 'bold', offset: 12, length: 4 },
        { type: 'text_link', offset: 17, length: 2, url: 'https://example.com/' },
        { type: 'spoiler', offset: 19, length: 2 },
      ],
    } as never);
    expect(argument).toEqual({
      text: '停水通知\n明天上午',
      entities: [
        { type: 'bold', offset: 0, length: 4 },
        { type: 'text_link', offset: 5, length: 2, url: 'https://example.com/' },
      ],
    });
  });

  it('is cut out of formatting that holds the command too', () => {
    const argument = readArgument({
      text: '/broadcast 停水  ',
      entities: [{ type: 'bold', offset: 0, length: 15 }],
    } as never);
    expect(argument).toEqual({ text: '停水', entities: [{ type: 'bold', offset: 0, length: 2 }] });
  });
});
