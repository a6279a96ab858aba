import { randomUUID } from 'node:crypto';
import { botIdOf } from '../../deliver/index.ts';
import type { LocalBotApiOptions } from '../options.ts';
import { createCounters } from '../rules/flood.ts';
import type { World } from './world.ts';

export function createWorld(options: LocalBotApiOptions): World {
  return {
    epoch: randomUUID(),
    options,
    bot: {
      id: botIdOf(options.token),
      is_bot: true,
      first_name: options.bot.name,
      username: options.bot.username,
      can_join_groups: true,
      can_read_all_group_messages: false,
      supports_inline_queries: options.inlineMode,
      can_connect_to_business: false,
      has_main_web_app: false,
      has_topics_enabled: false,
      allows_users_to_create_topics: false,
      can_manage_bots: false,
      supports_guest_queries: false,
      supports_join_request_queries: false,
    },
    people: new Map(),
    rooms: new Map(),
    files: new Map(),
    queries: new Map(),
    inlineQueries: new Map(),
    inlineAnswers: new Map(),
    inlineCache: new Map(),
    menus: new Map(),
    descriptions: new Map(),
    pending: [],
    allowedUpdates: null,
    updateListeners: new Set(),
    changeListeners: new Set(),
    webhook: null,
    stopping: new AbortController(),
    dismissPoller: null,
    lastUpdateId: 0,
    lastId: 0,
    revision: 0,
    counters: createCounters(),
  };
}
