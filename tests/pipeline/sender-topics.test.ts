import { expect, it } from 'vitest';
import { deliveryCounts, findCampaign, findChat, setTopic } from '../../src/store/index.ts';
import { describeOnEachDialect } from '../support/databases.ts';
import { addChats, queueFor } from '../support/outbox.ts';
import { refusal, setUp, untilFinished } from '../support/sending.ts';

const GROUPS = Array.from({ length: 12 }, (_, index) => -1001 - index);

describeOnEachDialect('the sender, where topics were deleted', (open) => {
  it('tells each group once, outside of the topic, and blames nobody', async () => {
    const { db } = await open();
    await addChats(db, GROUPS, 'supergroup');
    for (const id of GROUPS) await setTopic(db, id, 7);
    await queueFor(db, GROUPS, { dueAt: new Date() });
    const { server, sender } = await setUp(db, {
      fault: ({ payload }) =>
        'message_thread_id' in payload
          ? refusal(400, 'Bad Request: message thread not found')
          : undefined,
    });
    sender.start();
    await untilFinished(db);
    for (const id of GROUPS) {
      expect(server.takenBy(id)).toBe(1);
      expect((await findChat(db, id))?.topicId).toBeNull();
    }
    expect(await deliveryCounts(db)).toMatchObject({ sent: 12, refused: 0, gone: 0 });
    expect(await findCampaign(db, 'c1')).toMatchObject({ pauseReason: null });
    expect(sender.stats().settled).toMatchObject({ topicless: 12, sent: 12 });
  });
});
