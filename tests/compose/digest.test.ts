import { describe, expect, it } from 'vitest';
import { composeDigest, composeIssue } from '../../src/compose/index.ts';
import type { Button, Message, StoredItem } from '../../src/domain/index.ts';
import { aKeyDate, anAct, anItem, sampleItems } from './items.ts';
import { expectSendable, richText, wholeText } from './limits.ts';

const inChinese = { language: 'zh', style: 'classic' } as const;
const inEnglish = { language: 'en', style: 'classic' } as const;

describe('the digest of the sample issue', () => {
  it('reads so in Chinese', () => {
    const digest = composeDigest({ items: sampleItems(), ...inChinese });
    expect(textOf(digest)).toBe(`\
今日平阳 · 2025年1月9日（星期四）
共 6 条：决定 2，任免 1，新闻 3

【决定】
1. 关于确定补选平阳县第十七届人民代表大会代表名额、选举日的决定
平阳县人民代表大会常务委员会 · 2025年1月9日通过
选举日：2025年1月24日（星期五）

2. 关于接受金宗来等辞去平阳县第十七届人民代表大会代表职务的决定
平阳县人民代表大会常务委员会 · 2025年1月9日通过
• 接受金宗来、徐顺兵、周泳辞去平阳县第十七届人民代表大会代表职务

【任免】
3. 平阳县第十七届人民代表大会常务委员会公告
平阳县人民代表大会常务委员会 · 第77号
• 任命张峻榕为平阳县人民政府副县长（2025年1月9日）
• 免去陈国翰的平阳县人民政府副县长职务（2025年1月9日）

【新闻】
4. 县十七届人大常委会召开第二十二次会议
昨天下午，县十七届人大常委会召开第二十二次会议。

5. 县政协召开十六届四十三次主席会议
1月8日，县政协召开十六届四十三次主席会议。

6. 着墨党建底色 绘就共富图景
全省首批调出山区县，连续三年上榜全国县域经济综合竞争力百强县，县域共富指数进入全国前50强，“一主一副两廊三区”城市新格局显现，“强城、兴村、融合”成效初显…

按下方按钮阅读全文。更改订阅内容或推送时间：/settings`);
  });

  it('reads so in English, what is printed as printed', () => {
    const digest = composeDigest({ items: sampleItems(), ...inEnglish });
    expect(textOf(digest)).toBe(`\
今日平阳 · Thursday, 9 January 2025
2 decisions, 1 appointment announcement, 3 news reports

DECISIONS
1. 关于确定补选平阳县第十七届人民代表大会代表名额、选举日的决定
平阳县人民代表大会常务委员会 · adopted 9 January 2025
Election day: Friday, 24 January 2025

2. 关于接受金宗来等辞去平阳县第十七届人民代表大会代表职务的决定
平阳县人民代表大会常务委员会 · adopted 9 January 2025
• Resignation accepted: 金宗来, 徐顺兵, 周泳 as 代表, 平阳县第十七届人民代表大会

APPOINTMENTS AND REMOVALS
3. 平阳县第十七届人民代表大会常务委员会公告
平阳县人民代表大会常务委员会 · 第77号
• Appointed: 张峻榕 as 副县长, 平阳县人民政府 (9 January 2025)
• Removed: 陈国翰, no longer 副县长, 平阳县人民政府 (9 January 2025)

NEWS
4. 县十七届人大常委会召开第二十二次会议
昨天下午，县十七届人大常委会召开第二十二次会议。

5. 县政协召开十六届四十三次主席会议
1月8日，县政协召开十六届四十三次主席会议。

6. 着墨党建底色 绘就共富图景
全省首批调出山区县，连续三年上榜全国县域经济综合竞争力百强县，县域共富指数进入全国前50强，“一主一副两廊三区”城市新格局显现，“强城、兴村、融合”成效初显…

Press a button below to read the full text. To change what you get, and when: /settings`);
  });

  it('has in bold what the eye looks for', () => {
    const [part] = composeDigest({ items: sampleItems(), ...inChinese });
    expect(part && boldWords(part)).toEqual([
      '今日平阳',
      '【决定】',
      '1. 关于确定补选平阳县第十七届人民代表大会代表名额、选举日的决定',
      '选举日：2025年1月24日（星期五）',
      '2. 关于接受金宗来等辞去平阳县第十七届人民代表大会代表职务的决定',
      '金宗来、徐顺兵、周泳',
      '【任免】',
      '3. 平阳县第十七届人民代表大会常务委员会公告',
      '张峻榕',
      '陈国翰',
      '【新闻】',
      '4. 县十七届人大常委会召开第二十二次会议',
      '5. 县政协召开十六届四十三次主席会议',
      '6. 着墨党建底色 绘就共富图景',
    ]);
  });

  it('has a button to each full text, four in a row, and one to why it came', () => {
    const [part] = composeDigest({ items: sampleItems(), ...inChinese });
    expect(part?.buttons).toEqual([
      [button(1, 5), button(2, 6), button(3, 4), button(4, 1)],
      [button(5, 2), button(6, 3)],
      [{ text: '为什么收到', callback: 'why' }],
    ]);
  });

  it('as a rich message has tables of the acts and all full texts folded away', () => {
    const [message, ...more] = composeDigest({
      items: sampleItems(),
      language: 'zh',
      style: 'rich',
    });
    expect(more).toEqual([]);
    if (message?.style !== 'rich') throw new Error('not rich');
    expectSendable(message);
    const text = richText(message.blocks);
    for (const item of sampleItems())
      for (const line of item.body.split(/\s*\n\s*/u)) expect(text).toContain(line);
    expect(message.blocks.find(({ kind }) => kind === 'table')).toMatchObject({
      rows: [
        ['姓名', '任免', '职务', '机构', '日期'].map((head) => ({ text: head, isHeader: true })),
        [
          { text: { type: 'bold', text: '金宗来' } },
          { text: '接受辞职' },
          { text: '代表' },
          {},
          {},
        ],
        [{ text: { type: 'bold', text: '徐顺兵' } }, {}, {}, {}, { text: '2025年1月9日' }],
        [{ text: { type: 'bold', text: '周泳' } }, {}, {}, {}, {}],
      ],
    });
  });

  it('as a rich message carries the classic one for servers that know no better', () => {
    const items = sampleItems();
    const [rich] = composeDigest({ items, language: 'en', style: 'rich' });
    const classic = composeDigest({ items, ...inEnglish });
    expect(rich).toMatchObject({ buttons: classic[0]?.buttons, fallback: classic });
  });
});

describe('composeDigest', () => {
  it('says nothing when nothing is new', () => {
    expect(composeDigest({ items: [], ...inChinese })).toEqual([]);
    expect(composeDigest({ items: [], language: 'en', style: 'rich' })).toEqual([]);
  });

  it('groups what it missed by the day it was printed', () => {
    const items = [
      anItem({ id: 1, issueDate: '2025-01-07', title: '全县经济工作会议召开' }),
      anItem({ id: 2, issueDate: '2025-01-09', title: '关于表彰先进的决定', kind: 'decision' }),
      anItem({ id: 3, issueDate: '2025-01-09', title: '春运今日开始' }),
    ];
    expect(textOf(composeDigest({ items, ...inChinese }))).toBe(`\
今日平阳 · 2025年1月7日至1月9日，共 2 期
共 3 条：决定 1，新闻 2

今日平阳 · 2025年1月7日（星期二）

【新闻】
1. 全县经济工作会议召开

今日平阳 · 2025年1月9日（星期四）

【决定】
2. 关于表彰先进的决定

【新闻】
3. 春运今日开始

按下方按钮阅读全文。更改订阅内容或推送时间：/settings`);
  });

  it.each([
    ['decision', '关于表彰先进的决定', '平阳县人民代表大会常务委员会', '2025年1月9日通过'],
    ['decision', '主席令', '中华人民共和国主席', '2025年1月9日'], // signed, not voted on
    ['notice', '关于谷雨任职的通知', '平阳县人民政府', '2025年1月9日'],
  ] as const)('says of a %s «%s» of %s: %s', (kind, title, issuer, when) => {
    const items = [anItem({ kind, title, issuer, adoptedOn: '2025-01-09' })];
    const lines = textOf(composeDigest({ items, ...inChinese })).split('\n');
    expect(lines).toContain(`${issuer} · ${when}`);
  });

  it('does not begin a notice of appointments with the first of them again', () => {
    const notice = anItem({
      kind: 'notice',
      title: '关于张峻榕任职的通知',
      body: '各乡镇人民政府：\n\n经研究决定：\n\n任命张峻榕为平阳县人民政府副县长；\n\n请予公布。',
      acts: [anAct()],
    });
    const text = textOf(composeDigest({ items: [notice], ...inChinese }));
    expect(text.split('任命张峻榕')).toHaveLength(2);
  });

  it('shows a notice with its number, its dates and its first sentence', () => {
    const notice = anItem({
      kind: 'notice',
      title: '关于部分区域停水的通知',
      issuer: '平阳县自来水公司',
      number: '平水〔2025〕3号',
      body: '各用水户：\n\n因管网改造，1月12日8时至18时昆阳镇停水。请提前储水。',
      keyDates: [aKeyDate({ label: '截止日期', date: '2025-01-12' })],
    });
    expect(textOf(composeDigest({ items: [notice], ...inChinese }))).toBe(`\
今日平阳 · 2025年1月9日（星期四）
共 1 条通知

【通知】
1. 关于部分区域停水的通知
平阳县自来水公司 · 平水〔2025〕3号
截止日期：2025年1月12日（星期日）
因管网改造，1月12日8时至18时昆阳镇停水。

按下方按钮阅读全文。更改订阅内容或推送时间：/settings`);
  });

  it('tells an act once, though the report repeats the announcement', () => {
    const items = [
      anItem({ id: 1, title: '人大常委会开会', acts: [anAct(), anAct({ person: '李明' })] }),
      anItem({ id: 2, kind: 'appointment', title: '公告', acts: [anAct()] }),
    ];
    const text = textOf(composeDigest({ items, ...inChinese }));
    expect(text.match(/任命张峻榕/gu)).toHaveLength(1);
    expect(text.indexOf('任命张峻榕')).toBeLessThan(text.indexOf('人大常委会开会'));
    expect(text).toContain('• 任命李明为平阳县人民政府副县长（2025年1月9日）');
  });

  it.each([
    ['2025-01-09', null, 1],
    [null, '2025-01-09', 1],
    ['2025-01-09', '2025-01-09', 1],
    ['2025-01-09', '2025-03-02', 2], // appointed, removed, and appointed again
  ])('of acts of %s and %s tells %i', (first, second, times) => {
    const items = [first, second].map((date, n) =>
      anItem({ id: n + 1, kind: 'appointment', acts: [anAct({ date })] }),
    );
    expect(textOf(composeDigest({ items, ...inChinese })).match(/任命张峻榕/gu)).toHaveLength(
      times,
    );
  });

  it('does not tell as a fact what was read with doubt', () => {
    const doubtful = anItem({
      kind: 'appointment',
      title: '公告',
      acts: [anAct({ confidence: 0.4 })],
      keyDates: [aKeyDate({ confidence: 0.4 })],
    });
    const text = textOf(composeDigest({ items: [doubtful], ...inChinese }));
    expect(text).toContain('1. 公告');
    expect(text).not.toContain('张峻榕');
    expect(text).not.toContain('选举日');
  });

  it('folds a long list of acts, to be opened in place', () => {
    const acts = Array.from({ length: 9 }, (_, n) =>
      anAct({ person: `王${n}`, post: `第${n}副县长` }),
    );
    const [part] = composeDigest({ items: [anItem({ kind: 'appointment', acts })], ...inChinese });
    if (part?.style !== 'classic') throw new Error('not classic');
    const [fold] = part.entities.filter(({ type }) => type === 'expandable_blockquote');
    const folded = part.text.slice(fold?.offset, (fold?.offset ?? 0) + (fold?.length ?? 0));
    expect(folded.split('\n')).toHaveLength(9);
    expect(folded.startsWith('• 任命王0为')).toBe(true);
  });

  it('goes on in further parts, each with its section, its mark and its own buttons', () => {
    const items = Array.from({ length: 120 }, (_, n) =>
      anItem({ id: n + 1, title: `第${n + 1}件事`, body: `${'这件事很重要，'.repeat(9)}完。` }),
    );
    const parts = composeDigest({ items, ...inChinese });
    expect(parts.length).toBeGreaterThan(2);
    parts.forEach((part, index) => {
      expectSendable(part);
      if (part.style !== 'classic') throw new Error('not classic');
      expect(part.text.endsWith(`(${index + 1}/${parts.length})`)).toBe(true);
      if (index > 0) expect(part.text.startsWith('【新闻】（续）\n')).toBe(true);
      const shown = [...part.text.matchAll(/^(\d+)\. /gmu)].map(([, position]) => Number(position));
      expect(callbacks(part)).toEqual(shown.map((position) => `item:${position}`));
    });
    expect(parts.flatMap(callbacks)).toHaveLength(120);
  });

  it('never has more items in a part than buttons fit under it', () => {
    const items = Array.from({ length: 250 }, (_, n) =>
      anItem({ id: n + 1, title: `第${n + 1}件` }),
    );
    const parts = composeDigest({ items, ...inChinese });
    expect(parts.flatMap(callbacks)).toHaveLength(250);
    for (const part of parts) expectSendable(part);
  });

  it('names every publication it draws from', () => {
    const items = [anItem({ id: 1 }), anItem({ id: 2, publication: '鳌江报' })];
    const text = textOf(composeDigest({ items, ...inChinese }));
    expect(text).toMatch(/^今日平阳、鳌江报 · 2025年1月9日（星期四）\n/u);
    expect(text).toContain('\n鳌江报 · 2025年1月9日（星期四）\n');
  });
});

describe('the wording of an act', () => {
  it.each([
    ['appoint', '任命张峻榕为平阳县人民政府副县长', 'Appointed: 张峻榕 as 副县长, 平阳县人民政府'],
    [
      'remove',
      '免去张峻榕的平阳县人民政府副县长职务',
      'Removed: 张峻榕, no longer 副县长, 平阳县人民政府',
    ],
    [
      'accept-resignation',
      '接受张峻榕辞去平阳县人民政府副县长职务',
      'Resignation accepted: 张峻榕 as 副县长, 平阳县人民政府',
    ],
    ['elect', '选举张峻榕为平阳县人民政府副县长', 'Elected: 张峻榕 as 副县长, 平阳县人民政府'],
    ['acting', '张峻榕代理平阳县人民政府副县长', 'Acting: 张峻榕 as 副县长, 平阳县人民政府'],
    [
      'dismiss',
      '撤销张峻榕的平阳县人民政府副县长职务',
      'Dismissed: 张峻榕 as 副县长, 平阳县人民政府',
    ],
    [
      'recall',
      '罢免张峻榕的平阳县人民政府副县长职务',
      'Recalled: 张峻榕 as 副县长, 平阳县人民政府',
    ],
    [
      'approve-appointment',
      '批准任命张峻榕为平阳县人民政府副县长',
      'Appointment approved: 张峻榕 as 副县长, 平阳县人民政府',
    ],
    [
      'approve-removal',
      '批准免去张峻榕的平阳县人民政府副县长职务',
      'Removal approved: 张峻榕 as 副县长, 平阳县人民政府',
    ],
    [
      'terminate',
      '张峻榕的平阳县人民政府副县长资格终止',
      'Mandate ended: 张峻榕 as 副县长, 平阳县人民政府',
    ],
    [
      'other',
      '张峻榕的平阳县人民政府副县长职务有变动，详见全文',
      'Change of office: 张峻榕 as 副县长, 平阳县人民政府, see the full text',
    ],
  ] as const)('%s: %s', (action, zh, en) => {
    const items = [anItem({ kind: 'appointment', acts: [anAct({ action, date: null })] })];
    expect(textOf(composeDigest({ items, ...inChinese })).split('\n')).toContain(`• ${zh}`);
    expect(textOf(composeDigest({ items, ...inEnglish })).split('\n')).toContain(`• ${en}`);
  });

  it('draws several posts of one person together, and people of the same posts', () => {
    const posts = (person: string) =>
      ['副院长', '审判员'].map((post) =>
        anAct({ person, action: 'remove', post, organization: '平阳县人民法院', date: null }),
      );
    const acts = [...posts('高明'), ...posts('李强'), anAct({ date: null })];
    const items = [anItem({ kind: 'appointment', acts })];
    expect(textOf(composeDigest({ items, ...inChinese }))).toContain(`
• 免去高明、李强的平阳县人民法院副院长、审判员职务
• 任命张峻榕为平阳县人民政府副县长
`);
    expect(textOf(composeDigest({ items, ...inEnglish }))).toContain(
      '\n• Removed: 高明, 李强, no longer 副院长, 审判员, 平阳县人民法院\n',
    );
  });

  it('does without an office that is not printed', () => {
    const acts = [anAct({ post: '', organization: '' })];
    const text = textOf(composeDigest({ items: [anItem({ acts })], ...inChinese }));
    expect(text).toContain('• 任命 张峻榕（2025年1月9日）');
  });
});

describe('composeIssue', () => {
  const issue = { publication: '今日平阳', date: '2025-01-09', language: 'zh' } as const;

  it('tells one issue under its name, number and date', () => {
    const items = [anItem({ title: '春运今日开始' })];
    expect(textOf(composeIssue({ ...issue, number: '第5021期', items }))).toBe(`\
今日平阳 第5021期 · 2025年1月9日（星期四）
共 1 条新闻

【新闻】
1. 春运今日开始`);
  });

  it('is rich for a chat that chose so', () => {
    const [message] = composeIssue({ ...issue, items: sampleItems(), style: 'rich' });
    expect(message?.style).toBe('rich');
  });

  it('of an issue without items says nothing', () => {
    expect(composeIssue({ ...issue, items: [] as StoredItem[] })).toEqual([]);
  });
});

describe('a digest after an old archive was read in', () => {
  const archive = (days: number, each: number) =>
    Array.from({ length: days * each }, (_, index) => {
      const day = String(1 + Math.floor(index / each)).padStart(2, '0');
      return anItem({ id: index + 1, issueDate: `2025-01-${day}`, title: `第${index + 1}篇` });
    });

  it.each(['zh', 'en'] as const)(
    'tells the newest issues and counts the older ones: %s',
    (language) => {
      const text = textOf(composeDigest({ items: archive(20, 60), language, style: 'classic' }));
      expect(text).toContain('第1200篇');
      expect(text).toContain('第721篇');
      expect(text).not.toContain('第720篇');
      expect(text).toContain(
        language === 'zh' ? '另有较早的 720 条没有列出' : '720 older articles',
      );
    },
  );

  it('tells the newest issue whole, however many articles it has', () => {
    const items = [
      ...archive(2, 3),
      ...archive(1, 600).map((item) => ({ ...item, issueDate: '2025-02-01' })),
    ];
    const text = textOf(composeDigest({ items, language: 'zh', style: 'classic' }));
    expect(text).toContain('第600篇');
    expect(text).toContain('另有较早的 6 条没有列出');
  });

  it('of a busy week leaves nothing out', () => {
    const text = textOf(composeDigest({ items: archive(7, 60), language: 'zh', style: 'classic' }));
    expect(text).toContain('第1篇');
    expect(text).not.toContain('没有列出');
  });
});

function textOf(messages: readonly Message[]): string {
  for (const message of messages) expectSendable(message);
  return wholeText(messages.filter((message) => message.style === 'classic'));
}

function boldWords(message: Message): string[] {
  if (message.style !== 'classic') return [];
  return message.entities
    .filter(({ type }) => type === 'bold')
    .map(({ offset, length }) => message.text.slice(offset, offset + length));
}

function button(position: number, id: number): Button {
  return { text: `全文 ${position}`, callback: `item:${id}` };
}

function callbacks(message: Message): string[] {
  return message.buttons
    .flat()
    .map((each) => ('callback' in each ? each.callback : ''))
    .filter((callback) => callback !== 'why');
}
