import { describe, expect, it } from 'vitest';
import { findSubscription, saveIssue } from '../../src/store/index.ts';
import {
  type Conversation,
  labelsOf,
  startConversation,
  textsOf,
} from '../support/conversation.ts';
import { aDecision, anIngest } from '../support/samples.ts';

const OTHER = '蒼南報';

/** Besides 今日平阳. */
async function withOther(talk: Conversation): Promise<void> {
  const items = [aDecision({ title: '苍南的决定', body: '苍南刊出。' })];
  await saveIssue(
    talk.db,
    anIngest({ text: OTHER, publication: OTHER, items, now: talk.clock.now() }),
  );
}

const paperOf = async ({ db }: Conversation) => (await findSubscription(db, 5001))?.publication;

const WORDS = [
  {
    language: 'zh-hans',
    limit: '限定报纸',
    asks: '要看哪份报纸的？',
    papers: ['不限报纸（当前）', '《今日平阳》', '《蒼南報》', '返回'],
    saved: '已保存',
    settings: '报纸：只看《蒼南報》',
    any: '报纸：不限',
    subscribed: '已订阅：决定、任免、通知、新闻（只看《蒼南報》）。',
    why: '订阅了《蒼南報》的“决定”这一类。',
  },
  {
    language: 'zh-hant',
    limit: '限定報紙',
    asks: '要看哪份報紙的？',
    papers: ['不限報紙（當前）', '《今日平陽》', '《蒼南報》', '返回'],
    saved: '已保存',
    settings: '報紙：只看《蒼南報》',
    any: '報紙：不限',
    subscribed: '已訂閱：決定、任免、通知、新聞（只看《蒼南報》）。',
    why: '訂閱了《蒼南報》的“決定”這一類。',
  },
  {
    language: 'en',
    limit: 'Choose a newspaper',
    asks: 'Which newspaper should the decisions,',
    papers: ['Any newspaper (now)', '今日平阳', '蒼南報', 'Back'],
    saved: 'Saved',
    settings: 'Newspaper: only 蒼南報',
    any: 'Newspaper: any',
    subscribed: 'You are subscribed to decisions, appointments, notices and news, only in 蒼南報.',
    why: 'Subscribed to decisions in 蒼南報.',
  },
];

describe('the paper of a subscription', () => {
  it.each(WORDS)(
    'is chosen in the settings, said there, and part of the why: $language',
    async (words) => {
      const talk = await startConversation();
      await withOther(talk);
      const citizen = talk.citizen({ language: words.language });
      await citizen.says('/subscribe');
      expect(textsOf(await citizen.says('/settings'))).toContain(words.any);
      const { answers } = await citizen.presses(words.limit);
      expect(textsOf(answers)).toContain(words.asks);
      expect(answers.flatMap(labelsOf)).toEqual(words.papers);
      const chosen = await citizen.presses(words.papers[2] ?? '');
      expect(chosen.notice).toBe(words.saved);
      expect(textsOf(chosen.answers)).toContain(words.settings);
      expect(await paperOf(talk)).toBe(OTHER);
      expect(textsOf(await citizen.says('/subscribe'))).toContain(words.subscribed);
      const { id } = await talk.db
        .selectFrom('items')
        .innerJoin('issues', 'issues.id', 'items.issue_id')
        .select('items.id')
        .where('issues.publication_id', '=', OTHER)
        .executeTakeFirstOrThrow();
      const why = await citizen.forges(`why-item:${id}`);
      expect(textsOf(why.answers)).toContain(words.why);
    },
  );

  it('may be any again', async () => {
    const talk = await startConversation();
    await withOther(talk);
    const citizen = talk.citizen();
    await citizen.says('/subscribe');
    await citizen.says('/settings');
    await citizen.presses('限定报纸');
    await citizen.presses('《今日平阳》');
    expect(await paperOf(talk)).toBe('今日平阳');
    await citizen.presses('限定报纸');
    await citizen.presses('不限报纸');
    expect(await paperOf(talk)).toBeNull();
  });

  it('is no question as long as there is one paper, or no kinds', async () => {
    const talk = await startConversation();
    const citizen = talk.citizen();
    await citizen.says('/subscribe');
    const [alone] = await citizen.says('/settings');
    expect(textsOf([alone].flatMap((each) => each ?? []))).not.toContain('报纸：');
    expect(labelsOf(alone)).not.toContain('限定报纸');
    await withOther(talk);
    await citizen.says('/follow 水头镇');
    await citizen.presses('确认关注');
    await citizen.says('/unsubscribe 全部');
    await citizen.presses('只退订类别，继续关注');
    const [followsOnly] = await citizen.says('/settings');
    expect(labelsOf(followsOnly)).not.toContain('限定报纸');
  });

  it.each(['paper:00000000', 'paper:', 'paper:今日平阳', 'papers:1'])(
    'is not changed by a made-up button: «%s»',
    async (data) => {
      const talk = await startConversation();
      await withOther(talk);
      const citizen = talk.citizen();
      await citizen.says('/subscribe');
      expect((await citizen.forges(data)).notice).toBe('这个按钮已经失效，请重新发送命令。');
      expect(await paperOf(talk)).toBeNull();
    },
  );

  it('is an administrator’s to choose in a group', async () => {
    const talk = await startConversation();
    await withOther(talk);
    const group = await talk.group();
    await group.administrator.says('/subscribe');
    await group.administrator.says('/settings');
    expect((await group.member.presses('限定报纸')).notice).toBe('只有这里的管理员可以更改。');
    await group.administrator.presses('限定报纸');
    await group.administrator.presses('《蒼南報》');
    expect((await findSubscription(talk.db, group.id))?.publication).toBe(OTHER);
  });
});
