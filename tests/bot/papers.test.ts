import { describe, expect, it } from 'vitest';
import { saveIssue } from '../../src/store/index.ts';
import {
  type Conversation,
  labelsOf,
  startConversation,
  textsOf,
} from '../support/conversation.ts';
import { aDecision, anIngest } from '../support/samples.ts';

/** Besides 今日平阳 of 9 January 2025. */
async function withPaper(talk: Conversation, publication: string, date = '2025-01-09') {
  const items = [aDecision({ title: `${publication}的决定`, body: `${publication}${date}刊出。` })];
  await saveIssue(
    talk.db,
    anIngest({ text: publication, publication, date, items, now: talk.clock.now() }),
  );
}

describe('with several papers', () => {
  it('/start speaks of all of them, the configured one first', async () => {
    const talk = await startConversation();
    const citizen = talk.citizen();
    const english = talk.citizen({ id: 5002, language: 'en' });
    expect(textsOf(await citizen.says('/start'))).toContain('《今日平阳》刊出的');
    await withPaper(talk, '今日苍南');
    expect(textsOf(await citizen.says('/start'))).toContain('《今日平阳》《今日苍南》刊出的');
    expect(textsOf(await english.says('/start'))).toContain('printed in 今日平阳 and 今日苍南 ');
    for (const name of ['瑞安报', '乐清报', '永嘉报', '文成报']) await withPaper(talk, name);
    expect(textsOf(await citizen.says('/start'))).toMatch(/《今日平阳》.*等 6 份报纸刊出的/u);
    expect(textsOf(await english.says('/start'))).toContain(' and 2 other papers ');
  });

  it('/start speaks of the configured one while none has come in', async () => {
    const talk = await startConversation({ issue: null });
    expect(textsOf(await talk.citizen().says('/start'))).toContain('《今日平阳》刊出的');
  });

  it('/latest offers the other newest issues of the day', async () => {
    const talk = await startConversation();
    const citizen = talk.citizen();
    expect(labelsOf((await citizen.says('/latest')).at(-1)).join()).not.toContain('同一天');
    await withPaper(talk, '今日苍南');
    const latest = await citizen.says('/latest');
    expect(textsOf(latest)).toContain('今日苍南的决定');
    expect(labelsOf(latest.at(-1)).at(-1)).toBe('看《今日平阳》同一天的一期');
    const { answers } = await citizen.presses('看《今日平阳》同一天的一期');
    expect(textsOf(answers)).toContain('张峻榕');
    expect(labelsOf(answers.at(-1)).at(-1)).toBe('看《今日苍南》同一天的一期');
  });

  it.each(['今日平阳', '《今日平阳》', '平阳', '平陽'])(
    '/latest %s picks the paper by its name',
    async (name) => {
      const talk = await startConversation();
      await withPaper(talk, '今日苍南', '2025-01-10');
      const latest = textsOf(await talk.citizen().says(`/latest ${name}`));
      expect(latest).toContain('张峻榕');
      expect(latest).not.toContain('今日苍南的决定');
    },
  );

  it('/latest asks which, where the words are in several names, unless one is called just so', async () => {
    const talk = await startConversation();
    await withPaper(talk, '今日苍南');
    await withPaper(talk, '今日', '2025-01-08');
    const citizen = talk.citizen();
    expect(textsOf(await citizen.says('/latest 今日'))).toContain('今日的决定');
    const [which] = await citizen.says('/latest 日');
    expect(textsOf([which].flatMap((each) => each ?? []))).toContain('不止一份');
    expect(labelsOf(which)).toEqual(['《今日》', '《今日平阳》', '《今日苍南》']);
    const { answers } = await citizen.presses('《今日苍南》');
    expect(textsOf(answers)).toContain('今日苍南的决定');
  });

  it('/latest says which there are, where none is called so', async () => {
    const talk = await startConversation();
    await withPaper(talk, '今日苍南');
    const answers = await talk.citizen().says('/latest 温州日报');
    expect(textsOf(answers)).toContain('没有叫“温州日报”的报纸。这里有《今日平阳》《今日苍南》');
    expect(labelsOf(answers[0])).toEqual(['《今日平阳》', '《今日苍南》']);
  });

  it('a group is greeted with all of them', async () => {
    const talk = await startConversation();
    await withPaper(talk, '今日苍南');
    const group = await talk.group();
    expect(textsOf(group.messages())).toContain('《今日平阳》《今日苍南》刊出的');
  });
});
