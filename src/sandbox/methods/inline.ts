import { z } from 'zod';
import { flag, integer, json, type RawParameters, readParameters } from '../parameters.ts';
import { badRequest } from '../refusal.ts';
import { inlineResults, readResults } from '../rules/inline-results.ts';
import type { InlineAnswer, World } from '../world/world.ts';

const USUAL_CACHE_S = 300;
const QUERY_LIFE_MS = 60_000;
const LONGEST_OFFSET = 64;
const KEPT_ANSWERS = 200;

const shape = z.object({
  inline_query_id: z.string(),
  results: json(inlineResults),
  cache_time: integer.default(USUAL_CACHE_S),
  is_personal: flag,
  next_offset: z.string().default(''),
  button: json(z.object({ text: z.string(), start_parameter: z.string().optional() })).optional(),
});

export function answerInlineQuery(world: World, raw: RawParameters): true {
  if (!world.bot.supports_inline_queries) throw badRequest('USER_BOT_INVALID');
  const read = readParameters(shape, raw);
  const answer: InlineAnswer = {
    id: read.inline_query_id,
    results: readResults(read.results),
    nextOffset: read.next_offset,
    button: readButton(read.button),
    cacheSeconds: read.cache_time,
    isPersonal: read.is_personal,
  };
  if (Buffer.byteLength(answer.nextOffset) > LONGEST_OFFSET)
    throw badRequest('NEXT_OFFSET_INVALID');
  const query = world.inlineQueries.get(answer.id);
  world.inlineQueries.delete(answer.id);
  if (query === undefined || world.options.now().getTime() - query.askedAt > QUERY_LIFE_MS) {
    throw badRequest('query is too old and response timeout expired or query ID is invalid');
  }
  keep(world, answer);
  query.answer(answer);
  return true;
}

function readButton(button: z.output<typeof shape>['button']): InlineAnswer['button'] {
  if (button === undefined) return null;
  const { text, start_parameter: startParameter = '' } = button;
  if (text.trim() === '') throw badRequest('SWITCH_PM_TEXT_EMPTY');
  if (!/^[\w-]{1,64}$/.test(startParameter)) throw badRequest('START_PARAM_INVALID');
  return { text, startParameter };
}

function keep({ inlineAnswers }: World, answer: InlineAnswer): void {
  inlineAnswers.set(answer.id, answer);
  const [oldest] = inlineAnswers.keys();
  if (inlineAnswers.size > KEPT_ANSWERS && oldest !== undefined) inlineAnswers.delete(oldest);
}
