import { describe, expect, it } from 'vitest';
import { ITEM_KINDS } from '../../src/domain/index.ts';
import { findSubscription } from '../../src/store/index.ts';
import { startConversation, textsOf } from '../support/conversation.ts';

describe('a button the bot did not make', () => {
  it.each([
    'nonsense',
    '',
    ':',
    'item',
    'item:',
    'item:-1',
    'item:1e3',
    'item:1:2',
    'item:99999999999999999999',
    "item:1' or 1=1",
    'list:notice:1',
    'list:decision:0',
    'list:decision:1.5',
    'kind:decision',
    'kind:weather:on',
    'kind:__proto__:on',
    'hour:24',
    'hour:-1',
    'frequency:hourly',
    'style:loud',
    'drop:weather',
    'forget:maybe',
    'issue:2025-02-30',
    'issue:../../etc',
    'subscribe:yes',
    'language',
    'language:',
    'language:fr',
    'language:zh-hant:1',
    'language:__proto__',
    'acts:0',
    'who:never:1',
    'who:now:0',
    'who:now:1',
    'person:0',
    'person:1',
    'found:1',
    'search',
    'missed',
    'missed:1:2',
    'missed:-1:2:1',
    'missed:0:1:0',
    "missed:0:1' or 1=1:1",
    'missed-no:1',
    'cast:send:0123456789ab',
    'cast:pause:0123456789ab',
    'cast:now:0123456789ab',
    'cast:resend:0123456789ab',
    'cast:leave:0123456789ab',
    'audience:0123456789ab:0',
    'times:0123456789ab:choose',
    'time:0123456789ab:28941120:yes',
    'campaigns:1',
    'campaign:show:0123456789ab:1',
    'campaign:cancel-yes:at1736380800000:1',
    'digest:send',
  ])('«%s» is answered politely and does nothing', async (data) => {
    const talk = await startConversation();
    const citizen = talk.citizen();
    await citizen.says('/subscribe');
    const { notice, answers } = await citizen.forges(data);
    expect(notice).toBe('这个按钮已经失效，请重新发送命令。');
    expect(answers).toEqual([]);
    expect(await findSubscription(talk.db, 5001)).toMatchObject({
      kinds: ITEM_KINDS,
      frequency: 'daily',
      hour: null,
    });
  });

  it('of an item that is not there says so', async () => {
    const talk = await startConversation();
    const citizen = talk.citizen();
    await citizen.says('/help');
    const { answers } = await citizen.forges('item:999999');
    expect(textsOf(answers)).toContain('没有找到这一篇');
  });
});

it('a button’s answer about many words is not longer than Telegram takes', async () => {
  const talk = await startConversation();
  const citizen = talk.citizen();
  await citizen.says('宽'.repeat(80));
  const { notice } = await citizen.forges('found-in:1:appointment:20250101:20251231');
  expect(notice).toMatch(/^任免，2025年1月1日至2025年12月31日里没有“宽{80}”/u);
  expect(notice?.length).toBeLessThanOrEqual(200);
});

it('a range of missed articles that no absence made shows what anybody may read, or nothing', async () => {
  const talk = await startConversation();
  const citizen = talk.citizen();
  await citizen.says('/subscribe');
  expect(textsOf((await citizen.forges('missed:0:999999999999999:7')).answers)).toContain('1. ');
  expect((await citizen.forges('missed:9:3:1')).notice).toContain('没有错过的内容');
});

it('an admin is told politely too', async () => {
  const talk = await startConversation();
  await talk.admin.says('/help');
  for (const data of [
    'cast:send:abc',
    'cast:burn:0123456789ab',
    'audience:0123456789ab:8',
    'campaign:show:abc:1',
    'campaign:show:at99999999999999:1',
    'campaign:show:0123456789ab:0',
    'campaigns:0',
    'time:0123456789ab:x:yes',
    'times:0123456789ab:never',
  ])
    expect((await talk.admin.forges(data)).notice).toBe('这个按钮已经失效，请重新发送命令。');
  for (const data of [
    'cast:send:0123456789ab',
    'cast:pause:0123456789ab',
    'cast:now:0123456789ab',
    'cast:resend:0123456789ab',
    'cast:leave:0123456789ab',
    'audience:0123456789ab:1',
    'times:0123456789ab:choose',
    'time:0123456789ab:28941120:yes',
  ])
    expect((await talk.admin.forges(data)).notice).toBe('这条群发已经处理过了。');
});

describe('an admin’s command from anybody else', () => {
  it.each(['/preview', '/broadcast 大家好', '/stats', '/campaigns', '/review', '/broadcast'])(
    '«%s» is an unknown command, in a private chat',
    async (command) => {
      const talk = await startConversation();
      const citizen = talk.citizen();
      const unknown = textsOf(await citizen.says('/nonsense'));
      expect(textsOf(await citizen.says(command))).toBe(unknown);
    },
  );

  it('a document is one too', async () => {
    const talk = await startConversation();
    const citizen = talk.citizen({ language: 'en' });
    const unknown = textsOf(await citizen.says('/nonsense'));
    expect(textsOf(await citizen.sends('paper.md', Buffer.from('# 公告')))).toBe(unknown);
  });

  it('is not in the help', async () => {
    const talk = await startConversation();
    expect(textsOf(await talk.citizen().says('/help'))).not.toContain('/broadcast');
    expect(textsOf(await talk.admin.says('/help'))).toContain('/broadcast');
  });
});
