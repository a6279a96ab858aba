import { z } from 'zod';
import { flag, type RawParameters, readParameters } from '../parameters.ts';
import { badRequest } from '../refusal.ts';
import type { World } from '../world/world.ts';

const ANSWER_LIMIT = 200;
const QUERY_LIFE_MS = 60_000;

const shape = z.object({
  callback_query_id: z.string(),
  text: z.string().default(''),
  show_alert: flag,
  url: z.string().optional(),
});

export function answerCallbackQuery(world: World, raw: RawParameters): true {
  const read = readParameters(shape, raw);
  if (read.text.length > ANSWER_LIMIT) throw badRequest('MESSAGE_TOO_LONG');
  const query = world.queries.get(read.callback_query_id);
  world.queries.delete(read.callback_query_id);
  if (query === undefined || world.options.now().getTime() - query.askedAt > QUERY_LIFE_MS) {
    throw badRequest('query is too old and response timeout expired or query ID is invalid');
  }
  query.answer({ text: read.text, showAlert: read.show_alert, url: read.url ?? null });
  return true;
}
