import type { MessageStyle } from '../../src/domain/index.ts';
import type { UnknownPolicy } from '../../src/store/index.ts';
import type { Chance } from '../hardness/chance.ts';
import type { Books } from './books.ts';
import type { Clock } from './clock.ts';
import type { FaultAt, Lock } from './database.ts';
import type { Paper } from './paper.ts';
import type { Process } from './process.ts';
import type { Telegram } from './telegram.ts';
import type { Town } from './town.ts';
import type { Weather } from './weather.ts';

/** Everything a run is made of. */
export type World = {
  readonly clock: Clock;
  readonly chance: Chance;
  readonly town: Town;
  readonly paper: Paper;
  readonly weather: Weather;
  readonly telegram: Telegram;
  readonly books: Books;
  readonly startedAt: number;
  /** What the service's clock shows. */
  readonly wall: () => number;
  readonly path: string;
  readonly lock: Lock;
  readonly faultAt: FaultAt;
  readonly rate: number;
  /** How long a question to the database may take; 0: no time. */
  readonly slowMs: number;
  readonly concurrency: number;
  readonly style: MessageStyle;
  readonly policy: UnknownPolicy;
  readonly trace: (words: string) => void;
  /** An error nobody meant to happen. */
  readonly complain: (error: unknown) => void;
  /** A program begins to run. */
  readonly spawn: (name: string) => Process;
  /** The machine's clock is set. */
  readonly setClock: (ms: number) => void;
};
