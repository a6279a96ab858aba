import type { Told } from './audit.ts';
import type { Row } from './ledger.ts';
import type { Request } from './telegram.ts';
import type { Resident } from './town.ts';
import type { World } from './world.ts';

/** Part after part, digest after digest. What the dead had under way comes when it comes. */
export function findDisorder(
  { books }: World,
  { forgottenAt }: Resident,
  { messages, rows }: Told,
): string[] {
  // What was queued first is told by the clock.
  if (books.setBackMs > 0) return [];
  const faults: string[] = [];
  const rowOf = (message: Request) =>
    rows.find(({ tokens }) => tokens.some((token) => message.tokens.includes(token)));
  // A broadcast may begin again with whoever was forgotten and is back.
  const since = forgottenAt.at(-1) ?? 0;
  let before: Row | undefined;
  for (const message of messages.filter(({ leftAt }) => leftAt >= since)) {
    const row = rowOf(message);
    if (!row || (message.answeredAt === null && message.process.isDead)) continue;
    if (before && isLater(before, row))
      faults.push(`${row.tokens.join(' ')} came after ${before.tokens.join(' ')}`);
    before = row;
  }
  return faults;
}

function isLater(one: Row, other: Row): boolean {
  if (one.campaign.id === other.campaign.id) return one.part > other.part;
  const areDigests = one.campaign.kind === 'digest' && other.campaign.kind === 'digest';
  if (!areDigests) return false;
  // Not by id: the second part of a text that had to be cut is a row of its own, made later.
  if (one.queuedAt === other.queuedAt) return one.campaign.id > other.campaign.id;
  return one.queuedAt > other.queuedAt;
}
