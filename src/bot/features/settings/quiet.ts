import { z } from 'zod';
import type { QuietHours } from '../../../domain/index.ts';
import { plain } from '../../answer.ts';
import { hourGrid, hoursFrom } from '../../hour-grid.ts';
import { buttonKind, wholeNumber } from '../../press.ts';
import type { Clock } from '../../texts/calendar.ts';
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

type State = Clock & { readonly quiet: QuietHours | null };

export function quietPage({ when, buttons, current }: Texts, { quiet, timezone, now }: State) {
  const mark = (label: string, isCurrent: boolean) => (isCurrent ? current(label) : label);
  return plain(when.quietAsk({ quiet, timezone, now }), [
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
  return plain(texts.when.quietFromAsk, [...hourGrid(quietFromButton.write), backToQuiet(texts)]);
}

/** Every hour but the first itself, the next one first. */
export function quietToPage(texts: Texts, from: number) {
  const hours = hoursFrom(from + 1).filter((each) => each !== from);
  return plain(texts.when.quietToAsk(from), [
    ...hourGrid((to) => quietHoursButton.write(from, to), hours),
    backToQuiet(texts),
  ]);
}

function backToQuiet({ buttons }: Texts) {
  return [{ text: buttons.back, callback: quietButton.write('show') }];
}
