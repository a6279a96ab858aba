/** A Bot API server in a process of its own: what it costs is not the sender's. */
import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { startFakeBotApi } from '../tests/support/fake-bot-api.ts';

export type Tally = {
  readonly taken: number;
  readonly floods: number;
  /** Between the first message and the last. */
  readonly seconds: number;
  /** Chats that got a message more than once. */
  readonly repeated: number;
  /** The server's own processor time. */
  readonly cpuMicros: number;
};

export type Server = {
  readonly url: string;
  /** What came since the last time it was asked. */
  tally(): Promise<Tally>;
  close(): void;
};

/** `granted` messages in any sliding second (`0`: no limit), each answered after `delayMs`. */
export async function startServer(granted: number, delayMs = 0): Promise<Server> {
  const child = fork(fileURLToPath(import.meta.url), [String(granted), String(delayMs)]);
  const answer = <T>() =>
    new Promise<T>((resolve) => child.once('message', (message) => resolve(message as T)));
  const { url } = await answer<{ url: string }>();
  return {
    url,
    tally() {
      const tally = answer<Tally>();
      child.send('tally');
      return tally;
    },
    close: () => child.disconnect(),
  };
}

async function serve(granted: number, delayMs: number): Promise<void> {
  const server = await startFakeBotApi({
    granted: granted || Number.POSITIVE_INFINITY,
    fault: () => (delayMs > 0 ? { kind: 'slow', ms: delayMs } : undefined),
  });
  let [from, floods] = [0, 0];
  let cost = process.cpuUsage();
  process.on('message', () => {
    const taken = server.taken.slice(from);
    const { user, system } = process.cpuUsage(cost);
    const chats = new Set(taken.map(({ chatId }) => chatId));
    const tally: Tally = {
      taken: taken.length,
      floods: server.floods() - floods,
      seconds: ((taken.at(-1)?.at ?? 0) - (taken[0]?.at ?? 0)) / 1000,
      repeated: taken.length - chats.size,
      cpuMicros: user + system,
    };
    cost = process.cpuUsage();
    [from, floods] = [server.taken.length, server.floods()];
    process.send?.(tally);
  });
  process.on('disconnect', () => process.exit());
  process.send?.({ url: server.url });
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const [granted, delayMs] = process.argv.slice(2).map(Number);
  await serve(granted ?? 0, delayMs ?? 0);
}
