import { describe, expect, it } from 'vitest';
import { findSubscription, listInterests } from '../../src/store/index.ts';
import {
  type Conversation,
  labelsOf,
  startConversation,
  textsOf,
} from '../support/conversation.ts';

const CITIZEN = 5001;

/** Subscribed to everything, and following one place. */
async function aFollower(talk: Conversation) {
  const citizen = talk.citizen();
  await citizen.says('/subscribe');
  await citizen.says('/follow 水头镇');
  await citizen.presses('确认关注');
  return citizen;
}

async function wants({ db }: Conversation) {
  const kinds = (await findSubscription(db, CITIZEN))?.kinds.length;
  return { kinds, follows: (await listInterests(db, CITIZEN)).length };
}

describe('who unsubscribes from everything and follows something', () => {
  it.each(['/unsubscribe 全部', '/unsubscribe'])('is asked what of it, «%s»', async (words) => {
    const talk = await startConversation();
    const citizen = await aFollower(talk);
    const said = await citizen.says(words);
    const answers = words.endsWith('全部') ? said : (await citizen.presses('全部退订')).answers;
    expect(textsOf(answers)).toBe('还关注着 1 项。要一起取消，还是只退订类别、继续关注？');
    expect(labelsOf(answers[0])).toEqual([
      '全部退订，关注也取消',
      '只退订类别，继续关注',
      '不退订',
    ]);
    expect(await wants(talk)).toEqual({ kinds: 4, follows: 1 });
  });

  it('may end it all', async () => {
    const talk = await startConversation();
    const citizen = await aFollower(talk);
    await citizen.says('/unsubscribe 全部');
    const { answers } = await citizen.presses('全部退订，关注也取消');
    expect(textsOf(answers)).toContain('关注也都取消了，不会再收到摘要');
    expect(await wants(talk)).toEqual({ kinds: 0, follows: 0 });
    expect(textsOf(await citizen.says('/unsubscribe'))).toContain('目前没有订阅');
  });

  it('may keep what is followed', async () => {
    const talk = await startConversation();
    const citizen = await aFollower(talk);
    await citizen.says('/unsubscribe 全部');
    const { answers } = await citizen.presses('只退订类别，继续关注');
    expect(textsOf(answers)).toContain('关注的 1 项照常告诉您');
    expect(await wants(talk)).toEqual({ kinds: 0, follows: 1 });
    expect(textsOf(await citizen.says('/unsubscribe'))).toContain('只关注着 1 项。要全部取消吗？');
    expect(textsOf((await citizen.presses('不退订')).answers)).toBe('好的，订阅不变。');
    await citizen.says('/unsubscribe');
    await citizen.presses('全部退订，关注也取消');
    expect(await wants(talk)).toEqual({ kinds: 0, follows: 0 });
  });

  it('is not asked while a kind is left', async () => {
    const talk = await startConversation();
    const citizen = await aFollower(talk);
    expect(textsOf(await citizen.says('/unsubscribe 新闻'))).toBe(
      '已经退订。还会收到：决定、任免、通知。',
    );
  });

  it('hears on the kinds’ page that what is followed goes on', async () => {
    const talk = await startConversation();
    const citizen = talk.citizen();
    await citizen.says('/follow 水头镇');
    await citizen.presses('确认关注');
    await citizen.says('/subscribe 决定');
    const { answers } = await citizen.presses('☑ 决定：接收');
    expect(textsOf(answers)).toContain('关注的内容照常告诉您');
    expect(await wants(talk)).toEqual({ kinds: 0, follows: 1 });
    expect(textsOf(await citizen.says('/settings'))).toContain('类别：无，只看关注的内容');
  });
});
