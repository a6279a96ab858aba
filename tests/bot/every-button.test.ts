import { describe, expect, it } from 'vitest';
import { textsIn } from '../../src/bot/texts/index.ts';
import { LANGUAGES, type Language } from '../../src/domain/index.ts';
import { markGone, saveIssue } from '../../src/store/index.ts';
import {
  ADMIN,
  buttonsOf,
  type Conversation,
  type Speaker,
  startConversation,
} from '../support/conversation.ts';
import { expectReadAloud } from '../support/read-aloud.ts';
import { aDecision, anIngest } from '../support/samples.ts';

const CITIZEN_COMMANDS = [
  '/start',
  '/help',
  '/latest',
  '/latest 温州日报',
  '/decisions',
  '/decisions 2025',
  '/appointments',
  '/appointments 张峻榕',
  '/who 副县长',
  '/person 张峻榕',
  '/dates',
  '/news',
  '/search 县',
  '/search 县 2025年',
  '/issue 2025-01-09',
  '/issue 2025-01-11',
  '/subscribe',
  '/settings',
  '/settings 时区 Europe/Rome',
  '/unsubscribe',
  '/follow',
  '/follow 水头镇',
  '/follow 停水|停电 -通知',
  '/unfollow',
  '/unfollow 张峻榕',
  '/missed',
  '/language',
  '/privacy',
  '/export',
  '/forget',
];
const ADMIN_COMMANDS = [
  '/subscribe',
  '/preview',
  '/broadcast 停水',
  '/campaigns',
  '/review',
  '/urgent',
  '/stats',
];

/** The conversation fails by itself if the server refuses anything the bot sends. */
describe.each(LANGUAGES)('every command, and every button there is (%s)', (language) => {
  it.each(['classic', 'rich'] as const)('works in a private chat, %s', async (style) => {
    const talk = await startConversation({ style });
    const citizen = talk.citizen({ language });
    await comeBack(talk, citizen);
    await sayAll(citizen, [...CITIZEN_COMMANDS, '水头镇']);
    const pressed = await pressAll(talk, { speaker: citizen, chatId: citizen.id, language });
    expect(pressed.size).toBeGreaterThan(50);
  });

  it('works for an admin', async () => {
    const talk = await startConversation();
    talk.telegram.addUser({ id: ADMIN, name: 'editor', language, started: true });
    await broadcastTwice(talk, language);
    await sayAll(talk.admin, [...CITIZEN_COMMANDS, ...ADMIN_COMMANDS]);
    const pressed = await pressAll(talk, { speaker: talk.admin, chatId: ADMIN, language });
    expect(pressed.size).toBeGreaterThan(70);
    for (const act of ['show', 'pause', 'resume', 'cancel', 'cancel-yes', 'now', 'now-yes'])
      expect([...pressed].join(' ')).toContain(`campaign:${act}:`);
  });

  it('works in a group with topics', async () => {
    const talk = await startConversation();
    const group = await talk.group({
      kind: 'supergroup',
      id: -1000000500,
      language,
      isForum: true,
    });
    const threadId = talk.telegram.addTopic(group.id, '公告', group.administrator.id);
    await group.administrator.says('/subscribe');
    await group.administrator.says('/settings', { threadId });
    const place = { speaker: group.administrator, chatId: group.id, language };
    const pressed = await pressAll(talk, place);
    expect([...pressed].filter((data) => data.startsWith('topic:'))).toHaveLength(2);
  });

  it.each(['group', 'supergroup', 'channel'] as const)('works in a %s', async (kind) => {
    const talk = await startConversation();
    const group = await talk.group({ kind, id: -1000000500, language });
    await comeBack(talk, { ...group.administrator, id: group.id });
    await sayAll(group.administrator, CITIZEN_COMMANDS);
    const place = { speaker: group.administrator, chatId: group.id, language };
    expect((await pressAll(talk, place)).size).toBeGreaterThan(50);
  });
});

/** A subscriber that was gone while two issues came, and says something again. */
async function comeBack({ db, clock }: Conversation, speaker: Speaker): Promise<void> {
  await speaker.says('/subscribe');
  await markGone(db, speaker.id, 'Forbidden: bot was blocked by the user', clock.now());
  for (const date of ['2025-01-10', '2025-01-12']) {
    const item = aDecision({ title: date, number: date, body: date });
    await saveIssue(db, anIngest({ text: date, date, items: [item], now: clock.now() }));
  }
  await speaker.says('/help');
}

/** One to be sent at once, and one for a set time. */
async function broadcastTwice({ admin, telegram }: Conversation, language: Language) {
  const texts = textsIn(language).admin;
  await admin.says('/subscribe');
  await admin.says('/broadcast 停水');
  await admin.presses(texts.confirm(1));
  await admin.says('/broadcast 停电');
  await admin.presses(texts.later);
  const [first] = buttonsOf(telegram.botMessages(ADMIN).at(-1));
  await admin.presses(first?.text ?? '');
  await admin.presses(texts.timeConfirm);
}

async function sayAll(speaker: Speaker, commands: readonly string[]): Promise<void> {
  for (const command of commands) expect(await speaker.says(command), command).not.toEqual([]);
}

type Place = { readonly speaker: Speaker; readonly chatId: number; readonly language: Language };

/** After these there is less to press: they come last. */
const ENDS =
  /^((settings-)?language|kind|drop|follows|unfollow|forget|cast|digest|time|campaign:(cancel|now)-yes):/;

/** Presses every button once, those that come up by pressing too; returns them all. */
async function pressAll(
  { telegram }: Conversation,
  { speaker, chatId, language }: Place,
): Promise<ReadonlySet<string>> {
  const { failed, administratorsOnly } = textsIn(language);
  const pressed = new Set<string>();
  const heard = new Set<string>();
  let opened = 0;
  for (;;) {
    const messages = telegram.botMessages(chatId);
    for (const message of messages) {
      const shown = JSON.stringify([message.text, message.rich_message, message.reply_markup]);
      if (!heard.has(shown)) expectReadAloud(message);
      heard.add(shown);
    }
    const unpressed = messages
      .flatMap((message) => buttonsOf(message).map((button) => ({ message, button })))
      .flatMap(({ message, button }) =>
        'callback_data' in button ? [{ id: message.message_id, data: button.callback_data }] : [],
      )
      .filter(({ data }) => !pressed.has(data));
    const next = unpressed.find(({ data }) => !ENDS.test(data)) ?? unpressed[0];
    if (!next) return pressed;
    const { id, data } = next;
    // The grid of hours closes with every choice, and opens again for the next.
    if (data !== 'hours' || opened === 24) pressed.add(data);
    else opened += 1;
    const { text } = await telegram.press(speaker.id, chatId, id, data);
    expect([failed, administratorsOnly], data).not.toContain(text);
  }
}
