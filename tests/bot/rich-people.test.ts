import type { Message } from 'grammy/types';
import { describe, expect, it } from 'vitest';
import { saveIssue } from '../../src/store/index.ts';
import { type Conversation, startConversation, textsOf } from '../support/conversation.ts';
import { anAct, anAppointment, anIngest } from '../support/samples.ts';

const LANGUAGES = [
  { language: 'zh-hans', rich: '图文样式', next: '下一页', past: '看已离任的' },
  { language: 'zh-hant', rich: '圖文樣式', next: '下一頁', past: '看已離任的' },
  { language: 'en', rich: 'Rich style', next: 'Next page', past: 'Who has left' },
];

/** Whether it is a rich message, and what its table says. */
function tableIn([message]: readonly Message[]): string {
  const blocks = message && 'rich_message' in message ? message.rich_message?.blocks : undefined;
  return JSON.stringify(blocks?.filter(({ type }) => type === 'table') ?? []);
}

async function announce(talk: Conversation): Promise<void> {
  const people = Array.from(
    { length: 12 },
    (_, index) => `欧阳雪${'甲乙丙丁戊己庚辛壬癸子丑'[index]}`,
  );
  const acts = people.map((person) =>
    anAct({ person, organization: '平阳县民政局', post: '局长' }),
  );
  await saveIssue(
    talk.db,
    anIngest({ text: 'people', date: '2025-01-08', items: [anAppointment({ acts })] }),
  );
}

describe('for a chat that chose rich messages', () => {
  it.each(LANGUAGES)(
    '/who, /person and /dates come in tables, and turn in place: $language',
    async (words) => {
      const talk = await startConversation();
      await announce(talk);
      const citizen = talk.citizen({ language: words.language });
      await citizen.says('/subscribe');
      await citizen.says('/settings');
      await citizen.presses(words.rich);
      const who = await citizen.says('/who 副县长');
      expect(tableIn(who)).toContain(
        '张峻榕'.replace('张', words.language === 'zh-hant' ? '張' : '张'),
      );
      const past = await citizen.presses(words.past);
      expect(past.answers.map(({ message_id: id }) => id)).toEqual([who[0]?.message_id]);
      expect(tableIn(past.answers)).toMatch(/陈国翰|陳國翰/u);
      const many = await citizen.says('/who 民政局 局长');
      const turned = await citizen.presses(words.next);
      expect(turned.answers.map(({ message_id: id }) => id)).toEqual([many[0]?.message_id]);
      expect(tableIn(turned.answers)).toContain('"text":"12"');
      expect(tableIn(await citizen.says('/person 张峻榕'))).toMatch(/副县长|副縣長/u);
      expect(tableIn(await citizen.says('/dates'))).toContain('2025');
    },
  );

  it('who asks in plain words gets the table, too', async () => {
    const talk = await startConversation({ style: 'rich' });
    expect(tableIn(await talk.citizen().says('副县长是谁？'))).toContain('张峻榕');
  });

  it('a server without them is told the same in classic ones, and pages turn there', async () => {
    const telegram = { missingMethods: ['sendRichMessage'] };
    const talk = await startConversation({ style: 'rich', telegram, refusals: ['404'] });
    const plain = await startConversation();
    for (const each of [talk, plain]) await announce(each);
    const [rich, classic] = [talk.citizen(), plain.citizen()];
    for (const command of ['/person 张峻榕', '/dates', '/who 民政局 局长'])
      expect(textsOf(await rich.says(command))).toBe(textsOf(await classic.says(command)));
    const { answers } = await rich.presses('下一页');
    expect(textsOf(answers)).toContain('第 2 页');
  });
});
