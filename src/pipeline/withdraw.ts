import type { Dispatcher } from '../deliver/index.ts';
import { type Claimed, type Db, stillOwed } from '../store/index.ts';

/** Takes back what has not left yet and is not to leave any more. */
export async function withdraw(db: Db, dispatcher: Dispatcher<Claimed>): Promise<Claimed[]> {
  const waiting = dispatcher.listWaiting();
  if (waiting.length === 0) return [];
  const asked = new Set(waiting.map(({ id }) => id));
  const owed = await stillOwed(db, waiting);
  return dispatcher.takeWaiting(({ id }) => asked.has(id) && !owed.has(id));
}
