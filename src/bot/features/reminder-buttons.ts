import { z } from 'zod';
import { keyDate } from '../key-date.ts';
import { pageNumber } from '../paging.ts';
import { buttonKind, wholeNumber } from '../press.ts';

/** A page of what the chat is reminded of. */
export const remindersButton = buttonKind('reminders', z.tuple([pageNumber]));
/** As `compose` writes them under dates. */
export const remindButton = buttonKind('remind', z.tuple([...keyDate]));
export const stopButton = buttonKind('remind-off', z.tuple([...keyDate]));
export const calendarButton = buttonKind('calendar', z.tuple([...keyDate]));
/** With how many days before. */
export const remindAtButton = buttonKind('remind-at', z.tuple([...keyDate, wholeNumber]));
