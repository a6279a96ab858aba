import { describe, expect, it } from 'vitest';
import { spokenCommand } from '../../src/bot/spoken-command.ts';
import { wordsToUs } from '../../src/bot/understand.ts';
import { findSubscription } from '../../src/store/index.ts';
import { labelsOf, startConversation, textsOf } from '../support/conversation.ts';

describe('who means a command and says it in plain words', () => {
  it.each([
    ['退订', 'unsubscribe'],
    ['退訂', 'unsubscribe'],
    ['取消订阅', 'unsubscribe'],
    ['取消訂閱。', 'unsubscribe'],
    ['请帮我退订一下，谢谢！', 'unsubscribe'],
    ['我要退订', 'unsubscribe'],
    ['不要再发了', 'unsubscribe'],
    ['ＴＤ', 'unsubscribe'],
    ['Stop!', 'unsubscribe'],
    ['STOP', 'unsubscribe'],
    ['Unsubscribe me, please', 'unsubscribe'],
    ['帮助', 'help'],
    ['幫助', 'help'],
    ['help', 'help'],
    ['选单', 'help'],
    ['最新', 'latest'],
    ['最新一期　', 'latest'],
    ['看看最新', 'latest'],
    ['Latest', 'latest'],
    ['任免', 'appointments'],
    ['appointments', 'appointments'],
    ['決定', 'decisions'],
    ['新聞', 'news'],
    ['订阅', 'subscribe'],
    ['我想訂閱', 'subscribe'],
    ['subscribe', 'subscribe'],
    ['日期', 'dates'],
    ['關注', 'follow'],
    ['取消追蹤', 'unfollow'],
    ['設定', 'settings'],
    ['settings', 'settings'],
    ['語言', 'language'],
    ['隱私', 'privacy'],
    ['匯出資料', 'export'],
    ['刪除資料', 'forget'],
  ])('«%s» is /%s', (said, command) => {
    expect(spokenCommand(said)).toEqual({ command, argument: '' });
  });

  it.each([
    ['查找 选举日', 'search', '选举日'],
    ['搜尋：選舉日', 'search', '選舉日'],
    ['Search for 选举日', 'search', '选举日'],
    ['关注 水头镇', 'follow', '水头镇'],
    ['追蹤　水頭鎮。', 'follow', '水頭鎮'],
    ['取消关注 水头镇', 'unfollow', '水头镇'],
    ['退订新闻', 'unsubscribe', '新闻'],
    ['退訂 新聞', 'unsubscribe', '新聞'],
    ['unsubscribe from news', 'unsubscribe', 'news'],
    ['订阅决定、任免', 'subscribe', '决定、任免'],
  ])('«%s» is /%s %s', (said, command, argument) => {
    expect(spokenCommand(said)).toEqual({ command, argument });
  });

  it.each([
    ...[
      '停水',
      '决定书',
      '新闻发布会',
      '关注民生',
      '订阅号运营',
      '最新政策',
      '帮助困难群众',
      '人事局',
    ],
    ...[
      '副县长是谁？',
      '谢谢',
      '选举日',
      'stop the flood',
      'the',
      '看',
      '请',
      '一下',
      '',
      '！',
      'toString',
    ],
  ])('«%s» is not', (said) => {
    expect(spokenCommand(said)).toBeUndefined();
  });
});

const WORDS = [
  { language: 'zh-hans', subscribe: '订阅', drop: '退订', latest: '最新一期', help: '帮助' },
  { language: 'zh-hant', subscribe: '訂閱', drop: '取消訂閱', latest: '最新', help: '幫助' },
  { language: 'en', subscribe: 'Subscribe', drop: 'stop', latest: 'latest', help: 'Help!' },
];

describe('plain words in a private chat', () => {
  it.each(WORDS)('are answered as the commands are: %o', async (words) => {
    const talk = await startConversation();
    const citizen = talk.citizen({ language: words.language });
    const pairs = [
      [words.help, '/help'],
      [words.latest, '/latest'],
      [words.subscribe, '/subscribe'],
      [words.drop, '/unsubscribe'],
    ] as const;
    for (const [plain, command] of pairs) {
      const [heard, asked] = [await citizen.says(plain), await citizen.says(command)];
      expect(textsOf(heard)).not.toBe('');
      // The first subscription says a line more than the same once again.
      const sameText = textsOf(heard).startsWith(textsOf(asked).split('\n')[0] ?? '');
      expect([plain, sameText, heard.map(labelsOf)]).toEqual([plain, true, asked.map(labelsOf)]);
    }
  });

  it('end a subscription by the same question, and not before it is answered', async () => {
    const talk = await startConversation();
    const citizen = talk.citizen();
    await citizen.says('/subscribe');
    const [ask] = await citizen.says('退订');
    expect(labelsOf(ask)).toEqual([
      ...['退订决定', '退订任免', '退订通知', '退订新闻', '全部退订', '不退订'],
    ]);
    expect((await findSubscription(talk.db, 5001))?.kinds).toHaveLength(4);
    await citizen.presses('全部退订');
    expect((await findSubscription(talk.db, 5001))?.kinds).toEqual([]);
  });

  it('are not theirs who pass them on', () => {
    const chat = { type: 'private' };
    const me = { username: 'gongbao_bot' };
    const forward_origin = { type: 'hidden_user', sender_user_name: '李明', date: 1 };
    const said = (message: object) => wordsToUs({ message, me } as never);
    expect(said({ chat, text: '退订' })).toBe('退订');
    expect(said({ chat, text: '退订', forward_origin })).toBeUndefined();
  });
});

describe('a command typed by hand', () => {
  it.each([
    ...[
      '／latest',
      '/LATEST',
      '/Latest@GONGBAO_BOT',
      '／ｌａｔｅｓｔ',
      '/latest　',
      '/latest。',
      '　/latest！',
    ],
  ])('«%s» is /latest', async (typed) => {
    const talk = await startConversation();
    const citizen = talk.citizen();
    const name = `@${talk.telegram.bot.username.toUpperCase()}`;
    const asked = textsOf(await citizen.says('/latest'));
    expect(textsOf(await citizen.says(typed.replace('@GONGBAO_BOT', name)))).toBe(asked);
  });

  it.each([
    ['/search选举日', '“选举日”的查找结果'],
    ['/Search：选举日。', '“选举日”的查找结果'],
    ['／follow　水头镇！', '要关注“水头镇”（地名）吗？'],
    ['/退订', '目前没有订阅'],
    ['/stop', '目前没有订阅'],
    ['/start Item_1', '您好，这里是公报'],
    ['/Nonsense', '这个我还不会'],
    ['/etc/passwd', '这个我还不会'],
  ])('«%s»: %s', async (typed, answer) => {
    const talk = await startConversation();
    expect(textsOf(await talk.citizen().says(typed))).toContain(answer);
  });

  it('keeps the formatting of what is to be broadcast, and its last full stop', async () => {
    const talk = await startConversation();
    await talk.citizen().says('/subscribe');
    const entities = [{ type: 'bold' as const, offset: 12, length: 2 }];
    const [draft] = await talk.admin.says('／Broadcast　停水通知。', { entities });
    expect(draft).toMatchObject({
      text: '停水通知。',
      entities: [{ type: 'bold', offset: 1, length: 2 }],
    });
  });
});

describe('plain words in a group', () => {
  const GROUP = -1000000300;
  const open = async () => {
    const talk = await startConversation();
    const group = await talk.group({ kind: 'supergroup', id: GROUP });
    talk.telegram.placeBot(GROUP, 2001, 'administrator');
    return { talk, ...group, us: `@${talk.telegram.bot.username}` };
  };

  it('are the members’ own, in every language', async () => {
    const { member } = await open();
    for (const words of ['退订', '帮助', '最新', '訂閱', 'help', 'stop', 'latest', '/stop'])
      expect(await member.says(words)).toEqual([]);
  });

  it('behind our name are a command', async () => {
    const { member, us } = await open();
    const asked = textsOf(await member.says('/latest'));
    for (const words of ['最新', '最新一期！', 'Latest', '/latest', ' ／LATEST'])
      expect(textsOf(await member.says(`${us.toUpperCase()} ${words}`))).toBe(asked);
  });

  it('that answer a message of ours are a command too, and change nothing for who may not', async () => {
    const { talk, member, administrator } = await open();
    const [told] = await administrator.says('/subscribe');
    const replyTo = told?.message_id ?? 0;
    expect(textsOf(await member.says('退订', { replyTo }))).toBe('只有这里的管理员可以更改。');
    expect(await member.says('好的', { replyTo })).toEqual([]);
    expect(textsOf(await administrator.says('退订', { replyTo }))).toContain('要退订什么？');
    expect((await findSubscription(talk.db, GROUP))?.kinds).toHaveLength(4);
  });

  it('with our name behind a slash are a command', async () => {
    const { administrator, us } = await open();
    expect(textsOf(await administrator.says(`/stop${us}`))).toContain('目前没有订阅');
  });
});
