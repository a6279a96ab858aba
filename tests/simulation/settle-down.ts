import type { Database as SqliteFile } from 'better-sqlite3';
import { resume } from './broadcast-deeds.ts';
import type { Parts } from './build.ts';
import { fillDisk } from './machine-deeds.ts';
import { type Process, stall, suspend } from './process.ts';
import { LOOKED_MS } from './turns.ts';

export type Ending = {
  readonly isOver: () => boolean;
  readonly faults: string[];
};

const LOOK_MS = 1_000;
const HOUR_MS = 3_600_000;
/** Every digest of a week is due after the first, and all quiet hours there were are over after the second. */
const PAUSES_MS = [8 * 24 * HOUR_MS, 12 * HOUR_MS] as const;
/** After so long without anything to do the rest of it is passed over. */
const QUIET_MS = 1_500;
/** With nothing in its way it must come to an end. */
const LONGEST_MS = 15 * 60_000;
/** What is further away than this is not waited for look by look. */
const FAR_MS = 5_000;
/** No clock is set back by more at once, and so long sending times that are reserved may be ahead. */
const LONG_MS = 10 * 60_000;

type Owed = {
  /** Deliveries. */
  readonly open: number;
  /** Of these, those that may be on their way. */
  readonly claimed: number;
  /** When the first chat is due. */
  readonly nextAt: string | null;
  /** Campaigns. */
  readonly running: number;
  /** When the next message may leave. */
  readonly budget: string | null;
};

/** When all is begun nothing more goes wrong, and the service gets the time it needs. */
export function settleDown(
  { world, life, state }: Parts,
  file: SqliteFile,
  busyMs: number,
): Ending {
  const { clock, weather, books, chance, trace } = world;
  const ending = { over: false, faults: [] as string[] };
  const owing = file.prepare(`
    select (select count(*) from deliveries d join campaigns c on c.id = d.campaign_id
        where d.state in ('pending', 'claimed') and c.state in ('running', 'cancelled')) as open,
      (select count(*) from deliveries where state = 'claimed') as claimed,
      (select min(due_at) from (
        select max(d.due_at, coalesce((
            select max(o.due_at) from deliveries o
            where o.chat_id = d.chat_id and o.state = 'pending' and o.reason = 'busy'), '')) as due_at,
          row_number() over (
          partition by d.chat_id order by d.priority, d.created_at, d.campaign_id, d.part) as place
        from deliveries d join campaigns c on c.id = d.campaign_id
        where d.state in ('pending', 'claimed') and c.state = 'running')
        where place = 1) as nextAt,
      (select count(*) from campaigns where state = 'running') as running,
      (select max(next_at) from send_budgets) as budget`);
  let pauses = 0;
  let quietSince = Number.POSITIVE_INFINITY;
  let waited = 0;

  function clearUp(): void {
    trace('everything goes well from here on');
    state.isClear = true;
    weather.clearUp();
    life.do('disk', fillDisk(false));
    for (const said of books.broadcasts)
      if (said.cancelledAt === null && chance.next() < 0.7)
        life.do(`of ${said.number}`, resume(world, said));
    quietSince = clock.now();
    look();
  }

  function look(): void {
    const gongbao = life.gongbao();
    waited += LOOK_MS;
    if (waited > LONGEST_MS) {
      giveUp();
      return;
    }
    if (gongbao && quietSince === Number.POSITIVE_INFINITY) quietSince = clock.now();
    const busyUntil = gongbao ? gongbao.process.stillUntil : life.startsAt();
    clock.after(LOOK_MS + Math.max(0, busyUntil - clock.now()), null, look);
    const { open, claimed, nextAt, running, budget } = owing.get() as Owed;
    const isAsleep = gongbao !== null && gongbao.process.stillUntil > clock.now();
    if (isAsleep) waited = 0;
    if (isAsleep || life.isBusy() || running > 0)
      quietSince = Math.max(clock.now(), gongbao?.process.stillUntil ?? 0);
    // By another clock other things are due. Who sleeps may be replaced long before it would wake.
    const goesOnAt = books.standstills.at(-1)?.to ?? 0;
    if (goesOnAt <= clock.now()) quietSince = Math.max(quietSince, goesOnAt);
    // While nobody is up there is no quiet: what is due is begun only then.
    if (!gongbao) quietSince = Number.POSITIVE_INFINITY;
    if (!gongbao || isAsleep || life.isBusy()) return;
    const quietMs = clock.now() - quietSince;
    if (open === 0 && running === 0 && quietMs > LOOKED_MS) {
      goOn();
      return;
    }
    if (open === 0 && running === 0 && quietMs > QUIET_MS && quietMs < LOOKED_MS - QUIET_MS)
      passOver(gongbao.process, LOOKED_MS - QUIET_MS - quietMs);
    const wall = clock.now() + gongbao.process.skewMs;
    const wait = Math.max(
      Date.parse(nextAt ?? '') || 0,
      Date.parse(budget?.slice(0, 23).concat('Z') ?? '') || 0,
    );
    const far = wait - wall - FAR_MS;
    // Hours with an answer awaited would be a sleep, after which the service wakes with what is old.
    if (open > 0 && far > 0 && (claimed === 0 || far < LONG_MS)) pass(far);
  }

  /** Nobody has anything to do meanwhile. */
  function pass(ms: number): void {
    trace(`${ms} ms pass`);
    const process = life.gongbao()?.process;
    if (process) suspend(process, ms);
    clock.skip(ms);
    quietSince = clock.now();
  }

  /** Whatever it does again and again it does once. */
  function passOver(process: Process, ms: number): void {
    stall(process, ms);
    clock.skip(ms);
  }

  function goOn(): void {
    books.settled.push({ at: clock.now(), wall: world.wall() });
    const ms = PAUSES_MS[pauses];
    if (ms === undefined) {
      ending.over = true;
      return;
    }
    pauses += 1;
    waited = 0;
    if (chance.next() < 0.5) pass(ms);
    else life.restart(ms);
  }

  function giveUp(): void {
    ending.over = true;
    const owed = JSON.stringify(owing.get());
    ending.faults.push(
      `it does not come to an end: ${owed}, busy ${life.isBusy()}, up ${life.gongbao() !== null}`,
    );
  }

  clock.after(busyMs, null, clearUp);
  return { isOver: () => ending.over, faults: ending.faults };
}
