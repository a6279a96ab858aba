import type {
  ChatKind,
  Frequency,
  ItemKind,
  Language,
  MessageStyle,
} from '../../src/domain/index.ts';
import type { Chance } from '../hardness/chance.ts';

/** A chat, as it really is: what the database thinks of it is another matter. */
export type Resident = {
  /** Where it can be reached now, and where it could before. */
  id: number;
  readonly ids: number[];
  kind: ChatKind;
  readonly language: Language;
  readonly style: MessageStyle | null;
  readonly frequency: Frequency;
  readonly hour: number | null;
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
  /** When everything of it was deleted: what it had got before counts no more. */
  readonly forgottenAt: number[];
};

type Door =
  | { readonly kind: 'open' | 'blocked' | 'missing' }
  | { readonly kind: 'moved'; readonly to: number };

export type Town = {
  readonly residents: readonly Resident[];
  /** What a message to this chat meets. */
  knock(chatId: number): Door;
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
];

export function createTown(chance: Chance, { size, start }: { size: number; start: number }): Town {
  const residents = Array.from({ length: size }, (_, index): Resident => {
    const kind = chance.pick(['private', 'private', 'private', 'group', 'supergroup', 'channel']);
    const id = kind === 'private' ? 1000 + index : -1000 - index;
    const isKnown = index < 2 || chance.next() < 0.9;
    const kinds = WISHES[chance.upTo(WISHES.length)] ?? [];
    return {
      ...{ id, ids: [id], kind, kinds, isKnown },
      language: chance.pick(['zh', 'zh', 'en']),
      style: chance.pick([null, null, 'rich', 'classic']),
      frequency: chance.pick(['instant', 'daily', 'daily', 'weekly']),
      hour: chance.pick([null, null, 8, 9, 20]),
      everWanted: new Set(isKnown ? kinds : []),
      door: chance.next() < 0.05 ? chance.pick(['blocked', 'missing']) : 'open',
      steadySince: Number.POSITIVE_INFINITY,
      forgottenAt: [],
    };
  });
  for (const resident of residents)
    if (resident.isKnown && resident.door === 'open') resident.steadySince = start;
  const byId = new Map(residents.map((resident) => [resident.id, resident]));
  return {
    residents,
    knock(chatId) {
      const resident = byId.get(chatId);
      if (!resident) return { kind: 'missing' };
      return resident.id === chatId ? { kind: resident.door } : { kind: 'moved', to: resident.id };
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
