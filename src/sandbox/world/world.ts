import type {
  BotCommand,
  BotCommandScope,
  Message,
  Update,
  User,
  UserFromGetMe,
} from 'grammy/types';
import type { ChatKind } from '../../domain/index.ts';
import type { LocalBotApiOptions } from '../options.ts';
import type { Counters } from '../rules/flood.ts';

/** A person of this little Telegram. */
export type Person = {
  readonly id: number;
  readonly name: string;
  readonly username: string | null;
  /** As the app reports it: `zh-hans`, `en`. */
  readonly language: string;
  /** Nobody plays this one: it was only written to. */
  readonly isGuest: boolean;
};

export type MemberRole = 'creator' | 'administrator' | 'member';

/** How the bot stands in a chat. `stranger`: a private chat in which the person never wrote. */
export type BotStanding =
  | 'stranger'
  | 'member'
  | 'administrator'
  /** In a group, where it may read and not write. */
  | 'restricted'
  | 'left'
  | 'kicked'
  | 'blocked'
  | 'deactivated';

/** A message and when it last changed, so that a page can ask for what is new. */
export type Stored = {
  readonly message: Message;
  readonly fromBot: boolean;
  readonly revision: number;
  readonly deleted: boolean;
};

export type Topic = { readonly name: string; readonly isClosed: boolean };

/** What the bot may do where it is an administrator. */
export type BotRights = {
  readonly can_post_messages: boolean;
  readonly can_delete_messages: boolean;
};

export type Room = {
  readonly id: number;
  readonly kind: ChatKind;
  readonly title: string;
  readonly username: string | null;
  readonly isForum: boolean;
  readonly members: Map<number, MemberRole>;
  readonly topics: Map<number, Topic>;
  readonly history: Map<number, Stored>;
  standing: BotStanding;
  rights: BotRights;
  migratedTo: number | null;
  lastMessageId: number;
  /** How many messages the bot has sent here. */
  arrived: number;
};

export type StoredFile = {
  readonly id: string;
  readonly uniqueId: string;
  readonly path: string;
  readonly name: string;
  readonly mediaType: string;
  readonly bytes: Uint8Array;
};

export type CallbackAnswer = {
  readonly text: string;
  readonly showAlert: boolean;
  readonly url: string | null;
};

/** A pressed button whose person waits for the bot's answer. */
type OpenQuery = {
  readonly askedAt: number;
  readonly answer: (answer: CallbackAnswer) => void;
};

/** A question the bot has not answered yet. */
type OpenInlineQuery = {
  readonly askedAt: number;
  readonly answer: (answer: InlineAnswer) => void;
};

/** What a person may share, as they see it in the list. */
export type InlineResult = {
  readonly id: string;
  readonly title: string;
  readonly description: string;
  /** The message it becomes. */
  readonly content: object;
};

export type InlineAnswer = {
  /** By which a person chooses from it. */
  readonly id: string;
  readonly results: readonly InlineResult[];
  /** Empty: there is no more. */
  readonly nextOffset: string;
  /** Above the results: leads to the private chat with the bot. */
  readonly button: { readonly text: string; readonly startParameter: string } | null;
  readonly cacheSeconds: number;
  readonly isPersonal: boolean;
};

export type Webhook = {
  readonly url: string;
  readonly secret: string | null;
  lastErrorAt: number | null;
  lastError: string | null;
};

type Menu = {
  readonly scope: BotCommandScope;
  readonly language: string;
  readonly commands: readonly BotCommand[];
};

/** Everything this server knows. Functions by topic change it; nothing else does. */
export type World = {
  /** Tells one start of the server from the next. */
  readonly epoch: string;
  readonly options: LocalBotApiOptions;
  readonly bot: UserFromGetMe;
  readonly people: Map<number, Person>;
  readonly rooms: Map<number, Room>;
  readonly files: Map<string, StoredFile>;
  readonly queries: Map<string, OpenQuery>;
  readonly inlineQueries: Map<string, OpenInlineQuery>;
  /** The newest answers, from which people choose. */
  readonly inlineAnswers: Map<string, InlineAnswer>;
  /** The same by what was asked, as long as they may be shown again. */
  readonly inlineCache: Map<string, { readonly until: number; readonly answer: InlineAnswer }>;
  readonly menus: Map<string, Menu>;
  readonly descriptions: Map<string, string>;
  readonly pending: Update[];
  /** `null`: Telegram's default, all but a few. */
  allowedUpdates: readonly string[] | null;
  readonly updateListeners: Set<() => void>;
  readonly changeListeners: Set<(chatId: number) => void>;
  webhook: Webhook | null;
  /** Ends whatever waits: polls, pages that listen, buttons, a webhook's next attempt. */
  readonly stopping: AbortController;
  /** Sends the one who is polling away. */
  dismissPoller: (() => void) | null;
  lastUpdateId: number;
  lastId: number;
  revision: number;
  readonly counters: Counters;
};

export function asUser(person: Person): User {
  return {
    id: person.id,
    is_bot: false,
    first_name: person.name,
    ...(person.username === null ? {} : { username: person.username }),
    language_code: person.language,
  };
}

/** An id nobody else has, for queries, files and polls. */
export function nextId(world: World): number {
  world.lastId += 1;
  return world.lastId;
}

export function unixTime(world: World): number {
  return Math.floor(world.options.now().getTime() / 1000);
}

/** A person cannot do that here: a mistake of whoever plays, not of the bot. */
export class SandboxError extends Error {
  override name = 'SandboxError' as const;
}
