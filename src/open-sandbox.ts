import { readFile } from 'node:fs/promises';
import type { Config } from './config.ts';
import {
  addCast,
  createLocalBotApi,
  DEFAULT_ADMIN,
  DEFAULT_OPTIONS,
  type LocalBotApi,
  newToken,
} from './sandbox/index.ts';

export type Sandbox = {
  readonly api: LocalBotApi;
  /** The operator's settings with the sandbox's own bot in them, served at `url`. */
  configAt(url: string): Config & { readonly botToken: string };
  /** The issue that is read first, so that `/latest` answers at once. */
  readSample(): Promise<{ readonly name: string; readonly bytes: Uint8Array }>;
};

const SAMPLE = 'pingyang-2025-01-09.md';

/** Everything a newcomer needs to see the main job without Telegram. */
export function openSandbox(config: Config, packageRoot: URL): Sandbox {
  const token = newToken();
  const adminIds = config.adminIds.length > 0 ? config.adminIds : [DEFAULT_ADMIN];
  // Imported chats are nobody the page knows; they are welcome here, where nothing leaves the machine.
  const api = createLocalBotApi({ ...DEFAULT_OPTIONS, token, strangers: 'welcome' });
  addCast(api, { admins: adminIds });
  return {
    api,
    configAt: (url) => ({ ...config, botToken: token, botApiRoot: url, adminIds, webhook: null }),
    async readSample() {
      const bytes = await readFile(new URL(`samples/${SAMPLE}`, packageRoot));
      return { name: SAMPLE, bytes };
    },
  };
}
