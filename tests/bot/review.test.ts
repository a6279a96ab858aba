import { describe, expect, it } from 'vitest';
import { queueDigests } from '../../src/pipeline/queue-digests.ts';
import { countWaiting, type Db, recentAdminActs, saveIssue } from '../../src/store/index.ts';
import {
  ADMIN,
  type Conversation,
  labelsOf,
  SECOND_ADMIN,
  startConversation,
  textOf,
  textsOf,
} from '../support/conversation.ts';
import { aKeyDate, anAct, anAppointment, anIngest, anItem } from '../support/samples.ts';

const TEXT = `# 县人大常委会任免名单

平阳县第十七届人民代表大会常务委员会第二十二次会议决定：
任命王芳为平阳县民政局局长；免去李明的县财政局副局长职务。本决定自2025年2月1日起施行。

# 无题的一角

残缺不全的几行字`;
const spanOf = (words: string) => {
  const start = TEXT.indexOf(words);
  return [start, start + words.length] as const;
};
const ARTICLE = spanOf(TEXT.slice(0, TEXT.indexOf('\n\n# 无题')));

/** Two acts and a key date that wait, one act that does not, and a part that nobody could read. */
const doubtful = () =>
  anIngest({
    text: TEXT,
    items: [
      anAppointment({
        title: '县人大常委会任免名单',
        issuer: null,
        span: ARTICLE,
        acts: [
          anAct({
            span: spanOf('任命王芳为平阳县民政局局长'),
            confidence: 0.62,
            reasons: ['organization-not-in-full', 'a-new-doubt'],
          }),
          anAct({
            person: '李明',
            action: 'remove',
            post: '副局长',
            organization: '县财政局',
            date: null,
            span: spanOf('免去李明的县财政局副局长职务'),
            confidence: 0.7,
          }),
          anAct({ person: '赵敏', post: '科长', confidence: 0.97 }),
        ],
        keyDates: [
          aKeyDate({
            label: '施行日期',
            date: '2025-02-01',
            span: spanOf('自2025年2月1日起施行'),
            confidence: 0.5,
          }),
        ],
      }),
    ],
    unread: [{ span: spanOf('残缺不全的几行字'), reason: 'a headline without a text' }],
  });

async function withDoubts(refusals: readonly string[] = []): Promise<Conversation> {
  const talk = await startConversation({ issue: null, refusals });
  await saveIssue(talk.db, doubtful());
  return talk;
}

const digestsOf = ({ db, clock }: Conversation) =>
  queueDigests(
    {
      db,
      now: clock.now,
      schedule: { cron: '0 8 * * *', timezone: 'Asia/Shanghai' },
      style: 'classic',
    },
    { onlyNew: true },
  );

/** What a citizen got, digest by digest. */
async function digestFor(talk: Conversation, chatId: number): Promise<string> {
  const { messages } = await digestsOf(talk);
  if (messages === 0) return '';
  const before = talk.telegram.botMessages(chatId).length;
  talk.sender.start();
  talk.sender.wake();
  await talk.telegram.waitFor(() => talk.telegram.botMessages(chatId).length > before);
  return textsOf(talk.telegram.botMessages(chatId).slice(before));
}

describe('a fact below the line', () => {
  it('is told to nobody as a fact, while its article is', async () => {
    const talk = await withDoubts();
    const citizen = talk.citizen();
    await citizen.says('/subscribe');
    const digest = await digestFor(talk, citizen.id);
    expect(digest).toContain('县人大常委会任免名单');
    expect(digest).toContain('赵敏');
    expect(digest).not.toMatch(/王芳|李明|施行日期/u);
    expect(textsOf(await citizen.says('/appointments'))).not.toMatch(/王芳|李明/u);
    expect(textsOf(await citizen.says('/appointments 王芳'))).toContain('没有找到');
  });
});

describe('/review', () => {
  it('shows the printed sentence with the words of the fact emphasised, how sure and why', async () => {
    const talk = await withDoubts();
    const [page] = await talk.admin.says('/review');
    expect(textOf(page)).toBe(`\
待核实 3 项，没有读懂 1 处

县人大常委会任免名单
今日平阳 · 2025年1月9日（星期四）

平阳县第十七届人民代表大会常务委员会第二十二次会议决定：
任命王芳为平阳县民政局局长；免去李明的县财政局副局长职务。

读到的是：任命王芳为平阳县民政局局长（2025年1月8日）

姓名：王芳
动作：任命
职务：局长
机构：平阳县民政局
日期：2025-01-08

把握：62%
没有把握的原因：机构没有写全；a new doubt`);
    const bold = page?.entities?.filter(({ type }) => type === 'bold') ?? [];
    expect(bold.map(({ offset, length }) => textOf(page).slice(offset, offset + length))).toContain(
      '任命王芳为平阳县民政局局长',
    );
    expect(page?.entities?.map(({ type }) => type)).toContain('blockquote');
    expect(labelsOf(page)).toEqual(['正确', '有误', '更正', '跳过']);
  });

  it('goes through all that waits in one message, and says when it is done', async () => {
    const talk = await withDoubts();
    const [first] = await talk.admin.says('/review');
    const right = await talk.admin.presses('正确');
    expect(right.notice).toBe('已记下：正确');
    expect(right.answers.map(({ message_id }) => message_id)).toEqual([first?.message_id]);
    expect(textsOf(right.answers)).toContain('姓名：李明');
    const wrong = await talk.admin.presses('有误');
    expect(textsOf(wrong.answers)).toContain('施行日期：2025年2月1日');
    const skipped = await talk.admin.presses('跳过');
    expect(textsOf(skipped.answers)).toMatch(/残缺不全的几行字[\s\S]*只有标题，没有正文/u);
    const done = await talk.admin.presses('已处理');
    expect(textsOf(done.answers)).toContain('跳过的还在等着：待核实 1 项。');
    expect(textsOf((await talk.admin.presses('从头再看')).answers)).toContain('施行日期');
    await talk.admin.presses('正确');
    expect(textsOf(await talk.admin.says('/review'))).toBe('没有等着核实的内容。');
    expect((await recentAdminActs(talk.db, 9)).map(({ action }) => action)).toEqual([
      'review right',
      'review unread',
      'review wrong',
      'review right',
    ]);
  });

  it('makes a right fact sure, and shows a wrong one nowhere', async () => {
    const talk = await withDoubts();
    await talk.admin.says('/review');
    await talk.admin.presses('正确');
    await talk.admin.presses('有误');
    const citizen = talk.citizen();
    expect(textsOf(await citizen.says('/appointments'))).toMatch(/任命王芳为平阳县民政局局长/u);
    expect(textsOf(await citizen.says('/appointments'))).not.toContain('李明');
    await citizen.says('/latest');
    const { answers } = await citizen.presses('全文 1');
    expect(textsOf(answers)).toContain('• 任命王芳为平阳县民政局局长');
    expect(textsOf(answers)).not.toContain('免去李明的县财政局副局长职务（');
  });

  it('takes a correction in one message, says what is wrong with it, and asks before it counts', async () => {
    const talk = await withDoubts();
    await talk.admin.says('/review');
    await talk.admin.presses('跳过');
    const asked = await talk.admin.presses('更正');
    expect(textsOf(asked.answers)).toContain(
      '姓名：李明 动作：免去 职务：副局长 机构：县财政局 日期：无',
    );
    expect(textsOf(await talk.admin.says('改成局长'))).toContain('没有看懂要改什么');
    expect(textsOf(await talk.admin.says('动作：提拔'))).toContain('没有看懂动作');
    expect(textsOf(await talk.admin.says('日期：1月8日'))).toContain('请连年份一起写');
    expect(textsOf(await talk.admin.says('职务：副局长'))).toContain('没有改动');
    const shown = textsOf(await talk.admin.says('机构：平阳县财政局 日期：2025年1月8日'));
    expect(shown).toContain('改成下面这样，对吗？');
    expect(shown).toContain('改成：免去李明的平阳县财政局副局长职务（2025年1月8日）');
    expect(shown).not.toContain('读到的是');
    expect((await countWaiting(talk.db)).facts).toBe(3);
    const confirmed = await talk.admin.presses('确认');
    expect(confirmed.notice).toBe('已记下更正');
    expect(textsOf(confirmed.answers)).toContain('施行日期');
    const acts = textsOf(await talk.citizen().says('/appointments 财政局'));
    expect(acts).toContain('免去李明的平阳县财政局副局长职务（2025年1月8日）');
    expect(acts).not.toContain('任命王芳');
  });

  it('forgets a correction that was broken off: what the admin writes is a search again', async () => {
    const talk = await withDoubts();
    await talk.admin.says('/review');
    await talk.admin.presses('更正');
    expect(textsOf((await talk.admin.presses('返回')).answers)).toContain('把握：62%');
    expect(textsOf(await talk.admin.says('职务：局长'))).toContain('要在公报里查找');
    await talk.admin.presses('更正');
    talk.clock.advance(2 * 60 * 60_000);
    expect(textsOf(await talk.admin.says('职务：局长'))).toContain('要在公报里查找');
  });

  it('corrects a key date, whose fields are others', async () => {
    const talk = await withDoubts();
    await talk.admin.says('/review');
    await talk.admin.presses('跳过');
    await talk.admin.presses('跳过');
    await talk.admin.presses('更正');
    expect(textsOf(await talk.admin.says('姓名：王芳'))).toContain('没有这样的内容');
    expect(textsOf(await talk.admin.says('事项：生日'))).toContain('没有看懂事项');
    expect(textsOf(await talk.admin.says('事项：截止日期 日期：2025-02-28'))).toContain(
      '截止日期：2025年2月28日',
    );
    await talk.admin.presses('确认');
    const citizen = talk.citizen();
    await citizen.says('/latest');
    expect(textsOf((await citizen.presses('全文 1')).answers)).toContain('截止日期：2025年2月28日');
  });

  it('counts the first answer when two admins review at once, and tells the second', async () => {
    const talk = await withDoubts();
    const other = talk.secondAdmin();
    await talk.admin.says('/review');
    await other.says('/review');
    await talk.admin.presses('正确');
    const late = await other.presses('有误');
    expect(late.notice).toBe('这一项另一位管理员已经处理过了。');
    expect(textsOf(late.answers)).toContain('姓名：李明');
    await other.presses('更正');
    await talk.admin.presses('有误');
    expect(textsOf(await other.says('机构：平阳县财政局'))).toContain('另一位管理员已经处理过了');
    expect(textsOf(await talk.citizen().says('/appointments 王芳'))).toContain('任命王芳');
    const acts = await recentAdminActs(talk.db, 9);
    expect(acts.map(({ adminId, action }) => [adminId, action])).toEqual([
      [ADMIN, 'review wrong'],
      [ADMIN, 'review right'],
    ]);
    expect(acts.map(({ adminId }) => adminId)).not.toContain(SECOND_ADMIN);
  });

  it('pressed twice counts once', async () => {
    const talk = await withDoubts(['400']); // the same page a second time is no edit
    await talk.admin.says('/review');
    const both = await Promise.all([talk.admin.presses('正确'), talk.admin.presses('正确')]);
    expect(both.map(({ notice }) => notice)).toEqual(['已记下：正确', undefined]);
    expect(await recentAdminActs(talk.db, 9)).toHaveLength(1);
    expect((await countWaiting(talk.db)).facts).toBe(2);
  });

  it.each([
    'review:right:1:1:a:99',
    'review:right:999:1:a:0',
    'review:right:1:7:a:0',
    'review:wrong:999999999999999:2147483647:d:2147483647',
  ])('«%s» is answered politely and changes nothing', async (data) => {
    const talk = await withDoubts();
    await talk.admin.says('/help');
    const { notice, answers } = await talk.admin.forges(data);
    expect(notice).toBe('这一项已经不在待核实之列，请重新发送 /review。');
    expect(answers).toEqual([]);
    expect((await countWaiting(talk.db)).facts).toBe(3);
  });

  it.each([
    'review:right:1:1:b:0',
    'review:burn:1:1:a:0',
    'review:right:1:1:a',
    'review:right:1:2147483648:a:0',
    'review:confirm:1:1:a:0',
    'unread:burn:1',
    'review-again:1',
  ])('«%s» is no button of ours', async (data) => {
    const talk = await withDoubts();
    await talk.admin.says('/help');
    expect((await talk.admin.forges(data)).notice).toBe('这个按钮已经失效，请重新发送命令。');
    expect((await countWaiting(talk.db)).facts).toBe(3);
  });

  it('is an unknown command to anybody else, and so are its buttons', async () => {
    const talk = await withDoubts();
    const citizen = talk.citizen();
    const unknown = textsOf(await citizen.says('/nonsense'));
    expect(textsOf(await citizen.says('/review'))).toBe(unknown);
    for (const data of ['review:right:1:1:a:0', 'unread:done:1', 'review-again'])
      expect((await citizen.forges(data)).notice).toBe('这个按钮已经失效，请重新发送命令。');
    expect(await countWaiting(talk.db)).toEqual({ facts: 3, unread: 1 });
  });

  it('speaks English to who reads English', async () => {
    const talk = await withDoubts();
    talk.telegram.addUser({ id: ADMIN, name: 'editor', language: 'en', started: true });
    const [page] = await talk.admin.says('/review');
    expect(textOf(page)).toContain('3 facts to check, 1 part not understood');
    expect(textOf(page)).toContain('the body is not named in full');
    await talk.admin.presses('Correct it');
    const shown = textsOf(await talk.admin.says('post: 副局长 action: Removed'));
    expect(shown).toContain('Removed: 王芳, no longer 副局长, 平阳县民政局');
    await talk.admin.presses('Confirm');
    expect(await waitingPeople(talk.db)).toEqual(['李明']);
  });

  it('folds a long part that nobody could read, and cuts what no message holds', async () => {
    const talk = await startConversation({ issue: null });
    const long = '字'.repeat(9000);
    await saveIssue(
      talk.db,
      anIngest({ text: long, items: [anItem()], unread: [{ span: [0, 9000], reason: 'x' }] }),
    );
    const [page] = await talk.admin.says('/review');
    expect(page?.entities?.map(({ type }) => type)).toContain('expandable_blockquote');
    expect(textOf(page).length).toBeLessThan(4096);
  });
});

describe('an admin who sends an issue that is read with doubt', () => {
  const REPORT = '# 县人大常委会召开会议\n\n本报讯 会议决定任命尔东升为局长。';

  it('is told what waits, and where', async () => {
    const talk = await startConversation({ issue: null });
    const text = textsOf(await talk.admin.sends('2025-01-09.md', Buffer.from(REPORT)));
    const { facts } = await countWaiting(talk.db);
    expect(facts).toBeGreaterThan(0);
    expect(text).toMatch(/尔东升.*（待核实）/u);
    expect(text).toContain('发送 /review 逐项核实');
    const again = textsOf(await talk.admin.sends('2025-01-09.md', Buffer.from(REPORT)));
    expect(again).not.toContain('/review');
  });
});

describe('what was confirmed', () => {
  it('is told once, in a section of its own, to who was told the article', async () => {
    const talk = await withDoubts();
    const citizen = talk.citizen();
    await citizen.says('/subscribe');
    await digestFor(talk, citizen.id);
    await talk.admin.says('/review');
    await talk.admin.presses('正确');
    await talk.admin.presses('有误');
    const supplement = await digestFor(talk, citizen.id);
    expect(supplement).toContain('经核实补充 1 项');
    expect(supplement).toMatch(
      /【经核实补充】\n1\. 县人大常委会任免名单\n今日平阳 · 2025年1月9日/u,
    );
    expect(supplement).toContain('• 任命王芳为平阳县民政局局长（2025年1月8日）');
    expect(supplement).not.toContain('李明');
    expect(await digestFor(talk, citizen.id)).toBe('');
    expect(textsOf((await citizen.presses('全文 1')).answers)).toContain('王芳');
  });

  it('is simply in the digest of who was not told the article yet, and not told again', async () => {
    const talk = await withDoubts();
    await talk.admin.says('/review');
    await talk.admin.presses('正确');
    const citizen = talk.citizen();
    await citizen.says('/subscribe');
    const digest = await digestFor(talk, citizen.id);
    expect(digest).toContain('任命王芳为平阳县民政局局长');
    expect(digest).not.toContain('经核实补充');
    expect(await digestFor(talk, citizen.id)).toBe('');
  });

  it('shows in the preview, and counts', async () => {
    const talk = await withDoubts();
    await talk.citizen().says('/subscribe');
    await digestsOf(talk);
    await talk.admin.says('/review');
    await talk.admin.presses('正确');
    const preview = await talk.admin.says('/preview');
    expect(textsOf(preview)).toContain('【经核实补充】');
    expect(textsOf(preview)).toContain('将发给 1 个聊天');
  });
});

async function waitingPeople(db: Db): Promise<string[]> {
  const rows = await db
    .selectFrom('acts')
    .select('person')
    .where('review_id', 'is', null)
    .where('confidence', '<', 0.8)
    .execute();
  return rows.map(({ person }) => person);
}
