import { describe, expect, it } from 'vitest';
import { type Db, findChat, findSubscription } from '../../src/store/index.ts';
import { buttonsOf, startConversation, textsOf } from '../support/conversation.ts';

const CITIZEN = 5001;

describe('a chat that only reads', () => {
  it('leaves no row', async () => {
    const talk = await startConversation();
    const citizen = talk.citizen();
    for (const words of ['/latest', '/search 选举日', '水头镇', '/help', '/privacy', '/nonsense'])
      await citizen.says(words);
    expect(await rowsWith(talk.db, String(CITIZEN))).toEqual([]);
  });
});

describe('what a citizen writes', () => {
  it('is neither stored nor logged, also when something breaks', async () => {
    const talk = await startConversation({ refusals: ['500'] });
    const citizen = talk.citizen();
    await citizen.says('/subscribe');
    for (const words of ['/search 悄悄话', '悄悄话', '/appointments 悄悄话', '/issue 悄悄话'])
      await citizen.says(words);
    talk.telegram.addFault({ kind: 'server-error', method: 'sendMessage', times: 1 });
    expect(textsOf(await citizen.says('/search 悄悄话'))).toContain('刚才出了差错');
    expect(talk.log.join('')).toContain('answer failed');
    expect(talk.log.join('')).not.toMatch(/悄悄话|王芳/u);
    expect(await rowsWith(talk.db, '悄悄话')).toEqual([]);
    expect(await rowsWith(talk.db, '王芳')).toEqual([]);
  });
});

describe('/forget', () => {
  it('asks, then deletes every row about the chat at once', async () => {
    const talk = await startConversation();
    const citizen = talk.citizen();
    await citizen.says('/start');
    await citizen.says('/subscribe');
    await talk.admin.says('/preview');
    await talk.admin.presses('现在发送');
    await talk.admin.presses('确认发送');
    expect(await rowsWith(talk.db, String(CITIZEN))).not.toEqual([]);
    await citizen.says('/forget');
    const { answers } = await citizen.presses('全部删除');
    expect(textsOf(answers)).toContain('已经全部删除');
    expect(await rowsWith(talk.db, String(CITIZEN))).toEqual([]);
  });

  it('leaves nothing behind by an old button pressed afterwards', async () => {
    const talk = await startConversation();
    const citizen = talk.citizen();
    await citizen.says('/subscribe');
    await citizen.says('/settings');
    await citizen.says('/forget');
    await citizen.presses('全部删除');
    await citizen.presses('更改时间');
    await citizen.forges('style:rich');
    await citizen.forges('frequency:weekly');
    await citizen.forges('drop:all');
    expect(await rowsWith(talk.db, String(CITIZEN))).toEqual([]);
  });

  it('deletes nothing when the question is answered too late', async () => {
    const talk = await startConversation();
    const citizen = talk.citizen();
    await citizen.says('/subscribe');
    await citizen.says('/forget');
    talk.clock.advance(11 * 60_000);
    const { notice, answers } = await citizen.presses('全部删除');
    expect(notice).toContain('请再发一次 /forget');
    expect(answers).toEqual([]);
    expect(await findSubscription(talk.db, CITIZEN)).toBeDefined();
    await citizen.says('/forget');
    talk.clock.advance(9 * 60_000);
    expect(textsOf((await citizen.presses('全部删除')).answers)).toContain('已经全部删除');
  });

  it('deletes nothing by a button that is not under the question', async () => {
    const talk = await startConversation();
    const citizen = talk.citizen();
    await citizen.says('/subscribe');
    await citizen.says('/forget');
    const asked = buttonsOf(talk.telegram.botMessages(CITIZEN).at(-1)).flatMap((button) =>
      'callback_data' in button ? [button.callback_data] : [],
    );
    await citizen.says('/settings');
    for (const data of ['forget:yes', 'forget:yes:0', ...asked]) {
      const { notice, answers } = await citizen.forges(data);
      expect(notice).toContain('请再发一次 /forget');
      expect(answers).toEqual([]);
    }
    expect(await findSubscription(talk.db, CITIZEN)).toBeDefined();
  });

  it('deletes nothing on second thoughts', async () => {
    const talk = await startConversation();
    const citizen = talk.citizen({ language: 'en' });
    await citizen.says('/subscribe');
    await citizen.says('/forget');
    expect(textsOf((await citizen.presses('Cancel')).answers)).toContain('nothing was deleted');
    expect(await findSubscription(talk.db, CITIZEN)).toBeDefined();
  });

  it('tells an admin what stays', async () => {
    const talk = await startConversation();
    expect(textsOf(await talk.admin.says('/forget'))).toContain('仍会留在操作记录里');
  });
});

describe('who blocks the bot', () => {
  it('is frozen, not deleted, and is back with all settings after unblocking', async () => {
    const talk = await startConversation();
    const citizen = talk.citizen();
    await citizen.says('/subscribe 决定');
    talk.telegram.block(CITIZEN);
    await talk.handled(({ my_chat_member: change }) => change?.new_chat_member.status === 'kicked');
    expect((await findChat(talk.db, CITIZEN))?.state).toBe('gone');
    talk.telegram.unblock(CITIZEN);
    await talk.handled(({ my_chat_member: change }) => change?.new_chat_member.status === 'member');
    expect((await findChat(talk.db, CITIZEN))?.state).toBe('active');
    expect(textsOf(await citizen.says('/settings'))).toContain('类别：决定');
  });
});

/** Every row of every table in which these characters stand, the archive's own texts aside. */
async function rowsWith(db: Db, words: string): Promise<string[]> {
  const tables = await db.introspection.getTables();
  const found: string[] = [];
  for (const { name } of tables.filter(({ name }) => !/^item_search/.test(name))) {
    const rows = await db
      .selectFrom(name as 'chats')
      .selectAll()
      .execute();
    found.push(...rows.map((row) => `${name} ${JSON.stringify(row)}`));
  }
  return found.filter((row) => row.includes(words));
}
