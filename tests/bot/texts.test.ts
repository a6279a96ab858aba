import { describe, expect, it } from 'vitest';
import { writeMoment } from '../../src/bot/texts/calendar.ts';
import { languageOf, type Texts, textsIn } from '../../src/bot/texts/index.ts';
import { texts as composeTexts } from '../../src/compose/texts/index.ts';
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

describe('English agrees with its numbers', () => {
  const { admin, follows, missedOffer, people } = textsIn('en');
  const { en } = composeTexts;
  const query = { by: 'place', text: '水头镇', kinds: null, publication: null } as const;

  it.each<[(number: number) => string, of0: string, of1: string, of2: string, of21: string]>([
    [
      (count) => missedOffer({ count, isGroup: false }).slice('Welcome back. '.length),
      'While you were away, you missed 0 articles of the kinds you are subscribed to. Shall I show them?',
      'While you were away, you missed 1 article of the kinds you are subscribed to. Shall I show it?',
      'While you were away, you missed 2 articles of the kinds you are subscribed to. Shall I show them?',
      'While you were away, you missed 21 articles of the kinds you are subscribed to. Shall I show them?',
    ],
    [
      admin.canary,
      '0 chats get it first, as a test; the others follow if all goes well.',
      '1 chat gets it first, as a test; the others follow if all goes well.',
      '2 chats get it first, as a test; the others follow if all goes well.',
      '21 chats get it first, as a test; the others follow if all goes well.',
    ],
    [
      admin.asleep,
      '0 of them are in quiet hours now, and get it when these are over.',
      '1 of them is in quiet hours now, and gets it when these are over.',
      '2 of them are in quiet hours now, and get it when these are over.',
      '21 of them are in quiet hours now, and get it when these are over.',
    ],
    [
      admin.previewCount,
      'It goes to 0 chats, each by its own kinds and hour.',
      'It goes to 1 chat, by its own kinds and hour.',
      'It goes to 2 chats, each by its own kinds and hour.',
      'It goes to 21 chats, each by its own kinds and hour.',
    ],
    [
      admin.sendNowAsk,
      'Send what is new to 0 chats now, without waiting for their hours?',
      'Send what is new to 1 chat now, without waiting for its hour?',
      'Send what is new to 2 chats now, without waiting for their hours?',
      'Send what is new to 21 chats now, without waiting for their hours?',
    ],
    [
      admin.unreadHead,
      '0 parts could not be understood and are kept word for word:',
      '1 part could not be understood and is kept word for word:',
      '2 parts could not be understood and are kept word for word:',
      '21 parts could not be understood and are kept word for word:',
    ],
    [
      admin.campaigns.resend,
      'Send the 0 again',
      'Send it again',
      'Send the 2 again',
      'Send the 21 again',
    ],
    [
      (rest) => admin.campaigns.cancelAsk({ title: 'A', rest, unit: 'chats' }).split('\n')[1] ?? '',
      '0 chats have not got it yet, and will not.',
      '1 chat has not got it yet, and will not.',
      '2 chats have not got it yet, and will not.',
      '21 chats have not got it yet, and will not.',
    ],
    [
      (left) => follows.dropped(query, left),
      'No longer following “水头镇” (a place). Nothing is followed now.',
      'No longer following “水头镇” (a place). Still following 1 thing.',
      'No longer following “水头镇” (a place). Still following 2 things.',
      'No longer following “水头镇” (a place). Still following 21 things.',
    ],
    [
      (total) => follows.onlyFollows(total),
      'No kind is subscribed to; 0 things are followed. Shall I end that?',
      'No kind is subscribed to; 1 thing is followed. Shall I end that?',
      'No kind is subscribed to; 2 things are followed. Shall I end that?',
      'No kind is subscribed to; 21 things are followed. Shall I end that?',
    ],
    [people.daysBefore, 'On the day', 'One day before', '2 days before', '21 days before'],
    [en.people.daysLeft, 'today', 'tomorrow', 'in 2 days', 'in 21 days'],
    [(days) => en.people.daysLeft(-days), 'today', 'yesterday', '2 days ago', '21 days ago'],
    [
      (count) => en.summary(count, [{ kind: 'news', count }]),
      '0 news reports',
      '1 news report',
      '2 news reports',
      '21 news reports',
    ],
    [
      en.confirmedSummary,
      '0 facts of earlier articles, confirmed since',
      '1 fact of an earlier article, confirmed since',
      '2 facts of earlier articles, confirmed since',
      '21 facts of earlier articles, confirmed since',
    ],
    [
      (issues) => en.days('7 January', '9 January', issues),
      '7 January to 9 January, 0 issues',
      '7 January to 9 January, 1 issue',
      '7 January to 9 January, 2 issues',
      '7 January to 9 January, 21 issues',
    ],
  ])('%#', (say, ...sentences) => {
    expect([0, 1, 2, 21].map((number) => say(number))).toEqual(sentences);
  });

  it.each([
    [
      1,
      [
        'Finished: 0 / 1 delivered, 1 uncertain, 1 waits for the end of quiet hours',
        'To: A, 1 chat.',
        'Of 1 message:',
        '· 1 not delivered: the chat has stopped or removed me',
        '· 1 for a chat that deleted its data or moved into another',
        '· 1 not sent yet: waiting for the end of the chat’s quiet hours',
        '1 message was sent, but Telegram never answered: it may have arrived or not. If you send it again, nobody goes without, but the chat may get the same twice.',
      ],
    ],
    [
      21,
      [
        'Finished: 0 / 21 delivered, 21 uncertain, 21 wait for the end of quiet hours',
        'To: A, 21 chats.',
        'Of 21 messages:',
        '· 21 not delivered: the chats have stopped or removed me',
        '· 21 for chats that deleted their data or moved into another',
        '· 21 not sent yet: waiting for the end of the chats’ quiet hours',
        '21 messages were sent, but Telegram never answered: they may have arrived or not. If you send them again, nobody goes without, but some chats may get the same twice.',
      ],
    ],
  ])('on a campaign’s page with %i of everything', (number, lines) => {
    const page = admin.campaigns.about(aCampaign(number)).split('\n');
    expect(page).toEqual(expect.arrayContaining(lines));
  });
});

/** One in which everything that can be counted is as often. */
function aCampaign(number: number): Parameters<Texts['admin']['campaigns']['about']>[0] {
  const account = {
    ...{ expected: number, sent: 0, gone: number, refused: 0, unknown: number },
    ...{ cancelled: 0, removed: number, open: number },
  };
  return {
    ...{ kind: 'broadcast', title: '停水', state: 'finished', account, undecided: number },
    ...{ asleep: number, segment: 'A', audience: number, isQueueing: false, isUrgent: false },
    ...{ canary: null, scheduled: null, started: null, finished: null, pause: null },
  };
}

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
