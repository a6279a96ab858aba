import { z } from 'zod';
import type { OwnWhen, QuietHours } from '../../../domain/index.ts';
import { plain, type Rows } from '../../answer.ts';
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

/** Where the buttons lead: they are about the chat, or about one thing it follows. */
export type QuietLinks = {
  readonly step: (step: 'show' | 'off' | 'own') => string;
  readonly from: (hour: number) => string;
  readonly hours: (from: number, to: number) => string;
};
const OF_CHAT: QuietLinks = {
  step: quietButton.write,
  from: quietFromButton.write,
  hours: quietHoursButton.write,
};

type State = Clock & { readonly quiet: QuietHours | null };

export function quietPage(texts: Texts, { quiet, timezone, now }: State) {
  return plain(texts.when.quietAsk({ quiet, timezone, now }), [
    ...quietRows(texts, quiet ?? 'none', OF_CHAT),
    [{ text: texts.buttons.back, callback: settingsButton.write() }],
  ]);
}

/** `null`: none of them is chosen. */
export function quietRows(
  { when, current }: Texts,
  quiet: OwnWhen['quiet'],
  links: QuietLinks,
): Rows {
  const mark = (label: string, isCurrent: boolean) => (isCurrent ? current(label) : label);
  const hours = quiet === 'none' ? null : quiet;
  return [
    ...USUAL.map((each) => [
      {
        text: mark(when.quietHours(each), each.from === hours?.from && each.to === hours.to),
        callback: links.hours(each.from, each.to),
      },
    ]),
    [{ text: when.quietOwn, callback: links.step('own') }],
    [{ text: mark(when.quietOff, quiet === 'none'), callback: links.step('off') }],
  ];
}

export function quietFromPage(texts: Texts, links = OF_CHAT) {
  return plain(texts.when.quietFromAsk, [...hourGrid(links.from), backToQuiet(texts, links)]);
}

/** Every hour but the first itself, the next one first. */
export function quietToPage(texts: Texts, from: number, links = OF_CHAT) {
  const hours = hoursFrom(from + 1).filter((each) => each !== from);
  return plain(texts.when.quietToAsk(from), [
    ...hourGrid((to) => links.hours(from, to), hours),
    backToQuiet(texts, links),
  ]);
}

function backToQuiet({ buttons }: Texts, links: QuietLinks) {
  return [{ text: buttons.back, callback: links.step('show') }];
}
