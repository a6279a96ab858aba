import type { Segment } from '../../src/store/index.ts';
import type { Chance } from '../hardness/chance.ts';
import type { Broadcast } from './books.ts';
import * as campaigns from './broadcast-deeds.ts';
import * as deeds from './deeds.ts';
import type { Life } from './life.ts';
import * as machine from './machine-deeds.ts';
import { BUSY_MS, planMinds } from './plan-minds.ts';
import { stall, suspend } from './process.ts';
import { deleteTopics, type Resident } from './town.ts';
import type { World } from './world.ts';

const SEGMENTS: readonly Segment[] = [
  { kind: 'all' },
  { kind: 'all' },
  { kind: 'kind', item: 'news' },
  { kind: 'language', language: 'en' },
];
const MISHAPS = [
  ...(['block', 'block', 'missing', 'join', 'unsubscribe', 'forget', 'move', 'move'] as const),
  ...(['topic', 'topic'] as const),
] as const;

/** Sets down what will happen, and when; some of it depends on what has happened by then. */
export function plan(world: World, life: Life, chance: Chance): void {
  const { clock, town, telegram } = world;
  const at = (ms: number, what: () => void) => void clock.after(ms, null, what);
  const someone = (): Resident =>
    town.residents[chance.upTo(town.residents.length)] ??
    chance.pick([...town.residents] as [Resident]);
  const often = (most: number, what: () => void) => {
    for (let left = chance.upTo(most + 1); left > 0; left--) at(chance.upTo(BUSY_MS), what);
  };

  at(1_000, () => read(world, life, false));
  often(3, () => read(world, life, chance.next() < 0.25));
  for (let left = 1 + chance.upTo(3); left > 0; left--)
    at(chance.upTo(BUSY_MS * 0.7), () => planBroadcast(world, life, chance));
  often(4, () => meet(world, life, chance, someone()));
  often(6, () => answer(life, someone()));
  planMinds(world, life, chance);
  if (chance.next() < 0.3) often(2, () => life.restart(500 + chance.upTo(3_000)));
  // Half of the time just when an answer is awaited.
  const awkwardly = (what: () => void) => (chance.next() < 0.5 ? what() : telegram.atNext(what));
  if (chance.next() < 0.3) often(3, () => awkwardly(() => standStill(world, life, chance)));
  if (chance.next() < 0.25) often(2, () => awkwardly(() => jump(world, chance)));
  if (chance.next() < 0.2)
    often(2, () =>
      life.do('writer', machine.holdLock(chance.upTo(chance.pick([500, 3_000, 7_000])))),
    );
  if (chance.next() < 0.15) often(2, () => fillDisk(world, life, 1_000 + chance.upTo(20_000)));
}

function read(world: World, life: Life, isReprint: boolean): void {
  const deed = deeds.readIssue(world, isReprint);
  if (deed) life.do('editor', deed);
}

function planBroadcast(world: World, life: Life, chance: Chance): void {
  const segment = SEGMENTS[chance.upTo(SEGMENTS.length)] ?? { kind: 'all' };
  const wishes = {
    segment,
    parts: 1 + chance.upTo(3),
    isRich: chance.next() < 0.2,
    isUrgent: chance.next() < 0.25,
    afterMs: chance.next() < 0.1 ? 1_000 + chance.upTo(20_000) : null,
  };
  const { said, deed, byHand } = campaigns.broadcast(world, wishes);
  const [token = ''] = said.tokens;
  if (chance.next() < 0.08) world.weather.badTokens.add(token);
  const isByHand = chance.next() < 0.3;
  life.do(isByHand ? 'operator' : 'admin', isByHand ? byHand : deed);
  if (chance.next() < 0.4) steer(world, life, chance, said);
}

/** Pauses, goes on, gives up. */
function steer(world: World, life: Life, chance: Chance, said: Broadcast): void {
  const { clock } = world;
  const key = `of ${said.number}`;
  let ms = 0;
  for (let steps = 1 + chance.upTo(3); steps > 0; steps--) {
    ms += 10 + chance.upTo(chance.pick([300, 2_000, 10_000]));
    const act = chance.pick([
      campaigns.pause,
      campaigns.pause,
      campaigns.resume,
      campaigns.resume,
      campaigns.cancel,
    ]);
    clock.after(ms, null, () => life.do(key, act(world, said)));
  }
}

/** A chat changes its mind, its address or its good will. */
function meet(world: World, life: Life, chance: Chance, resident: Resident): void {
  const key = `chat ${resident.ids[0]}`;
  const later = (what: () => void) => void world.clock.after(chance.upTo(15_000), null, what);
  const back = () =>
    life.do(key, deeds.join(world, resident, ['decision', 'appointment', 'notice', 'news']));
  const isBack = chance.next() < 0.6;
  switch (chance.pick(MISHAPS)) {
    case 'block':
      deeds.block(resident, 'blocked');
      if (isBack) later(back);
      break;
    case 'missing':
      deeds.block(resident, 'missing');
      break;
    case 'join':
      back();
      break;
    case 'unsubscribe':
      life.do(key, deeds.unsubscribe(world, resident));
      break;
    case 'forget':
      life.do(key, deeds.forget(world, resident));
      if (isBack) later(back);
      break;
    case 'move':
      if (resident.kind !== 'group') break;
      world.town.move(resident);
      if (isBack) later(() => life.do(key, deeds.follow(resident)));
      break;
    case 'topic':
      if (resident.kind !== 'supergroup') break;
      deleteTopics(resident);
      if (isBack) later(() => life.do(key, deeds.chooseTopic(resident, 8 + chance.upTo(3))));
  }
}

/** Commands are answered from the same budget. What becomes of answers is the bot's concern. */
function answer(life: Life, resident: Resident): void {
  const gongbao = life.gongbao();
  if (!gongbao) return;
  life.do(`answer ${resident.ids[0]}`, async (_, { reply }) => {
    await reply(resident.id, '答').catch(() => undefined);
  });
}

function standStill({ clock, books }: World, life: Life, chance: Chance): void {
  const process = life.gongbao()?.process;
  if (!process || process.stillUntil > clock.now()) return;
  const isSleep = chance.next() < 0.4;
  const ms = isSleep
    ? chance.upTo(chance.pick([20_000, 600_000, 4 * 3_600_000]))
    : chance.upTo(chance.pick([100, 2_000, 2_000]));
  process.trace(isSleep ? `sleeps for ${ms} ms` : `stands still for ${ms} ms`);
  books.standstills.push({ from: clock.now(), to: clock.now() + ms });
  if (isSleep) suspend(process, ms);
  else stall(process, ms);
}

function jump({ clock, books, setClock }: World, chance: Chance): void {
  // Set back by more, the budget keeps what was reserved in that future, and nothing leaves till then.
  const back = chance.upTo(chance.pick([100, 2_000, 60_000, 600_000]));
  const ms =
    chance.next() < 0.4 ? -back : chance.upTo(chance.pick([100, 2_000, 60_000, 2 * 3_600_000]));
  books.standstills.push({ from: clock.now(), to: clock.now() });
  if (ms < 0) books.setBackMs -= ms;
  setClock(ms);
}

function fillDisk({ clock }: World, life: Life, ms: number): void {
  life.do('disk', machine.fillDisk(true));
  clock.after(ms, null, () => life.do('disk', machine.fillDisk(false)));
}
