import type { Logger } from 'pino';
import type { TelegramFetch } from '../deliver/index.ts';
import type { MessageStyle } from '../domain/index.ts';
import type { AddressRead } from '../pipeline/ingest-address.ts';
import type { Ingestion } from '../pipeline/ingest-issue.ts';
import type { Db } from '../store/index.ts';

/** What a chat gets that chose nothing. */
export type Defaults = {
  readonly style: MessageStyle;
  readonly schedule: { readonly cron: string; readonly timezone: string };
  readonly publication: string;
};

/** What the whole bot needs; every feature asks for its part of it. */
export type BotDeps = {
  readonly db: Db;
  readonly now: () => Date;
  readonly token: string;
  readonly client: { readonly apiRoot: string; readonly fetch: TelegramFetch };
  readonly adminIds: readonly number[];
  readonly defaults: Defaults;
  /** Reads a document into the archive. Throws `SourceError` or `ParseError`, a clear line each. */
  readonly ingest: (document: { name: string; bytes: Uint8Array }) => Promise<Ingestion>;
  /** The same for what stands at an address of the web. Throws `FetchError` besides. */
  readonly ingestAddress: (
    address: string,
  ) => Promise<Pick<AddressRead, 'reports' | 'refused' | 'missing'>>;
  /** Tells the sender that something is queued. */
  readonly wakeSender: () => void;
  /** Of a reply that has its sending time: what waits in this process lets it go first. */
  readonly giveWay: (at: Date) => Date;
  /** Messages a second, over all processes of this bot. */
  readonly rate: number;
  /** The operator allows messages that cost Stars, beyond the rate that is free. */
  readonly mayPay: boolean;
  readonly logger: Logger;
};
