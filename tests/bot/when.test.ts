import { describe, expect, it } from 'vitest';
import { WITH_DIGEST } from '../../src/domain/index.ts';
import {
  addInterest,
  findSubscription,
  ownRhythmsOf,
  setInterestRhythm,
  setSchedule,
} from '../../src/store/index.ts';
import { labelsOf, startConversation, textsOf } from '../support/conversation.ts';

const CITIZEN = 5001;

async function subscriber(language = 'zh-hans') {
  const talk = await startConversation();
  const citizen = talk.citizen({ language });
  await citizen.says('/subscribe');
  await citizen.says('/settings');
  const settings = () => findSubscription(talk.db, CITIZEN);
  return { talk, citizen, settings };
}

describe('the zone', () => {
  it('is chosen among cities, in place, and the next digest comes by its clock', async () => {
    const { citizen, settings } = await subscriber();
    const cities = await citizen.presses('更改时区');
    expect(labelsOf(cities.answers[0])).toContain('北京、上海（当前）');
    const chosen = await citizen.presses('米兰、罗马');
    expect(textsOf(chosen.answers)).toContain('下一份摘要：1月9日 周四 08:00');
    expect(await settings()).toMatchObject({
      timezone: 'Europe/Rome',
      dueAt: new Date('2025-01-09T07:00:00Z'),
    });
    await citizen.presses('更改时区');
    await citizen.presses('和报社一样');
    expect((await settings())?.timezone).toBeNull();
  });

  it('is that of what is followed with a rhythm of its own, too', async () => {
    const { talk, citizen } = await subscriber();
    const query = { by: 'place', text: '水头镇', kinds: null, publication: null } as const;
    const now = new Date('2025-01-08T12:00:00Z');
    const added = await addInterest(talk.db, { chatId: CITIZEN, query, dueAt: null }, now);
    const id = added.kind === 'full' ? 0 : added.interest.id;
    const dueAt = new Date('2025-01-09T11:00:00Z');
    const own = { ...WITH_DIGEST, frequency: 'daily', hour: 19 } as const;
    await setInterestRhythm(talk.db, { chatId: CITIZEN, id, ...own, dueAt });
    await citizen.says('/settings 时区 Europe/Rome');
    expect(await ownRhythmsOf(talk.db, CITIZEN)).toEqual([
      { interestId: id, ...own, dueAt: new Date('2025-01-09T18:00:00Z') },
    ]);
  });

  it.each([
    ['/settings 时区 Europe/Rome', 'Europe/Rome'],
    ['/settings 时区：米兰', 'Europe/Rome'],
    ['/settings 時區 米蘭', 'Europe/Rome'],
    ['/settings 時區 杜拜', 'Asia/Dubai'],
    ['/settings 時區 雪梨', 'Australia/Sydney'],
    ['/settings 時區 巴塞隆納', 'Europe/Madrid'],
    ['/settings 時區 臺北', 'Asia/Taipei'],
    ['/settings timezone sao paulo', 'America/Sao_Paulo'],
    ['/settings timezone europe/prague', 'Europe/Prague'],
    ['/settings timezone new york', 'America/New_York'],
  ])('is read where it is typed: %s', async (words, timezone) => {
    const { citizen, settings } = await subscriber();
    expect(textsOf(await citizen.says(words))).toContain('下一份摘要');
    expect((await settings())?.timezone).toBe(timezone);
  });

  it('is called in traditional letters as it is in Taiwan', async () => {
    const { citizen } = await subscriber('zh-hant');
    const cities = labelsOf((await citizen.presses('更改時區')).answers[0]);
    expect(cities).toEqual(
      expect.arrayContaining(['杜拜', '雪梨', '馬德里、巴塞隆納', '約翰尼斯堡', '米蘭、羅馬']),
    );
  });

  it.each([
    ['/settings 时区 平阳县', '没有找到“平阳县”这个时区'],
    ['/settings timezone +08:00', '没有找到“+08:00”这个时区'],
    ['/settings 八点', '/settings 时区 Europe/Rome'],
    ['/settings 时区', '您在哪里？'],
  ])('that is none is answered with an example: %s', async (words, said) => {
    const { citizen, settings } = await subscriber();
    expect(textsOf(await citizen.says(words))).toContain(said);
    expect((await settings())?.timezone).toBeNull();
  });
});

describe('a zone is called by the name it has now, all year', () => {
  it.each([
    ['伦敦', 'zh-hans', '英国时间'],
    ['里斯本', 'zh-hans', '西欧时间'],
    ['米兰', 'zh-hans', '中欧时间'],
    ['London', 'en', 'United Kingdom Time'],
    ['Lisbon', 'en', 'Western European Time'],
    ['UTC', 'en', 'Coordinated Universal Time'],
    ['倫敦', 'zh-hant', '英國時間'],
  ])('%s (%s): %s', async (place, language, name) => {
    const { talk, citizen } = await subscriber(language);
    for (const months of [0, 6]) {
      talk.clock.advance(months * 30 * 24 * 60 * 60_000);
      expect(textsOf(await citizen.says(`/settings timezone ${place}`))).toContain(name);
      for (const data of ['hours', 'quiet:show', 'zones'])
        expect(textsOf((await citizen.forges(data)).answers)).toContain(name);
    }
  });
});

describe('quiet hours', () => {
  it('are chosen by one button, and a digest that falls in them comes at their end', async () => {
    const { talk, citizen, settings } = await subscriber();
    const dueAt = new Date('2025-01-09T15:00:00Z');
    await setSchedule(talk.db, CITIZEN, { frequency: 'daily', hour: 23, timezone: null, dueAt });
    await citizen.presses('更改免打扰');
    const chosen = await citizen.presses('22:00 到第二天 7:00');
    expect(textsOf(chosen.answers)).toContain('免打扰：22:00 到第二天 7:00');
    expect(textsOf(chosen.answers)).toContain('下一份摘要：1月10日 周五 07:00');
    expect((await settings())?.quiet).toEqual({ from: 22, to: 7 });
    await citizen.presses('更改免打扰');
    const off = await citizen.presses('不设免打扰');
    expect(textsOf(off.answers)).toContain('下一份摘要：1月9日 周四 23:00');
    expect((await settings())?.quiet).toBeNull();
  });

  it('say whose messages wait, too', async () => {
    const { citizen } = await subscriber();
    const { answers } = await citizen.presses('更改免打扰');
    expect(textsOf(answers)).toContain('也不发报社的群发消息');
  });

  it('of one’s own are asked for hour by hour', async () => {
    const { citizen, settings } = await subscriber();
    await citizen.presses('更改免打扰');
    await citizen.presses('自己选时间');
    const until = await citizen.presses('13:00');
    expect(textsOf(until.answers)).toContain('免打扰从 13:00 开始，到几点结束？');
    expect(labelsOf(until.answers[0])).not.toContain('13:00');
    await citizen.presses('15:00');
    expect((await settings())?.quiet).toEqual({ from: 13, to: 15 });
  });

  it('from an hour to the same one are refused: the button is forged', async () => {
    const { citizen, settings } = await subscriber();
    const forged = await citizen.forges('quiet-hours:7:7');
    expect(forged.notice).toBe('这个按钮已经失效，请重新发送命令。');
    expect((await settings())?.quiet).toBeNull();
  });
});

it('another hour keeps what was still to come today, and says so', async () => {
  const { talk, citizen } = await subscriber('en');
  const dueAt = new Date('2025-01-09T12:00:00Z'); // 20:00
  await setSchedule(talk.db, CITIZEN, { frequency: 'daily', hour: 20, timezone: null, dueAt });
  await citizen.presses('Change the time');
  const { answers } = await citizen.presses('9:00');
  expect(textsOf(answers)).toContain(
    'Next digest: Thursday 9 January 20:00\nToday’s still comes at 20:00, and from then on every day at 9:00.',
  );
});

it.each([
  ['zh-hans', '时间：10:00（中国标准时间）', '今天的一份仍在 17:00 送出，以后每天 10:00。'],
  ['zh-hant', '時間：10:00（中國標準時間）', '今天的一份仍在 17:00 送出，以後每天 10:00。'],
  [
    'en',
    'When: 10:00 (China Standard Time)',
    'Today’s still comes at 17:00, and from then on every day at 10:00.',
  ],
])(
  'a zone that is left again keeps what it planned for today, and says so (%s)',
  async (language, when, kept) => {
    const { citizen } = await subscriber(language);
    await citizen.forges('hour:10');
    expect(textsOf(await citizen.says('/settings'))).not.toMatch(/10:00[。.]$/u);
    await citizen.says('/settings 时区 米兰');
    const settings = textsOf(await citizen.says('/settings 时区 Asia/Shanghai'));
    expect(settings).toContain(when);
    expect(settings).toContain(kept);
  },
);

it('the usual time is told, and what is kept before it', async () => {
  const { talk, citizen } = await subscriber();
  expect(textsOf(await citizen.says('/settings'))).toContain('时间：统一时间 8:00（中国标准时间）');
  const dueAt = new Date('2025-01-09T12:00:00Z');
  await setSchedule(talk.db, CITIZEN, { frequency: 'daily', hour: 20, timezone: null, dueAt });
  expect(textsOf((await citizen.forges('usual-hour')).answers)).toContain(
    '今天的一份仍在 20:00 送出，以后每天统一时间 8:00。',
  );
});

it('urgent news is switched off and on, in words', async () => {
  const { citizen, settings } = await subscriber();
  const off = await citizen.presses('紧急内容不单独发');
  expect(textsOf(off.answers)).toContain('紧急内容：不单独发，随摘要一起');
  expect((await settings())?.urgent).toBe(false);
  const on = await citizen.presses('紧急内容立即发');
  expect(textsOf(on.answers)).toContain('紧急内容：立即发，免打扰时也发');
  expect((await settings())?.urgent).toBe(true);
});

it('in a group only administrators choose when', async () => {
  const talk = await startConversation();
  const group = await talk.group();
  await group.administrator.says('/subscribe');
  await group.administrator.says('/settings');
  for (const data of ['zone:Europe/Rome', 'quiet-hours:22:7', 'urgent:off'])
    expect((await group.member.forges(data)).notice).toBe('只有这里的管理员可以更改。');
  const answers = await group.member.says('/settings 时区 Europe/Rome');
  expect(textsOf(answers)).toBe('只有这里的管理员可以更改。');
  expect(await findSubscription(talk.db, group.id)).toMatchObject({
    timezone: null,
    quiet: null,
    urgent: true,
  });
});
