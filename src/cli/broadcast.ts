import { Temporal } from 'temporal-polyfill';
import { awakeBy } from '../pipeline/awake-at.ts';
import { queueBroadcast } from '../pipeline/queue-broadcast.ts';
import {
  countAsleep,
  countAudience,
  parseSegment,
  type Segment,
  segmentText,
} from '../store/index.ts';
import { type Context, withStore } from './context.ts';
import { UsageError } from './problems.ts';
import { count } from './report.ts';

export type BroadcastOptions = {
  readonly file?: string;
  readonly to: string;
  readonly at?: string;
  readonly urgent?: boolean;
  readonly dryRun?: boolean;
};

export async function broadcast(
  context: Context,
  argument: string | undefined,
  options: BroadcastOptions,
) {
  const segment = readSegment(options.to);
  const at = options.at === undefined ? null : readMoment(options.at, context);
  const text = await readText(argument, options.file);
  await withStore(context, async (db, { timezone }) => {
    // Loaded here only: composing brings the dictionary of traditional Chinese with it.
    const { composeBroadcast, titleOfBroadcast } = await import('../compose/index.ts');
    const messages = composeBroadcast({ text, entities: [] });
    const title = titleOfBroadcast(messages);
    if (title === '') throw new UsageError('the message is empty');
    const audience = await countAudience(db, segment);
    // One for later goes to whom is subscribed then.
    if (audience === 0 && at === null)
      return context.print(
        `nothing queued: nobody would get it, as no subscriber matches ${segmentText(segment)}`,
      );
    const when = at === null ? '' : ` at ${options.at}`;
    const isUrgent = options.urgent ?? false;
    const night = { now: at ?? context.now(), awakeAt: awakeBy(timezone) };
    const asleep = await countAsleep(db, segment, { isUrgent, ...night });
    const rest = asleep > 0 ? `, ${asleep} of them at the end of their quiet hours` : '';
    if (options.dryRun) {
      const chats = count(audience, 'chat', 'chats');
      context.print(
        `would send ${count(messages.length, 'message', 'messages')} to ${chats}${when}${rest}`,
      );
      return;
    }
    const broadcast = { messages, segment, title, createdBy: null };
    const deps = { db, now: context.now, timezone };
    const queued = await queueBroadcast(deps, broadcast, { at, isUrgent });
    const chats = count(queued.chats, 'chat', 'chats');
    context.print(`queued for ${chats}${when}${rest} (campaign ${queued.campaignId})`);
  });
}

/** A time of the operator's own zone: one with an offset would be understood as another. */
const MOMENT = /^\d{4}-\d\d-\d\d[T ]\d\d:\d\d(?::\d\d)?$/;

function readMoment(words: string, { config, now }: Context): Date {
  try {
    if (!MOMENT.test(words)) throw new RangeError();
    const moment = Temporal.PlainDateTime.from(words).toZonedDateTime(config().timezone);
    const at = new Date(moment.epochMilliseconds);
    if (at <= now()) throw new UsageError(`${words} is past. Leave out --at to send at once`);
    return at;
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw new UsageError(`«${words}» is no moment. Example: --at 2025-01-10T08:00`);
  }
}

function readSegment(words: string): Segment {
  const segment = parseSegment(words);
  if (segment) return segment;
  throw new UsageError(`«${words}» is no segment. Example: --to kind:decision`);
}

async function readText(argument: string | undefined, file: string | undefined): Promise<string> {
  if ((argument === undefined) === (file === undefined))
    throw new UsageError('give the message or --file FILE. Example: gongbao broadcast "明天停水"');
  const text = (argument ?? (await readTextFile(file ?? ''))).trim();
  if (text === '') throw new UsageError('the message is empty');
  return text;
}

/** What is no text would go to every chat as rubbish. */
async function readTextFile(file: string): Promise<string> {
  const { loadFile, SourceError } = await import('../source/index.ts');
  const { bytes } = await loadFile(file);
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    if (!text.includes('\0')) return text;
  } catch {
    // Not UTF-8: said below.
  }
  throw new SourceError(file, 'garbled', 'it is not a UTF-8 text');
}
