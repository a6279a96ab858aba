import { expect, it, vi } from 'vitest';
import { languageOf, textsIn } from '../../src/bot/texts/index.ts';
import { startConversation, textOf, textsOf } from '../support/conversation.ts';

const TELEGRAM = { perSecond: 30, privateBurst: 10, perGroupMinute: 20 };

it('one chat that asks without end delays nobody else', async () => {
  const talk = await startConversation({ telegram: { flood: TELEGRAM }, refusals: ['429'] });
  talk.citizen({ id: 5001 });
  talk.citizen({ id: 5002 });
  for (let n = 0; n < 600; n += 1) talk.telegram.say(5001, 5001, '/latest');
  talk.telegram.say(5002, 5002, '/help');
  const answer = await talk.telegram.waitFor(() => talk.telegram.botMessages(5002)[0]);
  expect(textOf(answer)).toContain('/latest');
}, 30_000);

it.each(['zh-hans', 'zh-hant', 'en'])(
  'who asks too fast is told so once, politely (%s)',
  async (language) => {
    const talk = await startConversation();
    const citizen = talk.citizen({ language });
    const { tooFast } = textsIn(languageOf(language));
    for (let n = 0; n < 40; n += 1) talk.telegram.say(citizen.id, citizen.id, '/privacy');
    const told = () => talk.telegram.botMessages(citizen.id).map(textOf);
    await talk.telegram.waitFor(() => told().includes(tooFast) && told().length > 10);
    const answers = await citizen.says('/help');
    expect(told().filter((text) => text === tooFast)).toHaveLength(1);
    // Fewer were answered than asked; the next one, asked in peace, is.
    expect(told().length).toBeLessThan(40);
    expect(textsOf(answers)).toContain('/latest');
  },
  30_000,
);

it('presses that come too fast are answered by a notice, once', async () => {
  const talk = await startConversation();
  const citizen = talk.citizen();
  await citizen.says('/settings');
  const [shown] = talk.telegram.botMessages(citizen.id).slice(-1);
  const notices: string[] = [];
  for (let n = 0; n < 40; n += 1)
    talk.telegram.press(citizen.id, citizen.id, shown?.message_id ?? 0, 'subscribe').then(
      ({ text }) => notices.push(text ?? ''),
      () => undefined, // what was dropped is not answered
    );
  const { tooFast } = textsIn('zh');
  await vi.waitFor(() => expect(notices).toContain(tooFast), 8000);
  await citizen.says('/help');
  expect(notices.filter((text) => text === tooFast)).toHaveLength(1);
  expect(notices.length).toBeLessThan(40);
}, 30_000);
