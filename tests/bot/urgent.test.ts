import { expect, it } from 'vitest';
import { readUrgentRule, recentAdminActs } from '../../src/store/index.ts';
import { labelsOf, startConversation, textsOf } from '../support/conversation.ts';

it('/urgent shows an admin the rule in words, and what it would have sent', async () => {
  const { admin } = await startConversation();
  const [page] = await admin.says('/urgent');
  expect(textsOf([page].filter((each) => each !== undefined))).toContain(
    '新到的通知、新闻，标题里有下面任何一个词，就立即发给与它有关的聊天',
  );
  expect(labelsOf(page)).toContain('删去“停水”');
  expect(labelsOf(page)).toContain('停用');
});

it('words are added by typing and removed by typing or a button, each noted', async () => {
  const { admin, db } = await startConversation();
  expect(textsOf(await admin.says('/urgent 加 共富'))).toContain('（共富）');
  expect((await readUrgentRule(db)).words).toContain('共富');
  await admin.says('/urgent 加 共富'); // there already
  await admin.presses('删去“停水”');
  await admin.says('/urgent 删 停电');
  const { words } = await readUrgentRule(db);
  expect(words).toEqual(['紧急', '预警', '疏散', '防汛', '台风', '共富']);
  const acts = await recentAdminActs(db, 9);
  expect(acts.map(({ detail }) => detail)).toEqual([
    'urgent remove 停电',
    'urgent remove 停水',
    'urgent add 共富',
  ]);
});

it('kinds are chosen and the whole of it is switched off and on by buttons', async () => {
  const { admin, db } = await startConversation();
  await admin.says('/urgent');
  await admin.presses('☑ 新闻：算在内');
  expect((await readUrgentRule(db)).kinds).toEqual(['notice']);
  const off = await admin.presses('停用');
  expect(textsOf(off.answers)).toContain('现在已经停用');
  expect((await readUrgentRule(db)).isOn).toBe(false);
  await admin.presses('启用');
  expect((await readUrgentRule(db)).isOn).toBe(true);
});

it.each([
  ['/urgent 台风', '加词请写：/urgent 加 断水'],
  ['/urgent 删 地震', '没有“地震”这个词'],
  ['/urgent 加 的', '请至少写两个字，例如：/urgent 加 断水'],
  ['/urgent 加 的。了', '请至少写两个字，例如：/urgent 加 断水'],
  ['/urgent add A', '请至少写两个字，例如：/urgent 加 断水'],
  [`/urgent 加 ${'长'.repeat(21)}`, '加词请写：/urgent 加 断水'],
])('what is not understood is answered with an example: %s', async (words, said) => {
  const { admin, db } = await startConversation();
  expect(textsOf(await admin.says(words))).toContain(said);
  expect(await recentAdminActs(db, 9)).toEqual([]);
});

it('for a citizen there is no such command, and a forged button does nothing', async () => {
  const talk = await startConversation();
  const citizen = talk.citizen();
  expect(textsOf(await citizen.says('/urgent'))).toBe(
    '这个我还不会。发送 /help 可以看到我会做什么。',
  );
  const { notice } = await citizen.forges('urgent-state:off');
  expect(notice).toBe('这个按钮已经失效，请重新发送命令。');
  expect((await readUrgentRule(talk.db)).isOn).toBe(true);
});
