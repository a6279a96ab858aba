import { z } from 'zod';
import type { QuietHours } from '../../../domain/index.ts';
import { plain, type Rows } from '../../answer.ts';
import { buttonKind, wholeNumber } from '../../press.ts';
import type { Texts } from '../../texts/index.ts';
import { settingsButton } from '../settings-buttons.ts';

const hour = wholeNumber.pipe(z.number().max(23));
export const quietButton = buttonKind('quiet', z.tuple([z.enum(['show', 'off', 'own'])]));
export const quietFromButton = buttonKind('quiet-from', z.tuple([hour]));
export const quietHoursButton = buttonKind('quiet-hours', z.tuple([hour, hour]));

const USUAL: readonly QuietHours[] = [
  { from: 22, to: 7 },
  { from: 21, to: 8 },
];
const HOURS_IN_A_ROW = 6;

type State = { readonly quiet: QuietHours | null; readonly timezone: string };

export function quietPage({ when, buttons, current }: Texts, { quiet, timezone }: State) {
  const mark = (label: string, isCurrent: boolean) => (isCurrent ? current(label) : label);
  return plain(when.quietAsk({ quiet, timezone }), [
    ...USUAL.map((each) => [
      {
        text: mark(when.quietHours(each), each.from === quiet?.from && each.to === quiet.to),
        callback: quietHoursButton.write(each.from, each.to),
      },
    ]),
    [{ text: when.quietOwn, callback: quietButton.write('own') }],
    [{ text: mark(when.quietOff, quiet === null), callback: quietButton.write('off') }],
    [{ text: buttons.back, callback: settingsButton.write() }],
  ]);
}

export function quietFromPage(texts: Texts) {
  return plain(texts.when.quietFromAsk, [
    ...hourRows(hoursFrom(0), (each) => quietFromButton.write(each)),
    backToQuiet(texts),
  ]);
}

/** Every hour but the first itself, the next one first. */
export function quietToPage(texts: Texts, from: number) {
  const hours = hoursFrom(from + 1).filter((each) => each !== from);
  return plain(texts.when.quietToAsk(from), [
    ...hourRows(hours, (each) => quietHoursButton.write(from, each)),
    backToQuiet(texts),
  ]);
}

function hoursFrom(first: number): number[] {
  return Array.from({ length: 24 }, (_, index) => (first + index) % 24);
}

function hourRows(hours: readonly number[], callback: (hour: number) => string): Rows {
  const buttons = hours.map((each) => ({ text: `${each}:00`, callback: callback(each) }));
  return Array.from({ length: Math.ceil(hours.length / HOURS_IN_A_ROW) }, (_, row) =>
    buttons.slice(row * HOURS_IN_A_ROW, (row + 1) * HOURS_IN_A_ROW),
  );
}

function backToQuiet({ buttons }: Texts) {
  return [{ text: buttons.back, callback: quietButton.write('show') }];
}
