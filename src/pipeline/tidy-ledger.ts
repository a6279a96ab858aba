import { type Db, discardDrafts, dropMessages, retireChats, trimLedger } from '../store/index.ts';

type Deps = {
  readonly db: Db;
  readonly now: () => Date;
  /** So long after its end a campaign's deliveries are kept. */
  readonly ledgerDays: number;
  readonly signal: AbortSignal;
};

type Tidied = { readonly deliveries: number; readonly messages: number; readonly chats: number };

/** Who has not been back for half a year is not coming back: nothing is kept of people without a use. */
const GONE_DAYS = 180;
const DAY_MS = 86_400_000;

/** Drops what the rules of retention say, a little at a time. Safe to run again, and to cut off. */
export async function tidyLedger({ db, now, ledgerDays, signal }: Deps): Promise<Tidied> {
  const ago = (days: number) => new Date(now().getTime() - days * DAY_MS);
  const until = { before: ago(ledgerDays), signal };
  const chats = await retireChats(db, { before: ago(GONE_DAYS), signal });
  const deliveries = await trimLedger(db, until, now());
  await discardDrafts(db, until.before);
  return { deliveries, messages: await dropMessages(db, until), chats };
}
