import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { describeAlert } from '../../src/bot/index.ts';
import type { Language } from '../../src/domain/index.ts';
import type { Alert } from '../../src/pipeline/alert.ts';
import { tellAdmins } from '../../src/pipeline/tell-admins.ts';
import { recentAdminActs } from '../../src/store/index.ts';
import { paper } from '../source/crawl/paper.ts';
import { ADMIN, SAMPLE, startConversation, textOf, textsOf } from '../support/conversation.ts';

const PATH = '/pingyang-2025-01-09.md';

async function aSite() {
  const text = await readFile(SAMPLE, 'utf8');
  return paper((path) => (path === PATH ? text : undefined));
}

describe('an admin who sends a link', () => {
  it('is told at once that it is being read, and then what was read', async () => {
    const site = await aSite();
    const talk = await startConversation({ issue: null, trusted: [site.origin] });
    const answers = await talk.admin.says(`请收这一期：${site.origin}${PATH} 谢谢`);
    expect(textOf(answers[0])).toBe('正在到网上读取，读完告诉您……');
    expect(textOf(answers[1])).toContain('已读：《今日平阳》2025年1月9日');
    expect(textOf(answers[1])).toContain('新增 6 篇');
    const [act] = await recentAdminActs(talk.db, 1);
    expect(act).toMatchObject({ adminId: ADMIN, action: 'ingest' });
    expect(act?.detail).toContain(PATH);
  });

  it('hears in one line why nothing was read', async () => {
    const site = await aSite();
    const talk = await startConversation({ issue: null, trusted: [site.origin] });
    const text = textOf((await talk.admin.says(`${site.origin}/none.md`))[1]);
    expect(text).toMatch(/^没有读入：.+，网站没有给出网页（404）。$/u);
  });

  it.each([
    'http://127.0.0.1:8080/metrics',
    'http://169.254.169.254/latest',
    'http://[::1]/',
    'http://0x7f000001/',
  ])('reaches nothing of the machine’s own network: %s', async (address) => {
    const talk = await startConversation({ issue: null });
    const text = textOf((await talk.admin.says(address))[1]);
    expect(text).toContain('这个地址不能访问');
  });

  it('in a command has it not fetched', async () => {
    const site = await aSite();
    const talk = await startConversation({ trusted: [site.origin] });
    await talk.admin.says(`/broadcast 看这里：${site.origin}${PATH}`);
    expect(site.asked).toEqual([]);
  });
});

it('a citizen’s link is fetched by nobody', async () => {
  const site = await aSite();
  const talk = await startConversation({ trusted: [site.origin] });
  const answers = textsOf(await talk.citizen().says(`${site.origin}${PATH}`));
  expect(answers).not.toContain('正在到网上读取');
  expect(site.asked).toEqual([]);
});

it('an alert comes to the admin’s own chat, once, and is not among the deliveries of /stats', async () => {
  const talk = await startConversation();
  talk.sender.start();
  await talk.admin.says('/start');
  const deps = {
    ...{ db: talk.db, now: talk.clock.now, adminIds: [ADMIN] },
    describe: (alert: Alert, language: Language) => describeAlert(alert, language, 'Asia/Shanghai'),
  };
  const failure = { fault: 'locked', status: null, message: 'Cannot read a.pdf' } as const;
  const alert = { kind: 'file-not-read', file: 'a\u202e.pdf', failure } as const;
  expect(await tellAdmins(deps, 'file a', alert)).toBe(true);
  expect(await tellAdmins(deps, 'file a', alert)).toBe(false);
  talk.sender.wake();
  const told = () =>
    talk.telegram.botMessages(ADMIN).filter(({ text }) => text?.includes('文件没有读入'));
  await expect.poll(() => told().length).toBe(1);
  expect(textOf(told()[0])).toBe(
    '文件没有读入：a.pdf，文件有密码保护。什么都没有收进来，也没有发给读者。',
  );
  expect(textsOf(await talk.admin.says('/stats'))).not.toContain('file-not-read');
});
