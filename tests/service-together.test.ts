import { writeFile } from 'node:fs/promises';
import { sql } from 'kysely';
import { describe, expect, it, onTestFinished } from 'vitest';
import { auditCampaigns, type Db, deliveryCounts, openDatabase } from '../src/store/index.ts';
import { workFolder } from './support/command-line.ts';
import { describeOnPostgres, type Open } from './support/databases.ts';
import { startMarkedBotApi, type Taken } from './support/marked-bot-api.ts';
import { type RunningService, startProcess } from './support/service-process.ts';

const CHATS = Array.from({ length: 3_000 }, (_, index) => 100_001 + index);
const CITIZEN = 7;
const KILLS = 10;
const CONCURRENCY = 20;
/** A message counts as in flight at a kill as long as its answer may not have been written down. */
const IN_FLIGHT_MS = 1_000;
const WHILE = { timeout: 60_000, interval: 20 };

/** The services of a town, each with an address of its own at Telegram. */
async function startTown(url: string, rate: number, more: Record<string, string> = {}) {
  const telegram = await startMarkedBotApi();
  onTestFinished(telegram.close);
  telegram.addUser({ id: CITIZEN, name: 'Citizen', language: 'en', started: true });
  const settings = {
    DATABASE_URL: url.startsWith('postgres') ? url : 'sqlite:gongbao.db',
    BOT_TOKEN: telegram.token,
    ...{ ALLOW_PAID_BROADCAST: 'true', SEND_RATE: String(rate) },
    SEND_CONCURRENCY: String(CONCURRENCY),
    ...more,
  };
  const folder = await workFolder(settings);
  const at = url.startsWith('postgres') ? url : `sqlite:${folder.path('gongbao.db')}`;
  onTestFinished(folder.remove);
  let count = 0;
  /** By the name of the process: when it was killed. */
  const killedAt = new Map<string, number>();

  async function start(...words: readonly string[]): Promise<Named> {
    const name = `p${++count}`;
    const set = { ...settings, BOT_API_ROOT: telegram.rootFor(name) };
    const service = await startProcess(folder.dir, set, words);
    onTestFinished(async () => void (await service.end('SIGKILL')));
    return { ...service, name };
  }
  async function kill({ name, end }: Named): Promise<void> {
    killedAt.set(name, performance.now());
    await end('SIGKILL');
  }
  return { telegram, folder, start, kill, killedAt, url: at };
}

const SECRET = { 'x-telegram-bot-api-secret-token': 'hook-secret' };

function helpAsked(id: number): object {
  const chat = { id: CITIZEN, type: 'private', first_name: 'Citizen' };
  const from = { ...chat, is_bot: false, language_code: 'en' };
  const entities = [{ type: 'bot_command', offset: 0, length: 5 }];
  return {
    update_id: id + 1,
    message: { message_id: id + 1, date: 0, chat, from, text: '/help', entities },
  };
}

type Named = RunningService & { readonly name: string };
type Town = Awaited<ReturnType<typeof startTown>>;

async function rolesOf({ url }: RunningService): Promise<string> {
  return (await fetch(`${url}/readyz`)).text();
}

async function broadcast({ folder }: Town): Promise<void> {
  await writeFile(folder.path('chats.csv'), `chat_id\n${CHATS.join('\n')}\n`);
  await folder.gongbao('chats', 'import', folder.path('chats.csv'));
  expect((await folder.gongbao('broadcast', '明天停水')).code).toBe(0);
}

/** Kills a process of those that `pick` gives each time another eleventh of the town has its message. */
async function killWhileSending(
  { telegram, kill }: Town,
  pick: () => Promise<Named>,
  afterKill: (killed: Named) => unknown,
): Promise<void> {
  for (let kills = 1; kills <= KILLS; kills++) {
    const share = (CHATS.length * kills) / (KILLS + 1);
    await expect.poll(() => telegram.taken.length, WHILE).toBeGreaterThan(share);
    const victim = await pick();
    await kill(victim);
    await afterKill(victim);
  }
}

/** Nobody is left out, and whoever has it twice has it from a process that died before it could note it. */
async function expectExact({ telegram, killedAt, url }: Town): Promise<void> {
  const { db, close } = await openDatabase(url);
  const sent = async () => (await deliveryCounts(db)).sent;
  await expect.poll(sent, { ...WHILE, interval: 200 }).toBe(CHATS.length);
  const byChat = Map.groupBy(telegram.taken, ({ chatId }) => chatId);
  expect(CHATS.filter((chat) => !byChat.has(chat))).toEqual([]);
  const repeats = CHATS.flatMap((chat) => byChat.get(chat)?.slice(0, -1) ?? []);
  const wasInFlight = ({ by, at }: Taken) =>
    Math.abs((killedAt.get(by) ?? Number.POSITIVE_INFINITY) - at) < IN_FLIGHT_MS;
  expect(repeats.filter((repeat) => !wasInFlight(repeat))).toEqual([]);
  expect(repeats.length).toBeLessThanOrEqual(KILLS * CONCURRENCY);
  expect(telegram.counts().refusals['429'] ?? 0).toBe(0);
  expect(await auditCampaigns(db, new Date(), {})).toEqual([]);
  await close();
}

describe('a broadcast to 3,000 chats, killed ten times (SQLite)', () => {
  it('misses nobody, and repeats only what was in flight', async () => {
    const town = await startTown('sqlite:gongbao.db', 400);
    let service = await town.start();
    await broadcast(town);
    await killWhileSending(
      town,
      async () => service,
      async () => {
        service = await town.start();
      },
    );
    await expectExact(town);
  }, 180_000);
});

/** Stops it until that is between two statements of a transaction, and says when it was. */
async function hangInTransaction(db: Db, { child }: Named): Promise<number> {
  for (;;) {
    child.kill('SIGSTOP');
    const at = performance.now();
    if (await isHangingInTransaction(db)) return at;
    child.kill('SIGCONT');
  }
}

/** Those that do not hang go on within milliseconds, or wait for who does. */
async function isHangingInTransaction(db: Db): Promise<boolean> {
  await sql`select pg_sleep(0.3)`.execute(db);
  const { rows } = await sql`
    select 1 from pg_stat_activity
    where datname = current_database() and state = 'idle in transaction'
      and state_change < clock_timestamp() - interval '250 milliseconds'`.execute(db);
  return rows.length > 0;
}

describeOnPostgres('three processes', (open: Open) => {
  async function startThree(rate: number) {
    const town = await startTown((await open()).url, rate);
    return { town, running: await Promise.all([town.start(), town.start(), town.start()]) };
  }

  async function pollerOf(running: readonly Named[]): Promise<Named> {
    const roles = await Promise.all(running.map(rolesOf));
    const poller = running[roles.findIndex((each) => each.includes('poller'))];
    if (!poller) throw new Error(`Nobody polls: ${roles.join()}`);
    return poller;
  }

  it('killed at random ten times in the middle of a broadcast, miss nobody and repeat only what was in flight', async () => {
    const { town, running } = await startThree(150);
    await broadcast(town);
    const starting = new Set<Promise<unknown>>();
    const pick = async () => {
      await expect.poll(() => running.length, WHILE).toBeGreaterThan(1);
      return running[Math.floor(Math.random() * running.length)] as Named;
    };
    await killWhileSending(town, pick, (killed) => {
      running.splice(running.indexOf(killed), 1);
      starting.add(town.start().then((service) => running.push(service)));
    });
    await expectExact(town);
    await Promise.all(starting);
    const names = new Set(town.telegram.taken.map(({ by }) => by));
    expect(names.size).toBeGreaterThan(3);
  }, 180_000);

  it.each([
    ['is killed', 'SIGKILL'],
    ['hangs', 'SIGSTOP'],
  ] as const)(
    'answer within ten seconds though the one that polls %s',
    async (_, signal) => {
      const { town, running } = await startThree(30);
      await expect
        .poll(async () => (await Promise.all(running.map(rolesOf))).join())
        .toContain('poller');
      const poller = await pollerOf(running);
      const { telegram } = town;
      const answers = () => telegram.botMessages(CITIZEN).length;
      telegram.say(CITIZEN, CITIZEN, '/help');
      await expect.poll(answers, WHILE).toBe(1);
      poller.child.kill(signal);
      const at = performance.now();
      telegram.say(CITIZEN, CITIZEN, '/help');
      await expect.poll(answers, WHILE).toBe(2);
      expect(performance.now() - at).toBeLessThan(10_000);
      expect(telegram.taken.at(-1)?.by).not.toBe(poller.name);
      if (signal !== 'SIGSTOP') return;
      // Waking up it finds that another polls, and leaves that one alone.
      poller.child.kill('SIGCONT');
      await expect.poll(() => rolesOf(poller), WHILE).toBe('ready: sender\n');
      expect(answers()).toBe(2);
      telegram.say(CITIZEN, CITIZEN, '/help');
      await expect.poll(answers, WHILE).toBe(3);
      expect(telegram.taken.at(-1)?.by).not.toBe(poller.name);
      // That by which Telegram ended the poll it had left open, and none besides.
      expect(telegram.counts().refusals['409'] ?? 0).toBeLessThanOrEqual(1);
    },
    90_000,
  );

  it('go on sending and answering though one hangs in the middle of a transaction', async () => {
    const { town, running } = await startThree(150);
    const { telegram, killedAt } = town;
    const { db, close } = await openDatabase(town.url);
    onTestFinished(close);
    await broadcast(town);
    await expect.poll(() => telegram.taken.length, WHILE).toBeGreaterThan(100);
    const poller = await pollerOf(running);
    const victim = running.find(({ name }) => name !== poller.name) as Named;
    const at = await hangInTransaction(db, victim);
    const before = telegram.taken.length;
    telegram.say(CITIZEN, CITIZEN, '/help');
    await expect.poll(() => telegram.botMessages(CITIZEN).length, WHILE).toBe(1);
    await expect.poll(() => telegram.taken.length, WHILE).toBeGreaterThan(before + 100);
    expect(performance.now() - at).toBeLessThan(10_000);
    await victim.end('SIGKILL');
    killedAt.set(victim.name, at);
    await expectExact(town);
  }, 120_000);

  it('answer behind one webhook, whichever of them is called, and register it once', async () => {
    const webhook = { WEBHOOK_URL: 'http://127.0.0.1:9/webhook', WEBHOOK_SECRET: 'hook-secret' };
    const town = await startTown((await open()).url, 30, webhook);
    const running = await Promise.all([town.start(), town.start(), town.start('--role', 'sender')]);
    const { telegram } = town;
    await expect.poll(() => telegram.counts().byMethod['setWebhook'], WHILE).toBe(1);
    const press = (service: Named, id: number) =>
      fetch(`${service.url}/webhook`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...SECRET },
        body: JSON.stringify(helpAsked(id)),
      });
    const answers = await Promise.all(running.map(press));
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 404]);
    await expect.poll(() => telegram.botMessages(CITIZEN).length, WHILE).toBe(2);
    expect(new Set(telegram.taken.map(({ by }) => by)).size).toBe(2);
    expect(telegram.counts().byMethod['setWebhook']).toBe(1);
  }, 60_000);

  it('with --role sender neither poll nor plan, and send', async () => {
    const town = await startTown((await open()).url, 30);
    const sender = await town.start('--role', 'sender');
    await expect.poll(() => rolesOf(sender), WHILE).toBe('ready: sender\n');
    await writeFile(town.folder.path('chats.csv'), 'chat_id\n100001\n');
    await town.folder.gongbao('chats', 'import', town.folder.path('chats.csv'));
    await town.folder.gongbao('broadcast', '明天停水');
    await expect.poll(() => town.telegram.taken.length, WHILE).toBe(1);
    expect(town.telegram.counts().byMethod).not.toHaveProperty('getUpdates');
    const metrics = await (await fetch(`${sender.url}/metrics`)).text();
    expect(metrics).toContain('gongbao_role{role="sender"} 1');
    expect(metrics).toContain('gongbao_role{role="poller"} 0');
  }, 60_000);
});
