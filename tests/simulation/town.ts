import type { ChatKind, ItemKind, Language, MessageStyle, Rhythm } from '../../src/domain/index.ts';
import type { Chance } from '../hardness/chance.ts';
import { aChatsRhythm, type Own, type Reminder, someWishes, type Wish } from './wishes.ts';

/** A chat, as it really is: what the database thinks of it is another matter. */
export type Resident = {
  /** Where it can be reached now, and where it could before. */
  id: number;
  readonly ids: number[];
  kind: ChatKind;
  readonly language: Language;
  readonly style: MessageStyle | null;
  /** Every rhythm it had, or may have had; it has the last. */
  readonly rhythms: [Rhythm, ...Rhythm[]];
  /** What it follows, and what it followed before. */
  readonly wishes: Wish[];
  readonly urgent: Urgent;
  readonly reminders: Reminder[];
  kinds: readonly ItemKind[];
  /** Whatever it asked for at any time. */
  readonly everWanted: Set<ItemKind>;
  door: 'open' | 'blocked' | 'missing';
  isKnown: boolean;
  /**
   * Since when it wants what it wants, and can be reached: what is begun later it must get.
   * `Infinity` while that is not so.
   */
  steadySince: number;
  readonly topics: Topics;
  /** When everything of it was deleted: what it had got before counts no more. */
  readonly forgottenAt: number[];
  /** When it came again after that: until then what was under way at the time may still reach it. */
  readonly backAt: number[];
};

/** Whether it wants at once what is urgent. */
type Urgent = {
  isWanted: boolean;
  /** Since when that is sure; `Infinity`: it is not. */
  since: number;
  /** It may have been so at some time. */
  wasEverWanted: boolean;
};

/** A forum's, as they really are. */
type Topics = {
  /** Those that can be written to. */
  readonly open: Set<number>;
  /** The one chosen before the story begins, until anything changes about it. */
  steady: number | null;
};

type Door =
  | { readonly kind: 'open' | 'blocked' | 'missing' | 'no topic' }
  | { readonly kind: 'moved'; readonly to: number };

export type Town = {
  readonly residents: readonly Resident[];
  /** What a message to this chat, or to a topic of it, meets. */
  knock(chatId: number, topicId: number | null): Door;
  /** Who lives, or lived, there. */
  at(chatId: number): Resident | undefined;
  /** A group becomes a supergroup. */
  move(resident: Resident): void;
};

const WISHES: readonly (readonly ItemKind[])[] = [
  ['decision', 'appointment', 'notice', 'news'],
  ['decision', 'appointment', 'notice', 'news'],
  ['news'],
  ['decision', 'appointment'],
  ['notice'],
  // Only what it follows.
  [],
  [],
];
const KINDS = WISHES.filter((kinds) => kinds.length > 0).length;

export function createTown(chance: Chance, { size, start }: { size: number; start: number }): Town {
  const residents = Array.from({ length: size }, (_, index): Resident => {
    const kind = chance.pick(['private', 'private', 'private', 'group', 'supergroup', 'channel']);
    const id = kind === 'private' ? 1000 + index : -1000 - index;
    const isKnown = index < 2 || chance.next() < 0.9;
    const topic = kind === 'supergroup' && chance.next() < 0.6 ? 7 : null;
    const wishes = isKnown ? someWishes(chance, start) : [];
    const kinds = WISHES[chance.upTo(wishes.length > 0 ? WISHES.length : KINDS)] ?? [];
    return {
      ...{ id, ids: [id], kind, kinds, isKnown, wishes, reminders: [] },
      language: chance.pick(['zh', 'zh', 'en']),
      style: chance.pick([null, null, 'rich', 'classic']),
      rhythms: [aChatsRhythm(chance)],
      urgent: wantsUrgent(chance.next() < 0.7, start),
      everWanted: new Set(isKnown ? kinds : []),
      door: chance.next() < 0.05 ? chance.pick(['blocked', 'missing']) : 'open',
      steadySince: Number.POSITIVE_INFINITY,
      topics: { open: new Set(topic === null ? [] : [topic]), steady: isKnown ? topic : null },
      forgottenAt: [],
      backAt: [],
    };
  });
  for (const resident of residents)
    if (resident.isKnown && resident.door === 'open') resident.steadySince = start;
  const byId = new Map(residents.map((resident) => [resident.id, resident]));
  return {
    residents,
    knock(chatId, topicId) {
      const resident = byId.get(chatId);
      if (!resident) return { kind: 'missing' };
      if (resident.id !== chatId) return { kind: 'moved', to: resident.id };
      if (resident.door !== 'open') return { kind: resident.door };
      const isThere = topicId === null || resident.topics.open.has(topicId);
      return { kind: isThere ? 'open' : 'no topic' };
    },
    at: (chatId) => byId.get(chatId),
    move(resident) {
      resident.id = -1_000_000_000_000 + resident.id;
      resident.ids.push(resident.id);
      resident.kind = 'supergroup';
      byId.set(resident.id, resident);
    },
  };
}

/** Nobody tells the service that a topic is gone. */
export function deleteTopics({ topics }: Resident): void {
  topics.open.clear();
  topics.steady = null;
}

function wantsUrgent(isWanted: boolean, start: number): Urgent {
  return {
    isWanted,
    since: isWanted ? start : Number.POSITIVE_INFINITY,
    wasEverWanted: isWanted,
  };
}

/** The operator's timetable. */
export const SCHEDULE = { cron: '0 8 * * *', timezone: 'Asia/Shanghai' };

/** As it is now: the digest's, or that of something it follows. */
export function rhythmOf({ rhythms }: Resident, own: Own | null = null): Rhythm {
  const rhythm = rhythms.at(-1) ?? rhythms[0];
  if (own === null) return rhythm;
  return { ...rhythm, frequency: own.frequency, hour: own.hour ?? rhythm.hour };
}
