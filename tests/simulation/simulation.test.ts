import { afterAll, beforeAll, expect, it } from 'vitest';
import { createSender, type SenderOptions } from '../../src/pipeline/sender.ts';
import type { MakeSender } from './gongbao.ts';
import type { RunOptions } from './run.ts';
import { openTheatre, type Theatre } from './theatre.ts';

/** A failing run is played again by its number: `npm run simulate -- --seed 1 --run N --trace`. */
const SEED = 1;
const RUNS = 60;
/** Every so many runs one is played twice. */
const TWICE = 25;

let theatre: Theatre;

beforeAll(async () => {
  theatre = await openTheatre();
});

afterAll(() => theatre.close());

it('whatever dies, fails or is told otherwise, nobody misses anything, and nothing comes again without a cause', async () => {
  const sum = { crashes: 0, messages: 0, lost: 0 };
  for (let run = 0; run < RUNS; run += 1) {
    const { faults, hash, crashes, messages, repeats } = await theatre.play({ seed: SEED, run });
    expect({ run, faults }).toEqual({ run, faults: [] });
    if (run % TWICE === 0) expect((await theatre.play({ seed: SEED, run })).hash).toBe(hash);
    sum.crashes += crashes;
    sum.messages += messages;
    sum.lost += repeats['answer lost'];
  }
  // Enough goes wrong, and enough arrives.
  expect(sum.crashes).toBeGreaterThan(RUNS);
  expect(sum.messages).toBeGreaterThan(20 * RUNS);
  expect(sum.lost).toBeGreaterThan(0);
}, 600_000);

type Post = SenderOptions['api']['post'];

/** The real sender with other hands. */
function withPost(post: (original: Post) => Post): MakeSender {
  return (options) => {
    const original: Post = (...call) => options.api.post(...call);
    return createSender({ ...options, api: { ...options.api, post: post(original) } });
  };
}

/** Senders as they were written before, and what they are found out by; what few towns live to see is looked for from a run. */
const WRONG: readonly (readonly [string, RegExp, MakeSender, from?: number])[] = [
  [
    'says that it sent what it did not send',
    /said to be sent, and is not there/,
    withPost(() => () => Promise.resolve({ ok: true, result: { message_id: 1 } })),
  ],
  [
    'tries again by itself when it has no answer',
    /came again|lost/,
    withPost((original) => async (...call) => {
      await original(...call);
      return original(...call);
    }),
  ],
  [
    'takes every refusal for a message that arrived',
    /said to be sent, and is not there/,
    withPost((original) => async (...call) => {
      const answer = await original(...call);
      const isOk = typeof answer === 'object' && answer !== null && 'result' in answer;
      return isOk ? answer : { ok: true, result: { message_id: 1 } };
    }),
  ],
  [
    'says everything in the whole group, whatever topic was chosen',
    /went to the topic null/,
    withPost((original) => (method, body) => {
      const { message_thread_id: _, ...payload } = JSON.parse(body.toString('utf8'));
      return original(method, Buffer.from(JSON.stringify(payload)));
    }),
  ],
  [
    'takes a topic that is gone for a fault of the text',
    /is lost; the ledger says refused/,
    withPost((original) => async (...call) => {
      const answer = await original(...call);
      const isTopicGone = JSON.stringify(answer).includes('thread not found');
      return isTopicGone ? { ok: false, error_code: 400, description: 'Bad Request: x' } : answer;
    }),
    8,
  ],
  [
    'sends three times as fast as is granted',
    /messages within a second/,
    (options) => createSender({ ...options, rate: options.rate * 3 }),
    7,
  ],
  [
    'sends again what should be held',
    /came again/,
    (options) => createSender({ ...options, unknownPolicy: 'resend' }),
  ],
];

it.each(WRONG.map(([what, found, makeSender, from]) => ({ what, found, makeSender, from })))(
  'a sender that $what is found out',
  ({ found, makeSender, from }) => findsOut(found, { makeSender }, from),
  300_000,
);

async function findsOut(
  found: RegExp,
  wrong: Partial<Pick<RunOptions, 'makeSender' | 'meddling' | 'isReunited'>>,
  from = 0,
): Promise<void> {
  const faults: string[] = [];
  for (let run = from; run < from + 60 && !faults.some((fault) => found.test(fault)); run += 1)
    faults.push(...(await theatre.play({ seed: SEED, run, ...wrong })).faults);
  expect(faults.filter((fault) => found.test(fault))).not.toEqual([]);
}

/** What few towns live to see is looked for from this run, or where everybody does it. */
type Seen = { readonly from?: number; readonly isReunited?: boolean };

/** What a planner would do that forgets something, done to its tables. */
const FORGETFUL: readonly (readonly [string, RegExp, string, Seen?])[] = [
  [
    'forgets quiet hours',
    /in quiet hours/,
    'update subscriptions set quiet_from = null, quiet_to = null',
  ],
  [
    'takes every broadcast for an urgent one',
    /was broadcast at .*, in quiet hours/,
    `create trigger forget after update of state on campaigns when new.kind = 'broadcast' and new.urgent = 0
     begin update campaigns set urgent = 1 where id = new.id; end`,
  ],
  [
    'broadcasts urgently to those who want nothing urgent',
    /was broadcast at .*, in quiet hours/,
    'update subscriptions set urgent = 1',
  ],
  [
    'forgets what it told before its turn',
    /came again/,
    'create trigger forget after insert on told_items begin delete from told_items; end',
  ],
  [
    'tells all that is followed with the digest',
    /before its turn/,
    'update interests set frequency = null, told_through = null, due_at = null',
  ],
  [
    'forgets what waited for a turn that is none any more',
    /is lost; the ledger says nothing/,
    `create trigger forget after update of frequency on interests when new.frequency is null
     begin update interests set told_through = null, due_at = null where id = new.id; end;
     create trigger forget_again after update of told_through on interests
     when new.frequency is null and new.told_through is not null
     begin update interests set told_through = null, due_at = null where id = new.id; end`,
    { from: 21, isReunited: true },
  ],
  [
    'tells nothing at once',
    /was not queued by/,
    `insert into settings (key, value, updated_at)
     values ('urgent', '{"isOn":false,"words":[],"kinds":[]}', '2025-01-01T00:00:00.000Z')`,
  ],
  ['wakes those who want nothing urgent', /came as urgent/, 'update subscriptions set urgent = 1'],
  [
    'takes every clock for the paper’s',
    /before its turn|in quiet hours/,
    'update subscriptions set timezone = null',
  ],
  [
    'does not tell whom it reminded that the date was corrected',
    /was not corrected/,
    'create trigger forget after update of told_date on reminders begin update reminders set told_date = null; end',
    { from: 110 },
  ],
  [
    'reminds a day before and not a week',
    /was not queued 7 days before/,
    'create trigger forget after insert on reminders when new.days_before = 7 begin delete from reminders where id = new.id; end',
  ],
  [
    'goes on when it was asked to stop',
    /it was over/,
    'create trigger forget before delete on reminders begin select raise(ignore); end',
    { from: 5 },
  ],
];

it.each(FORGETFUL.map(([what, found, meddling, seen]) => ({ what, found, meddling, seen })))(
  'a planner that $what is found out',
  ({ found, meddling, seen = {} }) => {
    const { from, isReunited } = seen;
    return findsOut(found, { meddling, isReunited }, from);
  },
  300_000,
);

it('a town in which everybody gives up what comes apart is told all of it with the digests', async () => {
  for (let run = 0; run < 5; run += 1)
    expect((await theatre.play({ seed: SEED, run, isReunited: true })).faults).toEqual([]);
}, 300_000);

it('one town comes through its service dying at any point', async () => {
  const { points } = await theatre.play({ seed: SEED, run: 3, crashAt: Number.POSITIVE_INFINITY });
  const step = Math.ceil(points / 20);
  for (let crashAt = 1; crashAt <= points; crashAt += step) {
    const { faults } = await theatre.play({ seed: SEED, run: 3, crashAt });
    expect({ crashAt, faults }).toEqual({ crashAt, faults: [] });
  }
}, 300_000);
