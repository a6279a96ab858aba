import type { Books } from './books.ts';
import type { Ledger } from './ledger.ts';
import type { Request } from './telegram.ts';
import type { World } from './world.ts';

/** How long a pause, a cancellation or a farewell may take until it holds. */
export const EFFECT_MS = 1_000;
/** A turn of the sender asks the database so often, and claims as far ahead as that takes. */
const QUESTIONS = 10;
const SECOND_MS = 1_000;
/** Due times are whole milliseconds of a clock that is set. */
const CLOCK_MS = 5;
/** What a sender can know of the way to the server and back: its shortest, as far as it has seen. */
const GUESS_MS = 25;
/** Networks are not even: so much closer than they left two messages to a chat may arrive. */
const JITTER_MS = 250;

/** No faster than granted, and nothing after it was called off. */
export function auditPace(world: World, ledger: Ledger): string[] {
  const asked = world.telegram.requests.filter(({ method }) => method.startsWith('send'));
  return [
    ...findFloods(world, asked),
    ...findImpatience(world, asked),
    ...findUnstopped(world, asked),
    ...findCrowding(world, ledger, asked),
  ];
}

/**
 * Strictly, in every second that begins with a message. Answers to commands go past the gate, which
 * lets what a stall held up be made good: so many more may meet by ill luck as answers are among them.
 */
function findFloods({ rate, books }: World, asked: readonly Request[]): string[] {
  const arrived = asked
    .filter(({ arrivedAt }) => arrivedAt !== null)
    .map((request) => ({ ...request, at: request.arrivedAt ?? 0 }))
    .sort((one, other) => one.at - other.at);
  const faults = arrived.flatMap(({ at }, index) => {
    const last = arrived[index + rate];
    if (last === undefined || last.at - at >= SECOND_MS - GUESS_MS) return [];
    const within = arrived.slice(index).filter((each) => each.at - at < SECOND_MS - GUESS_MS);
    const messages = within.filter(({ tokens }) => tokens.length > 0);
    // What the dead made good in their last moments nobody who takes over can know: one more, DESIGN.md 5.
    const isTakeover = new Set(messages.map(({ process }) => process)).size > 1;
    if (messages.length <= rate + (isTakeover ? 1 : 0)) return [];
    if (isDisturbed(books, at, last.at)) return [];
    return [`${messages.length} messages within a second, the last is ${last.id}`];
  });
  return faults.slice(0, 1);
}

/** While time itself was out of order nobody can keep time. */
function isDisturbed({ standstills }: Books, from: number, to: number): boolean {
  return standstills.some((still) => still.from <= to + 2_000 && still.to >= from - 2_000);
}

/**
 * A message is not tried again sooner than was said. (What else its chat is owed may come meanwhile:
 * the waiting is the delivery's, not the chat's. Of a chat that was forgotten nothing is known any more.)
 */
function findImpatience({ books, town }: World, asked: readonly Request[]): string[] {
  const told = asked.filter(
    ({ retryAfter, answeredAt, isUnwritten, tokens }) =>
      retryAfter !== null && answeredAt !== null && !isUnwritten && tokens.length > 0,
  );
  const faults = told.flatMap(({ id, chatId, retryAfter, arrivedAt, tokens }) => {
    const until = (arrivedAt ?? 0) + (retryAfter ?? 0) * SECOND_MS;
    const next = asked.find(
      (other) =>
        other.chatId === chatId && isSame(other, tokens) && other.leftAt > (arrivedAt ?? 0),
    );
    if (!next || next.leftAt >= until - CLOCK_MS || isDisturbed(books, arrivedAt ?? 0, next.leftAt))
      return [];
    const { forgottenAt = [] } = town.at(chatId) ?? {};
    if (forgottenAt.some((at) => at > (arrivedAt ?? 0) && at <= next.leftAt)) return [];
    return [
      `request ${next.id} to chat ${chatId} left ${until - next.leftAt} ms sooner than request ${id} was told`,
    ];
  });
  return faults.slice(0, 1);
}

function isSame({ tokens }: Request, others: readonly string[]): boolean {
  return tokens.some((token) => others.includes(token));
}

function findUnstopped({ books, town, slowMs }: World, asked: readonly Request[]): string[] {
  // Whom the database does not answer does not hear of it either.
  const wasDeaf = (from: number, to: number) =>
    books.troubles.some((at) => at >= from - 1_000 && at <= to);
  const graceFrom = (from: number) =>
    from +
    EFFECT_MS +
    QUESTIONS * slowMs +
    books.standstills.reduce(
      (sum, still) =>
        sum + (still.to > from && still.from < from + EFFECT_MS ? still.to - still.from : 0),
      0,
    );
  const late = books.broadcasts.flatMap(({ number, tokens, stops }) =>
    stops.flatMap(({ from, to }) =>
      asked
        .filter(
          ({ leftAt, tokens: said }) =>
            leftAt > graceFrom(from) &&
            leftAt < to &&
            !wasDeaf(from, leftAt) &&
            said.some((token) => tokens.includes(token)),
        )
        .map(
          ({ id, leftAt }) =>
            `request ${id} left ${leftAt - from} ms after 播${number} was stopped`,
        ),
    ),
  );
  const farewell = town.residents.flatMap(({ forgottenAt, isKnown, ids }) => {
    const last = forgottenAt.at(-1);
    if (last === undefined || isKnown) return [];
    return asked
      .filter(
        ({ chatId, leftAt, tokens }) =>
          ids.includes(chatId) &&
          tokens.length > 0 &&
          leftAt > graceFrom(last) &&
          !wasDeaf(last, leftAt),
      )
      .map(
        ({ id, leftAt }) =>
          `request ${id} left ${leftAt - last} ms after chat ${ids[0]} was forgotten`,
      );
  });
  return [...late.slice(0, 1), ...farewell.slice(0, 1)];
}

/** One a second to a chat, of what was queued together. Answers to commands are not the sender's. */
function findCrowding({ books, town }: World, ledger: Ledger, asked: readonly Request[]): string[] {
  const campaignOf = ({ chatId, tokens }: Request) => {
    const resident = town.at(chatId);
    const rows = resident ? ledger.of(resident) : [];
    return rows.find((row) => row.tokens.some((token) => tokens.includes(token)))?.campaign.id;
  };
  const byChat = Map.groupBy(
    asked.filter(({ tokens }) => tokens.length > 0),
    ({ chatId }) => chatId,
  );
  const isTooSoon = (one: Request, other: Request) =>
    one.messageId !== null &&
    one.process === other.process &&
    other.leftAt - one.leftAt < SECOND_MS - JITTER_MS &&
    !isDisturbed(books, one.leftAt, other.leftAt) &&
    campaignOf(one) === campaignOf(other);
  const faults = [...byChat].flatMap(([chatId, requests]) =>
    requests.flatMap((request, index) => {
      const before = requests[index - 1];
      if (!before || !isTooSoon(before, request)) return [];
      const ms = request.leftAt - before.leftAt;
      return [`requests ${before.id} and ${request.id} to chat ${chatId} left within ${ms} ms`];
    }),
  );
  return faults.slice(0, 1);
}
