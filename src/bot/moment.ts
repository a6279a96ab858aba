import type { ClassicMessage, Language, MomentFormat } from '../domain/index.ts';
import { writeMoment } from './texts/calendar.ts';

type Moment = {
  readonly at: Date | null;
  /** By whose clock the text tells it. */
  readonly timezone: string;
  readonly language: Language;
};

/**
 * The same message, the moment in it shown by the reader's own clock; with `''` at a tap, where the text
 * names the zone beside it.
 */
export function withMoment(
  message: ClassicMessage,
  { at, timezone, language }: Moment,
  format: MomentFormat = 'wDt',
): ClassicMessage {
  if (at === null) return message;
  const words = writeMoment(at, timezone, language);
  const offset = message.text.lastIndexOf(words);
  if (offset < 0) return message;
  const unixTime = Math.floor(at.getTime() / 1000);
  const moment = { type: 'date_time', offset, length: words.length, unixTime, format } as const;
  return { ...message, entities: [...message.entities, moment] };
}
