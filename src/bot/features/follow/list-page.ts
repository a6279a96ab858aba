import type { ClassicMessage, Interest } from '../../../domain/index.ts';
import { plain, type Rows } from '../../answer.ts';
import type { BotContext } from '../../context.ts';
import { composePage } from '../../paging.ts';
import type { Texts } from '../../texts/index.ts';
import { settingsButton } from '../settings-buttons.ts';
import { dropButton, followsButton, interestButton } from './buttons.ts';
import { inShort } from './words.ts';

/** `show`: a button leads to the page of each; `drop`: it ends it. */
export type ListMode = 'show' | 'drop';

type Wanted = {
  readonly interests: readonly Interest[];
  readonly mode: ListMode;
  readonly page: number;
};

/** One page of what is followed; `undefined` if nothing is. */
export function listPage(
  { texts }: BotContext,
  { interests, mode, page }: Wanted,
): Promise<ClassicMessage | undefined> {
  return composePage<Interest>(
    {
      find: ({ limit, offset }) =>
        Promise.resolve({
          entries: interests.slice(offset, offset + limit),
          total: interests.length,
        }),
      compose: (entries, place) => {
        const total = interests.length;
        const { text, rows } = compose(texts, entries, { ...place, mode, total });
        return plain(text, rows);
      },
    },
    page,
  );
}

type Place = {
  readonly page: number;
  readonly pages: number;
  readonly mode: ListMode;
  readonly total: number;
};

function compose(texts: Texts, entries: readonly Interest[], place: Place) {
  const { follows } = texts;
  const { page, pages, mode, total } = place;
  const head = [follows.listTitle(total), ...(pages > 1 ? [follows.pageOf(page, pages)] : [])];
  const lines = entries.map((interest) => `· ${follows.listLine(interest.query, interest)}`);
  const hint = mode === 'show' ? follows.listHint : follows.dropHint;
  return {
    text: [head.join('\n'), lines.join('\n'), hint].join('\n\n'),
    rows: [
      ...entries.map((interest) => [buttonOf(texts, interest, mode)]),
      ...turning(texts, place),
      [{ text: texts.buttons.settings, callback: settingsButton.write() }],
    ],
  };
}

function buttonOf({ follows }: Texts, { id, query }: Interest, mode: ListMode) {
  return mode === 'show'
    ? { text: follows.open(inShort(query)), callback: interestButton.write(id) }
    : { text: follows.drop(inShort(query)), callback: dropButton.write(id) };
}

function turning({ follows }: Texts, { page, pages, mode }: Place): Rows {
  const row = [
    ...(page > 1
      ? [{ text: follows.previous, callback: followsButton.write(mode, page - 1) }]
      : []),
    ...(page < pages
      ? [{ text: follows.next, callback: followsButton.write(mode, page + 1) }]
      : []),
  ];
  return row.length > 0 ? [row] : [];
}
