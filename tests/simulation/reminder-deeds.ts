import { earliestReminder, REMINDER_DAYS, reminderAt } from '../../src/match/index.ts';
import {
  comingDates,
  dropReminder,
  durably,
  lockChat,
  remindedDates,
  setReminder,
} from '../../src/store/index.ts';
import type { Deed } from './deeds.ts';
import type { Gongbao } from './gongbao.ts';
import { tokensIn } from './tokens.ts';
import { type Resident, rhythmOf, SCHEDULE } from './town.ts';
import { asKnown } from './wish-deeds.ts';
import type { Reminder } from './wishes.ts';

type Shown = Awaited<ReturnType<typeof comingDates>>['dates'][number];

/** All that there is, from before the story begins. */
const EVERY = { from: '2025-01-01', limit: 100, offset: 0 } as const;

/** Somebody looks at the dates and wants to be reminded of one, at every time that is still ahead. */
export function remindMe(resident: Resident, luck: number): Deed {
  let wanted: Reminder | undefined;
  return asKnown(resident, async ({ db, now }, chatId) => {
    const { dates } = await comingDates(db, EVERY);
    const known = resident.reminders.map(({ token }) => token);
    const others = dates.filter((date) => !known.includes(tokenOf(date)));
    const date = wanted
      ? dates.find((each) => tokenOf(each) === wanted?.token)
      : others[Math.floor(luck * others.length)];
    if (!date) return;
    wanted ??= begin(resident, tokenOf(date), now());
    wanted.seen.add(date.date);
    await set({ db, now }, { chatId, resident, date });
    wanted.setAt = now().getTime();
  });
}

function tokenOf({ title }: Shown): string {
  return tokensIn(title)[0] ?? '';
}

function begin({ reminders }: Resident, token: string, now: Date): Reminder {
  const reminder: Reminder = {
    ...{ token, seen: new Set(), askedAt: now.getTime() },
    ...{ setAt: Number.POSITIVE_INFINITY, stoppedAt: null },
  };
  reminders.push(reminder);
  return reminder;
}

type Setting = { readonly chatId: number; readonly resident: Resident; readonly date: Shown };

function set({ db, now }: Pick<Gongbao, 'db' | 'now'>, { chatId, resident, date }: Setting) {
  const { hour, quiet, timezone } = rhythmOf(resident);
  const clock = { hour, quiet, timezone: timezone ?? SCHEDULE.timezone };
  return durably(db, async (tx) => {
    await lockChat(tx, chatId);
    for (const daysBefore of REMINDER_DAYS) {
      if (reminderAt({ date: date.date, daysBefore, ...clock }) <= now()) continue;
      const dueAt = earliestReminder(date.date, daysBefore);
      await setReminder(tx, chatId, { date, daysBefore, dueAt }, now());
    }
  });
}

/** Of the date as the list shows it; it may be corrected before the button is pressed, and then once more. */
export function stopReminding(resident: Resident, reminder: Reminder): Deed {
  return asKnown(resident, async ({ db, now }, chatId) => {
    reminder.setAt = Number.POSITIVE_INFINITY;
    for (let tries = 0; tries < 2; tries++) {
      const { dates } = await remindedDates(db, chatId, EVERY);
      const date = dates.find((each) => tokenOf(each) === reminder.token);
      if (!date) return;
      const isOff = await dropReminder(db, chatId, date, null);
      if (isOff || tries > 0) reminder.stoppedAt ??= now().getTime();
    }
  });
}
