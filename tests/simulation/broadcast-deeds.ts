import type { Message } from '../../src/domain/index.ts';
import { awakeBy } from '../../src/pipeline/awake-at.ts';
import { prepareBroadcast, queueBroadcast } from '../../src/pipeline/queue-broadcast.ts';
import {
  cancelCampaign,
  confirmBroadcast,
  countAudience,
  findCampaign,
  listCampaigns,
  pauseCampaign,
  resumeCampaign,
  type Segment,
} from '../../src/store/index.ts';
import type { Broadcast } from './books.ts';
import type { Deed } from './deeds.ts';
import { inAnother } from './machine-deeds.ts';
import { SCHEDULE } from './town.ts';
import type { World } from './world.ts';

type Wishes = {
  readonly segment: Segment;
  readonly parts: number;
  readonly isRich: boolean;
  /** For a later time; `null`: at once. */
  readonly afterMs: number | null;
  readonly isUrgent: boolean;
};

/** An admin writes it, sees it, and confirms it. */
export function broadcast(
  { books, clock }: World,
  { segment, parts, isRich, afterMs, isUrgent }: Wishes,
): { said: Broadcast; deed: Deed; byHand: Deed } {
  const number = books.broadcasts.length + 1;
  const messages = Array.from({ length: parts }, (_, part) => write(number, part + 1, isRich));
  const said: Broadcast = {
    ...{
      number,
      segment,
      isUrgent,
      campaignId: null,
      confirmedAt: null,
      stops: [],
      cancelledAt: null,
    },
    tokens: messages.flatMap(({ tokens }) => tokens),
  };
  books.broadcasts.push(said);
  const later = (now: Date) => (afterMs === null ? null : new Date(now.getTime() + afterMs));
  const draft = {
    messages: messages.map(({ message }) => message),
    segment,
    title: `播${number}`,
    createdBy: null,
  };
  let typed: Promise<void> = Promise.resolve();
  return {
    said,
    async deed(_, { db, now, wake }) {
      said.campaignId ??= await prepareBroadcast({ db, now }, draft);
      said.confirmedAt ??= clock.now();
      const audience = await countAudience(db, segment);
      const night = { now: now(), awakeAt: awakeBy(SCHEDULE.timezone) };
      await confirmBroadcast(db, said.campaignId, { audience, at: later(now()), isUrgent }, night);
      wake();
    },
    /** The same from the command line, a process of its own. */
    async byHand(world, { now }) {
      said.confirmedAt ??= clock.now();
      // While it runs nobody types it again, whatever else dies meanwhile.
      typed = typed
        .catch(() => undefined)
        .then(() =>
          inAnother(world, 'command line', async (db) => {
            const known = (await listCampaigns(db, { limit: 100 })).find(
              ({ title }) => title === draft.title,
            );
            const deps = { db, now, timezone: SCHEDULE.timezone };
            const confirmation = { at: later(now()), isUrgent };
            said.campaignId =
              known?.id ?? (await queueBroadcast(deps, draft, confirmation)).campaignId;
          }),
        );
      await typed;
    },
  };
}

function write(
  number: number,
  part: number,
  isRich: boolean,
): { message: Message; tokens: string[] } {
  const [token, rest] = [`播${number}之${part}`, `播${number}之${part}00`];
  const plain = (text: string) => ({ style: 'classic', text, entities: [], buttons: [] }) as const;
  if (!isRich) return { message: plain(`${token}：明天停水。`), tokens: [token] };
  const blocks = [token, rest].map((text) => ({ kind: 'paragraph', text }) as const);
  const fallback = [plain(`${token}：明天`), plain(`${rest}：停水`)];
  return { message: { style: 'rich', blocks, buttons: [], fallback }, tokens: [token, rest] };
}

export function pause({ clock }: World, said: Broadcast): Deed {
  return async (_, { db }) => {
    const { campaignId } = said;
    if (campaignId === null || said.cancelledAt !== null) return;
    const paused = await pauseCampaign(db, campaignId);
    if (paused || (await findCampaign(db, campaignId))?.state === 'paused')
      said.stops.push({ from: clock.now(), to: Number.POSITIVE_INFINITY });
  };
}

export function resume({ clock }: World, said: Broadcast): Deed {
  return async (_, { db, wake }) => {
    for (const stop of said.stops) stop.to = Math.min(stop.to, clock.now());
    if (said.campaignId === null) return;
    await resumeCampaign(db, said.campaignId);
    wake();
  };
}

export function cancel({ clock }: World, said: Broadcast): Deed {
  return async (_, { db, now }) => {
    const { campaignId } = said;
    if (campaignId === null) return;
    const cancelled = await cancelCampaign(db, campaignId, now());
    if (!cancelled && (await findCampaign(db, campaignId))?.state !== 'cancelled') return;
    said.cancelledAt ??= clock.now();
    said.stops.push({ from: clock.now(), to: Number.POSITIVE_INFINITY });
  };
}
