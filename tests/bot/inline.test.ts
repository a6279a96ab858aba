import type { MessageEntity } from 'grammy/types';
import { describe, expect, it } from 'vitest';
import { findChat, saveIssue } from '../../src/store/index.ts';
import {
  buttonsOf,
  type Conversation,
  startConversation,
  textOf,
} from '../support/conversation.ts';
import { aDecision, anAct, anIngest } from '../support/samples.ts';

const WANG = 5001;

function ask({ telegram }: Conversation, text: string, { id = WANG, offset = '' } = {}) {
  return telegram.askInline(id, id, { text, offset });
}

/** So many decisions about one thing, in one issue. */
async function print({ db, clock }: Conversation, count: number, words = '停水通告') {
  const items = Array.from({ length: count }, (_, index) =>
    aDecision({ title: `${words}第${index + 1}号`, number: `第${index + 1}号`, body: words }),
  );
  const issue = anIngest({ text: words, date: '2025-01-10', items, now: clock.now() });
  await saveIssue(db, issue);
}

describe('words after the bot’s name, in any chat', () => {
  it('offer articles, and what is chosen is a whole message with a way to the full text', async () => {
    const talk = await startConversation();
    const citizen = talk.citizen();
    const answer = await ask(talk, '张峻榕');
    expect(answer.isPersonal).toBe(true);
    expect(answer.results.length).toBeGreaterThan(0);
    const [first] = answer.results;
    expect(first?.title).toContain('常务委员会公告');
    expect(first?.description).toMatch(/^任免 · 2025年1月9日 · 任命/);
    const sent = talk.telegram.chooseResult(WANG, WANG, {
      answerId: answer.id,
      resultId: first?.id ?? '',
    });
    expect(sent.via_bot?.username).toBe(talk.telegram.bot.username);
    expect(textOf(sent)).toContain('任命张峻榕为平阳县人民政府副县长');
    expect(textOf(sent)).toContain('来源：今日平阳，2025年1月9日（星期四）');
    expect(sent.entities?.[0]).toMatchObject({
      type: 'bold',
      offset: 0,
    } satisfies Partial<MessageEntity>);
    const [button] = buttonsOf(sent);
    const payload = /^https:\/\/t\.me\/\w+\?start=(item_\d+)$/.exec(
      button && 'url' in button ? button.url : '',
    )?.[1];
    const whole = await citizen.says(`/start ${payload}`);
    expect(textOf(whole[0])).toContain('张峻榕');
  });

  it('say nothing to whoever shares in the bot’s own chat', async () => {
    const talk = await startConversation();
    talk.citizen();
    const answer = await ask(talk, '张峻榕');
    talk.telegram.chooseResult(WANG, WANG, {
      answerId: answer.id,
      resultId: answer.results[0]?.id ?? '',
    });
    await talk.handled(({ message }) => message?.via_bot !== undefined);
    expect(talk.telegram.botMessages(WANG)).toEqual([]);
  });

  it('are none: the newest issue is offered, as printed', async () => {
    const talk = await startConversation();
    talk.citizen();
    const sample = await ask(talk, '');
    expect(sample.results.length).toBeGreaterThan(3);
    await print(talk, 2);
    talk.clock.advance(61_000);
    const titles = (await ask(talk, ' ')).results.map(({ title }) => title);
    expect(titles).toEqual(['停水通告第1号', '停水通告第2号']);
  });

  it('come in pages, each article once, until there are no more', async () => {
    const talk = await startConversation();
    talk.citizen();
    await print(talk, 45);
    const seen: string[] = [];
    let offset = '';
    do {
      const answer = await ask(talk, '停水通告', { offset });
      seen.push(...answer.results.map(({ id }) => id));
      offset = answer.nextOffset;
    } while (offset !== '');
    expect(seen).toHaveLength(45);
    expect(new Set(seen).size).toBe(45);
  });

  it('may name one article, as the button that shares it does', async () => {
    const talk = await startConversation();
    talk.citizen();
    const [first] = (await ask(talk, '张峻榕')).results;
    const one = await ask(talk, (first?.id ?? '').replace('_', ' '));
    expect(one.results.map(({ id }) => id)).toEqual([first?.id]);
    expect((await ask(talk, 'item 999999')).button).not.toBeNull();
  });

  it('that find nothing lead to the bot', async () => {
    const talk = await startConversation();
    talk.citizen();
    const answer = await ask(talk, '没有这样的词');
    expect(answer).toMatchObject({
      results: [],
      button: { text: '没有找到，到公报里查找', startParameter: 'search' },
    });
  });

  it('are read as those of /search and /follow', async () => {
    const talk = await startConversation();
    talk.citizen();
    await print(talk, 2, '停水通告');
    const titles = async (words: string) =>
      (await ask(talk, words)).results.map(({ title }) => title);
    expect(await titles('停水通告 -第1号')).toEqual(['停水通告第2号']);
    expect(await titles('没有这样的词|停水通告')).toHaveLength(2);
    expect(await titles('-停水')).toEqual([]);
  });

  it.each([
    ['zh-hans', '可以查找报纸刊出的决定', '/search 选举日'],
    ['zh-hant', '可以搜尋報紙刊出的決定', '/search '],
    ['en', 'You can search the decisions', '/search 选举日'],
  ])(
    'the way to the bot says in %s how to search, to newcomers and subscribers',
    async (language, greeting, usage) => {
      const talk = await startConversation();
      const citizen = talk.citizen({ language });
      for (const before of [undefined, '/subscribe']) {
        if (before) await citizen.says(before);
        const [how] = await citizen.says('/start search');
        expect(textOf(how)).toContain(greeting);
        expect(textOf(how)).toContain(usage);
      }
    },
  );

  it.each(['%', '"', 'item 0', '*', '-县', '\u0000', '县'.repeat(256)])(
    'may be anything: «%s»',
    async (words) => {
      const talk = await startConversation();
      talk.citizen();
      expect(Array.isArray((await ask(talk, words)).results)).toBe(true);
    },
  );

  it('are answered with a forged or an old offset too', async () => {
    const talk = await startConversation();
    talk.citizen();
    for (const offset of ['x', '-1', '9999', '1e9'])
      expect((await ask(talk, '张峻榕', { offset })).nextOffset).toBe('');
  });

  it('are answered in the language of who asks, as they chose it', async () => {
    const talk = await startConversation();
    talk.citizen();
    talk.citizen({ id: 5002, language: 'en' });
    talk.citizen({ id: 5003, language: 'zh-hant' });
    expect((await ask(talk, '张峻榕')).results[0]?.description).toContain('任免 · 2025年1月9日');
    const english = await ask(talk, '张峻榕', { id: 5002 });
    expect(english.results[0]?.description).toContain('9 January 2025');
    const traditional = await ask(talk, '张峻榕', { id: 5003 });
    expect(traditional.results[0]?.description).toContain('任命張峻榕為平陽縣');
  });

  it('are noted nowhere', async () => {
    const talk = await startConversation();
    talk.citizen();
    await ask(talk, '悄悄话');
    expect(await findChat(talk.db, WANG)).toBeUndefined();
    expect(talk.log.join('')).not.toMatch(/悄悄话|王芳|5001/u);
  });

  it('of one person do not wait for those of another', async () => {
    const talk = await startConversation();
    const ids = Array.from({ length: 30 }, (_, index) => 6000 + index);
    for (const id of ids) talk.citizen({ id });
    const answers = await Promise.all(ids.map((id) => ask(talk, '张峻榕', { id })));
    expect(answers.every(({ results }) => results.length > 0)).toBe(true);
  });
});

describe('a shared article', () => {
  it('fits one message, however many acts it has, and says how many more there are', async () => {
    const talk = await startConversation();
    talk.citizen();
    const acts = Array.from({ length: 60 }, (_, index) =>
      anAct({
        person: `王${'芳'.repeat(30)}${index}`,
        post: '长'.repeat(80),
        organization: `第${index}${'局'.repeat(80)}`,
      }),
    );
    const item = aDecision({ title: '任'.repeat(400), number: '第9号', body: '任命', acts });
    const issue = { text: '任命', date: '2025-01-11', items: [item], now: talk.clock.now() };
    await saveIssue(talk.db, anIngest(issue));
    const answer = await ask(talk, '');
    const sent = talk.telegram.chooseResult(WANG, WANG, {
      answerId: answer.id,
      resultId: answer.results[0]?.id ?? '',
    });
    expect(textOf(sent).length).toBeLessThanOrEqual(4096);
    expect(textOf(sent)).toContain('另有 50 项任免，见全文。');
  });
});
