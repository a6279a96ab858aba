import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { findSubscription, recentAdminActs, saveIssue } from '../../src/store/index.ts';
import { ADMIN, SAMPLE, startConversation, textOf, textsOf } from '../support/conversation.ts';
import { aDecision, anIngest } from '../support/samples.ts';

const NAME = 'pingyang-2025-01-09.md';

describe('an admin who sends an issue', () => {
  it('is told what was read: the date, the kinds, every act, what is new', async () => {
    const talk = await startConversation({ issue: null });
    const text = textsOf(await talk.admin.sends(NAME, await readFile(SAMPLE)));
    expect(text).toContain('已读：《今日平阳》2025年1月9日');
    expect(text).toContain('决定 2，任免 1，通知 0，新闻 3');
    expect(text).toContain('新增 6 篇，更正 0 篇，已有 0 篇。');
    expect(text).toContain('任免 5 项：');
    expect(text).toContain('· 任命：张峻榕，平阳县人民政府副县长（2025年1月9日）');
    expect(textsOf(await talk.citizen().says('/latest'))).toContain('张峻榕');
  });

  it('is told that nothing is new the second time', async () => {
    const talk = await startConversation();
    const text = textsOf(await talk.admin.sends(NAME, await readFile(SAMPLE)));
    expect(text).toContain('新增 0 篇，更正 0 篇，已有 6 篇。');
  });

  it.each([
    ['empty.md', Buffer.from('')],
    ['photo.jpg', Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0, 16, 0x4a, 0x46, 0x49, 0x46, 0, 1])],
    ['noise.bin', Buffer.from(Array.from({ length: 500 }, (_, index) => (index * 73) % 256))],
    ['letter.txt', Buffer.from('Dear editor, please find nothing attached.')],
    [
      '信.txt',
      Buffer.from('各位同事：\n\n请于明天下午三点到会议室开会，讨论预算。\n\n谢谢！\n王芳'),
    ],
  ])('hears in one line why %s was not read, and nothing is stored', async (name, bytes) => {
    const talk = await startConversation({ issue: null });
    const text = textsOf(await talk.admin.sends(name, bytes));
    expect(text).toMatch(/^没有读入：.+$/u);
    expect(text).toContain(name);
    expect(text).not.toMatch(/Cannot|it is/u);
    expect(textsOf(await talk.admin.says('/latest'))).toContain('还没有收到报纸');
  });

  it('hears that a file is larger than a bot can receive', async () => {
    const talk = await startConversation({ issue: null });
    const text = textsOf(
      await talk.admin.sends('scan.md', Buffer.alloc(20 * 1024 * 1024 + 1, 'a')),
    );
    expect(text).toContain('超过 20 MB');
  });

  it('hears that the file was not fetched, if it was not', async () => {
    const talk = await startConversation({ issue: null, refusals: ['500'] });
    talk.telegram.addFault({ kind: 'server-error', method: 'getFile', times: 1 });
    const text = textsOf(await talk.admin.sends(NAME, await readFile(SAMPLE)));
    expect(text).toBe('文件没有取到，什么都没有读入。请再发一次。');
  });

  it('is written down', async () => {
    const talk = await startConversation({ issue: null });
    await talk.admin.sends(NAME, await readFile(SAMPLE));
    expect(await recentAdminActs(talk.db, 5)).toMatchObject([{ adminId: ADMIN, action: 'ingest' }]);
  });

  it('only does so in the private chat', async () => {
    const talk = await startConversation({ issue: null });
    const group = await talk.group();
    talk.telegram.placeBot(group.id, 2001, 'administrator');
    talk.telegram.setRole(group.id, ADMIN, 'administrator');
    expect(await talk.in(group.id, ADMIN).sends(NAME, await readFile(SAMPLE))).toEqual([]);
    expect(await talk.in(group.id, ADMIN).says('/stats')).toEqual([]);
  });
});

describe('/preview', () => {
  it('shows the next digest and how many get it, and sends it now after a confirmation', async () => {
    const talk = await startConversation();
    talk.sender.start();
    const citizen = talk.citizen();
    await citizen.says('/subscribe');
    await talk.citizen({ id: 5002 }).says('/subscribe 通知');
    const preview = await talk.admin.says('/preview');
    expect(textsOf(preview)).toContain('张峻榕');
    expect(textOf(preview.at(-1))).toContain('将发给 1 个聊天');
    const before = talk.telegram.botMessages(5001).length;
    const asked = await talk.admin.presses('现在发送');
    expect(textsOf(asked.answers)).toContain('现在就把新内容发给 1 个聊天');
    expect(talk.telegram.botMessages(5001)).toHaveLength(before);
    const sent = await talk.admin.presses('确认发送');
    expect(textsOf(sent.answers)).toContain('已排队：1 个聊天');
    await talk.telegram.waitFor(() => talk.telegram.botMessages(5001).length > before);
    expect(textOf(talk.telegram.botMessages(5001).at(-1))).toContain('张峻榕');
    expect((await findSubscription(talk.db, 5001))?.toldThrough).toBe(6);
    expect(textsOf(await talk.admin.says('/preview'))).toContain('没有新的内容可发');
  });

  it('sends nothing a second time when pressed twice', async () => {
    const talk = await startConversation();
    await talk.citizen().says('/subscribe');
    await talk.admin.says('/preview');
    await talk.admin.presses('现在发送');
    const both = await Promise.all([
      talk.admin.presses('确认发送'),
      talk.admin.presses('确认发送'),
    ]);
    expect(both).toHaveLength(2);
    expect(textsOf(await talk.admin.says('/stats'))).toContain('待发：1 条');
  });

  it('sends nothing on second thoughts', async () => {
    const talk = await startConversation();
    await talk.citizen().says('/subscribe');
    await talk.admin.says('/preview');
    await talk.admin.presses('现在发送');
    expect(textsOf((await talk.admin.presses('取消')).answers)).toContain('什么都没有发出');
    expect(textsOf(await talk.admin.says('/stats'))).toContain('待发：0 条');
  });
});

describe('/stats', () => {
  it('counts chats, subscribers by kind, issues and what is to be sent', async () => {
    const talk = await startConversation();
    await saveIssue(talk.db, anIngest({ date: '2025-01-08', items: [aDecision()] }));
    await talk.citizen().says('/subscribe 决定 新闻');
    await talk.citizen({ id: 5002 }).says('/start');
    const text = textsOf(await talk.admin.says('/stats'));
    expect(text).toContain('聊天：使用中 2，已离开 0，订阅 1');
    expect(text).toContain('各类订阅：决定 1，任免 0，通知 0，新闻 1');
    expect(text).toContain('报纸：2 期，7 篇，最新 2025年1月9日');
  });
});
