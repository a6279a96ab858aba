import { describe, expect, it } from 'vitest';
import {
  composeDates,
  composeHistory,
  composeHolders,
  composeRichDates,
  composeRichHistory,
  composeRichHolders,
} from '../../src/compose/index.ts';
import { LANGUAGES, type Language, type PrintedAct } from '../../src/domain/index.ts';
import { anAct } from '../support/samples.ts';
import { expectSendable, letters, richText } from './limits.ts';

const LONG = '很长的名称'.repeat(40);

function printed(parts: Partial<PrintedAct> = {}): PrintedAct {
  const article = {
    itemId: 7,
    publication: '今日平阳',
    issueDate: '2025-01-09',
    title: '任免名单',
  };
  return { ...anAct({ person: '王芳', date: '2025-01-08' }), ...article, ...parts };
}

const page = (language: Language) => ({
  title: '“局长”现任',
  note: '公告收录自2025年1月9日起。\n目前没有在任的。',
  language,
  ...{ page: 2, pages: 3, pageCallback: (number: number) => `page:${number}` },
});
const office = { person: '王芳', post: '局长', organization: '平阳县民政局', isActing: true };

/** The words of its entries, apart as the cells of a table have them. */
const wordsOf = (text: string) =>
  text
    .split(/\n(?:\d+\. )?|[；;…]|，|, | · |平阳县民政局|平陽縣民政局| /u)
    .filter((words) => words.trim() !== '');

describe.each(LANGUAGES)('in the rich style (%s)', (language) => {
  it('holders of an office have a row each, with all that the classic page says', () => {
    const holdings = [
      { ...office, since: printed(), until: null },
      { ...office, isActing: false, since: null, until: printed({ action: 'remove', date: null }) },
      {
        ...office,
        person: LONG,
        post: LONG,
        organization: LONG,
        since: printed({ title: LONG }),
        until: null,
      },
    ];
    const list = {
      ...page(language),
      holdings,
      below: [[{ text: '看已离任的', callback: 'past' }]],
    };
    const rich = composeRichHolders(list);
    expectSendable(rich);
    expect(rich.fallback).toEqual([composeHolders(list)]);
    expect(rich.buttons).toEqual(composeHolders(list).buttons);
    const said = letters(richText(rich.blocks));
    for (const words of wordsOf(composeHolders(list).text)) expect(said).toContain(letters(words));
    expect(rich.blocks.at(-1)).toMatchObject({ kind: 'table' });
  });

  it('what is told of a name has a row each, and says who else may be meant', () => {
    const list = {
      ...page(language),
      acts: [printed(), printed({ date: null }), printed({ person: LONG })],
    };
    const rich = composeRichHistory(list);
    expectSendable(rich);
    expect(rich.fallback).toEqual([composeHistory(list)]);
    const said = richText(rich.blocks);
    for (const line of list.note.split('\n')) expect(said).toContain(line);
    expect(rich.blocks.at(-1)).toMatchObject({ kind: 'table', rows: { length: 4 } });
    for (const words of ['局长', language === 'zh-hant' ? '任免名單' : '任免名单'])
      expect(said).toContain(words);
  });

  it('dates have a row each, with the moment that the classic page has', () => {
    const date = {
      itemId: 7,
      revision: 1,
      position: 0,
      label: '选举日',
      date: '2025-01-24',
      daysLeft: 15,
    } as const;
    const article = { publication: '今日平阳', issueDate: '2025-01-09', title: '选举日的决定' };
    const past = { ...date, ...article, date: '2025-01-08', daysLeft: -1 };
    const dates = [{ ...date, ...article }, past];
    const list = { ...page(language), dates, offer: 'remind' as const, below: [] };
    const rich = composeRichDates(list);
    expectSendable(rich);
    expect(rich.buttons).toEqual(composeDates(list).buttons);
    const said = letters(richText(rich.blocks));
    for (const words of wordsOf(composeDates(list).text)) expect(said).toContain(letters(words));
    const moments = composeDates(list).entities.filter(({ type }) => type === 'date_time');
    expect(moments.map(({ unixTime }) => unixTime)).toEqual(
      [...JSON.stringify(rich.blocks).matchAll(/"unixTime":(\d+)/gu)].map((found) =>
        Number(found[1]),
      ),
    );
  });

  it('an empty page says that there is nothing', () => {
    const rich = composeRichHistory({ ...page(language), acts: [] });
    expectSendable(rich);
    expect(rich.blocks.at(-1)).toMatchObject({ kind: 'paragraph' });
  });
});
