import { z } from 'zod';
import {
  FREQUENCIES,
  INTEREST_KINDS,
  type InterestKind,
  ITEM_KINDS,
} from '../../../domain/index.ts';
import { CITY_ZONES } from '../../cities.ts';
import { pageNumber } from '../../paging.ts';
import { buttonKind, wholeNumber } from '../../press.ts';
import { shortWhen } from './short-when.ts';

/** A few letters that stand for a text: a button has no room for it. */
const mark = z.string().regex(/^[0-9a-f]{8}$/);
const kind = z.enum(ITEM_KINDS);
const hour = z.string().regex(/^(?:usual|\d|1\d|2[0-3])$/);
const quietHour = wholeNumber.pipe(z.number().max(23));
const rhythm = z.enum(['with', ...FREQUENCIES]);
/** One bit a kind; 0: any. */
const kindBits = wholeNumber.pipe(z.number().max(2 ** ITEM_KINDS.length - 1));

/** As what words are taken, and of which kinds; what was sent before says nothing of these. */
const taken = z.union([
  z.tuple([z.enum(INTEREST_KINDS), kindBits]),
  z.tuple([z.enum(INTEREST_KINDS)]).transform(([by]): [InterestKind, number] => [by, 0]),
]);

/** Tells how to follow something, and what is followed. */
export const howButton = buttonKind('follow-how', z.tuple([]));
/** Asks whether to follow the words that stand quoted in the message, as that. */
export const followThisButton = buttonKind('follow-this', taken);
/** Likewise what an article offers, by the item's id. */
export const followItemButton = buttonKind('follow-item', z.tuple([wholeNumber, mark]));
/** The same question with the words taken otherwise, in its place. */
export const takeButton = buttonKind('follow-as', taken);
export const confirmButton = buttonKind('follow-yes', taken);

/** A page of what is followed; `drop`: with buttons that end it. */
export const followsButton = buttonKind('follows', z.tuple([z.enum(['show', 'drop']), pageNumber]));
export const interestButton = buttonKind('interest', z.tuple([wholeNumber]));
export const rhythmButton = buttonKind('interest-often', z.tuple([wholeNumber, rhythm]));
export const hoursButton = buttonKind('interest-hours', z.tuple([wholeNumber]));
export const hourButton = buttonKind('interest-hour', z.tuple([wholeNumber, hour]));
export const zonesButton = buttonKind('interest-zones', z.tuple([wholeNumber]));
export const zoneButton = buttonKind(
  'interest-zone',
  z.tuple([wholeNumber, z.enum([...CITY_ZONES, 'usual'])]),
);
/** `off`: no quiet hours; `usual`: the chat's. */
export const quietButton = buttonKind(
  'interest-quiet',
  z.tuple([wholeNumber, z.enum(['show', 'own', 'off', 'usual'])]),
);
export const quietFromButton = buttonKind('interest-quiet-from', z.tuple([wholeNumber, quietHour]));
export const quietHoursButton = buttonKind(
  'interest-quiet-hours',
  z.tuple([wholeNumber, quietHour, quietHour]),
);
export const kindsButton = buttonKind('interest-kinds', z.tuple([wholeNumber]));
export const kindButton = buttonKind(
  'interest-kind',
  z.tuple([wholeNumber, kind, z.enum(['on', 'off'])]),
);
export const papersButton = buttonKind('interest-papers', z.tuple([wholeNumber]));
export const paperButton = buttonKind(
  'interest-paper',
  z.tuple([wholeNumber, z.union([z.literal('any'), mark])]),
);
export const dropButton = buttonKind('unfollow', z.tuple([wholeNumber]));
/** A number in few letters. */
const shortNumber = z.string().regex(/^[0-9a-z]{1,7}$/);
/**
 * All there was of it but the words, which stand quoted in the message; how far it was told, and the
 * chat; and the minute of its turn.
 */
export const undoButton = buttonKind(
  'refollow',
  z.tuple([
    z.enum(INTEREST_KINDS),
    kindBits,
    z.union([z.literal('any'), mark]),
    rhythm,
    shortWhen,
    shortNumber,
    shortNumber,
    shortNumber.or(z.literal('-')),
  ]),
);
