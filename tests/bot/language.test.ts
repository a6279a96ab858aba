import { describe, expect, it } from 'vitest';
import { findChat } from '../../src/store/index.ts';
import {
  ADMIN,
  type Conversation,
  labelsOf,
  startConversation,
  textsOf,
} from '../support/conversation.ts';

describe('/language', () => {
  it('offers each language by its own name, and speaks the chosen one at once', async () => {
    const talk = await startConversation();
    const citizen = talk.citizen({ language: 'en' });
    const [asked] = await citizen.says('/language');
    expect(labelsOf(asked)).toEqual(['简体中文', '繁體中文', 'English (now)']);
    const { answers, notice } = await citizen.presses('繁體中文');
    expect(textsOf(answers)).toContain('以後在這裡都用繁體中文');
    expect(labelsOf(answers[0])).toEqual(['简体中文', '繁體中文（當前）', 'English']);
    expect(notice).toBe('已保存');
    expect(await findChat(talk.db, citizen.id)).toMatchObject({ language: 'zh-hant' });
    expect(textsOf(await citizen.says('/latest'))).toMatch(/平陽縣人民代表大會/u);
    await citizen.presses('English');
    expect(textsOf(await citizen.says('/help'))).toContain('This is what I can do');
  });

  it('is a button of the settings, too, and leads back to them in the chosen language', async () => {
    const talk = await startConversation();
    const citizen = talk.citizen({ language: 'zh-hant' });
    await citizen.says('/subscribe');
    await citizen.says('/settings');
    const asked = await citizen.presses('語言 · Language');
    expect(labelsOf(asked.answers[0])).toEqual([
      ...['简体中文', '繁體中文（當前）', 'English'],
      '返回',
    ]);
    const { answers, notice } = await citizen.presses('English');
    expect(textsOf(answers)).toContain('I speak English here from now on');
    expect(notice).toBe('Saved');
    const settings = await citizen.presses('Back');
    expect(labelsOf(settings.answers[0])).toContain('Language · 语言');
    expect(textsOf(settings.answers)).toContain('Next digest');
  });

  it('is offered by the settings of whoever is not subscribed', async () => {
    const talk = await startConversation();
    const citizen = talk.citizen({ language: 'en' });
    expect(labelsOf((await citizen.says('/settings'))[0])).toContain('Language · 语言');
    await citizen.presses('Language · 语言');
    await citizen.presses('简体中文');
    expect(await findChat(talk.db, citizen.id)).toMatchObject({ language: 'zh' });
  });

  it.each([
    ['English', 'en'],
    ['繁體', 'zh-hant'],
    ['zh_TW', 'zh-hant'],
    ['简体中文', 'zh'],
    ['中文', 'zh'],
  ])('takes «%s» for %s', async (words, language) => {
    const talk = await startConversation();
    const citizen = talk.citizen({ language: language === 'en' ? 'zh' : 'en' });
    await citizen.says(`/language ${words}`);
    expect(await findChat(talk.db, citizen.id)).toMatchObject({ language });
  });

  it('asks again where it did not understand, and keeps nothing', async () => {
    const talk = await startConversation();
    const citizen = talk.citizen();
    expect(textsOf(await citizen.says('/language Klingon'))).toContain('/language English');
    expect(await findChat(talk.db, citizen.id)).toBeUndefined();
  });

  it('is for administrators in a group, and then counts for all who write there', async () => {
    const talk = await startConversation();
    const group = await talk.group();
    expect(textsOf(await group.member.says('/language English'))).toContain('只有这里的管理员');
    await group.administrator.says('/language English');
    expect(textsOf(await group.member.says('/help'))).toContain('This is what I can do');
  });

  it('brings a menu of the chat’s own, for members and administrators, until it is forgotten', async () => {
    const talk = await startConversation();
    const citizen = talk.citizen({ language: 'en' });
    await citizen.says('/language 繁體中文');
    for (const code of ['', 'zh'])
      expect(await menuOf(talk, { type: 'chat', chat_id: citizen.id }, code)).toMatchObject({
        decisions: '決定',
        subscribe: '訂閱摘要',
      });
    const group = await talk.group();
    await group.administrator.says('/language en');
    const members = await menuOf(talk, { type: 'chat', chat_id: group.id }, 'zh');
    expect(members).toMatchObject({ decisions: 'Decisions' });
    expect(members).not.toHaveProperty('subscribe');
    expect(
      await menuOf(talk, { type: 'chat_administrators', chat_id: group.id }, 'zh'),
    ).toMatchObject({ subscribe: 'Subscribe to the digest' });
    await citizen.says('/forget');
    await citizen.presses('全部刪除');
    expect(await menuOf(talk, { type: 'chat', chat_id: citizen.id }, 'zh')).toEqual({});
  });

  it('leaves an admin the admin’s menu, in the chosen language', async () => {
    const talk = await startConversation();
    await talk.admin.says('/language English');
    expect(await menuOf(talk, { type: 'chat', chat_id: ADMIN }, 'zh')).toMatchObject({
      decisions: 'Decisions',
      broadcast: 'Send a message to many',
    });
  });
});

describe('a reader of traditional Chinese', () => {
  it('is met in it by the language of the client, the article of the day too', async () => {
    const talk = await startConversation();
    const citizen = talk.citizen({ language: 'zh-hant' });
    const welcome = textsOf(await citizen.says('/start'));
    expect(welcome).toContain('您好，這裡是公報。');
    expect(welcome).toMatch(/《今日平陽》|常務委員會/u);
    expect(await menuOf(talk, { type: 'chat', chat_id: citizen.id }, '')).toMatchObject({
      decisions: '決定',
    });
  });

  it.each([
    ['/search 選舉日', /選舉日/u],
    ['/search 县长', /平陽縣第十七屆人民代表大會常務委員會公告/u],
    ['/appointments 張峻榕', /任命張峻榕為平陽縣人民政府副縣長/u],
    ['/appointments 副縣長', /張峻榕/u],
    ['/issue 2025年1月9號', /今日平陽/u],
    ['/subscribe 決定 任免', /已訂閱：決定、任免/u],
  ])('may type «%s»', async (command, answer) => {
    const talk = await startConversation();
    const citizen = talk.citizen({ language: 'zh-tw' });
    expect(textsOf(await citizen.says(command))).toMatch(answer);
  });

  it('finds what was typed in the other letters on the next page, too', async () => {
    const talk = await startConversation();
    const citizen = talk.citizen({ language: 'zh-hk' });
    await citizen.says('縣');
    const { answers } = await citizen.presses('搜尋');
    expect(textsOf(answers)).toContain('“縣”的搜尋結果');
  });
});

type Scope = NonNullable<
  NonNullable<Parameters<Conversation['bot']['api']['getMyCommands']>[0]>['scope']
>;

async function menuOf({ bot }: Conversation, scope: Scope, code: string) {
  const commands = await bot.api.getMyCommands({
    scope,
    ...(code === '' ? {} : { language_code: code as 'zh' }),
  });
  return Object.fromEntries(commands.map(({ command, description }) => [command, description]));
}
