import { describe, expect, it } from 'vitest';
import {
  composeActs,
  composeDigest,
  composeItem,
  composeList,
  inTraditionalWords,
} from '../../src/compose/index.ts';
import type { Act, Message, StoredItem } from '../../src/domain/index.ts';
import { anAct, anItem } from './items.ts';

describe('an article in traditional Chinese', () => {
  it('says the same words in other letters', () => {
    const text = read({
      title: '平阳县人民代表大会常务委员会关于召开县人民代表大会会议的决定',
      body: '会议于2025年1月24日在县城召开，以后的议程另行公布。水头镇、鳌江镇的代表余下名额照旧。',
    });
    expect(text).toContain('平陽縣人民代表大會常務委員會關於召開縣人民代表大會會議的決定');
    expect(text).toContain(
      '會議於2025年1月24日在縣城召開，以後的議程另行公佈。水頭鎮、鰲江鎮的代表餘下名額照舊。',
    );
  });

  it.each([
    ['于建华', '于建華'],
    ['范里', '范里'],
    ['余云松', '余雲松'],
    ['沈岳', '沈岳'],
    ['姜后升', '姜后升'],
    ['丑牛', '丑牛'],
    ['谷志云', '谷志雲'],
    ['叶征', '葉征'],
    ['钟国强', '鍾國強'],
    ['岳飞', '岳飛'],
    ['郁达夫', '郁達夫'],
    ['游党生', '游黨生'],
    ['党育松', '党育松'],
    ['仇和', '仇和'],
    ['涂建党', '涂建黨'],
    ['万俟卫', '万俟衛'],
    ['万建国', '萬建國'],
  ])('calls %s %s, in the act and wherever the text names him', (person, written) => {
    const text = read({
      title: `任命${person}的决定`,
      body: `关于任命${person}为副县长的决定。${person}说，以后的工作范围很广。`,
      acts: [anAct({ person })],
    });
    expect(text.split(written)).toHaveLength(5);
    expect(text).toContain('以後的工作範圍很廣');
  });

  it('calls who wrote it by the same rules, however far apart the letters are set', () => {
    const text = read({
      byline: '本报记者 于范 通讯员 沈　岳',
      body: '关于会议。记者于范、沈岳，沈　岳摄。',
    });
    expect(text).toContain('本報記者 于范 通訊員 沈 岳');
    expect(text).toContain('關於會議。記者于范、沈岳，沈　岳攝。');
  });

  it('stays as it is where the newspaper prints traditional letters', () => {
    const title = '平陽縣人大常委會關於任命干部的決定';
    expect(read({ title, body: '會議決定，皇后大道的后台工程干系重大。' })).toContain(title);
  });

  it('is converted in digests, lists and lists of acts alike', () => {
    const item = anItem({ title: '关于任命于建华的决定', acts: [anAct({ person: '于建华' })] });
    const digest = composeDigest({ items: [item], language: 'zh-hant', style: 'rich' });
    expect(JSON.stringify(digest)).toContain('關於任命于建華的決定');
    expect(JSON.stringify(digest)).not.toMatch(/决定|建华|于任命/u);
    const page = { language: 'zh-hant', page: 1, pages: 1, pageCallback: String } as const;
    expect(composeList({ ...page, title: '決定', items: [item] }).text).toContain(
      '關於任命于建華的決定',
    );
    const acts = [
      { ...anAct({ person: '于建华' }), itemId: 1, issueDate: '2025-01-09', title: item.title },
    ];
    expect(composeActs({ ...page, title: '任免', acts }).text).toMatch(
      /任命于建華為[\s\S]*《關於任命于建華的決定》/u,
    );
  });

  it('is told in a digest as it is in simplified letters', () => {
    const decision = anItem({
      kind: 'decision',
      title: '关于确定选举日的决定',
      issuer: '平阳县人民代表大会常务委员会',
      adoptedOn: '2025-01-09',
    });
    const news = anItem({ id: 2, body: '本报讯（记者 李凌峰）昨天下午，会议召开。县长主持。' });
    const items = [decision, news];
    const text = composeDigest({ items, language: 'zh-hant', style: 'classic' }).map(textOf).join();
    expect(text).toContain('平陽縣人民代表大會常務委員會 · 2025年1月9日通過');
    expect(text).toContain('\n昨天下午，會議召開。\n');
  });

  it('keeps every entity on the words it is for', () => {
    const item = anItem({ title: '关于任命于建华的决定', acts: [anAct({ person: '于建华' })] });
    const [message] = composeDigest({ items: [item], language: 'zh-hant', style: 'classic' });
    if (message?.style !== 'classic') throw new Error('No classic message');
    const bold = message.entities.map(({ offset, length }) =>
      message.text.slice(offset, offset + length),
    );
    expect(bold).toContain('1. 關於任命于建華的決定');
    expect(bold).toContain('于建華');
  });
});

describe('the bot’s own words in traditional Chinese', () => {
  const texts = inTraditionalWords({
    offer: (words: string) => `要在公报里查找“${words}”吗？`,
    report: ({ names, count }: { names: string[]; count: number }) =>
      `群和频道里的${names.join('、')}，${count} 条消息`,
    setting: '更改设置',
  });

  it('are those people know', () => {
    expect(texts.setting).toBe('更改設定');
    expect(texts.report({ names: [], count: 2 })).toBe('群和頻道裡的，2 條訊息');
  });

  it('leave alone what is put among them', () => {
    expect(texts.offer('于建华的设置')).toBe('要在公報裡搜尋“于建华的设置”嗎？');
    expect(texts.offer('县-长 (2025/1) [后]^$')).toContain('“县-长 (2025/1) [后]^$”');
    expect(texts.report({ names: ['于建華', '范里.*'], count: 1 })).toContain(
      '裡的于建華、范里.*，',
    );
  });
});

function read(item: Partial<StoredItem> & { readonly acts?: readonly Act[] }): string {
  const reading = { item: anItem(item), language: 'zh-hant', style: 'classic' } as const;
  return composeItem(reading).map(textOf).join('\n');
}

function textOf(message: Message): string {
  return message.style === 'classic' ? message.text : '';
}
