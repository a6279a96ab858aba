import { Composer, InputFile } from 'grammy';
import { composeCalendar, nameKeyDate } from '../../compose/index.ts';
import { isCertain } from '../../domain/index.ts';
import { findDate, findItem } from '../../store/index.ts';
import type { BotContext } from '../context.ts';
import { onPress } from '../press.ts';
import type { DatesDeps } from './dates.ts';
import { calendarButton } from './reminder-buttons.ts';

/** A date as a file for the reader's own calendar. */
export function calendarFileFeature({
  db,
  now,
}: Pick<DatesDeps, 'db' | 'now'>): Composer<BotContext> {
  const feature = new Composer<BotContext>();
  feature.use(
    onPress(calendarButton, async (ctx, itemId, label, day) => {
      const { language, texts, me } = ctx;
      const date = await findDate(db, { itemId, label, date: day });
      const item = date && (await findItem(db, itemId));
      if (!item) return texts.people.dateGone;
      const alike = item.keyDates.filter((each) => isCertain(each) && each.label === label);
      const days = [...new Set(alike.map((each) => each.date))];
      const nth = days.indexOf(day);
      const { username } = me;
      const file = composeCalendar({ date, nth, language, username, now: now() });
      await ctx.replyWithDocument(new InputFile(Buffer.from(file.text), file.name), {
        caption: texts.people.calendarCaption(nameKeyDate(label, language), day),
      });
      return undefined;
    }),
  );
  return feature;
}
