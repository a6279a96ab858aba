import { expect, it } from 'vitest';
import { startConversation, textOf } from '../support/conversation.ts';

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
