import type { Told } from './audit.ts';
import { EFFECT_MS } from './audit-pace.ts';
import type { Row } from './ledger.ts';
import type { Request } from './telegram.ts';
import { isReminder } from './tokens.ts';
import type { Resident } from './town.ts';
import type { World } from './world.ts';

/** Messages a chat got more than once, by why. */
export type Repeats = { readonly 'answer lost': number; readonly 'in flight at a crash': number };

/** Each time but the last it must have been unclear whether it had arrived, and resending the policy. */
export function findRepeats(
  { policy }: World,
  { backAt }: Resident,
  { messages, rows }: Told,
  repeats: { -readonly [cause in keyof Repeats]: number },
): string[] {
  const faults: string[] = [];
  const before = new Map<string, Request>();
  // In the order they left: what the dead had under way may come after what was sent in its place.
  for (const message of messages.toSorted((one, other) => one.id - other.id)) {
    const age = backAt.filter((at) => at <= message.leftAt).length;
    const causes = new Set<keyof Repeats | null>();
    for (const token of message.tokens) {
      const key = `${age} ${token}`;
      const earlier = before.get(key);
      before.set(key, message);
      if (!earlier || isSaidTwice(token, rows) || isFarewell(earlier, backAt)) continue;
      const cause = policy === 'hold' ? null : causeOf(earlier);
      causes.add(cause);
      if (cause === null)
        faults.push(
          `${token} came again: request ${earlier.id} was answered, and ${message.id} sent all the same`,
        );
    }
    for (const cause of causes) if (cause) repeats[cause] += 1;
  }
  return faults;
}

/** Of a day on which two reminders are told, each says that it is today. */
function isSaidTwice(token: string, rows: readonly Row[]): boolean {
  return isReminder(token) && rows.filter(({ tokens }) => tokens.includes(token)).length > 1;
}

/** What was on its way when a chat was forgotten is of the life before, in which nothing is known any more. */
function isFarewell({ leftAt }: Request, backAt: readonly number[]): boolean {
  return backAt.some((at) => leftAt >= at && leftAt < at + EFFECT_MS);
}

function causeOf({ answeredAt, isLost, isUnwritten }: Request): keyof Repeats | null {
  if (isLost) return 'answer lost';
  return answeredAt === null || isUnwritten ? 'in flight at a crash' : null;
}
