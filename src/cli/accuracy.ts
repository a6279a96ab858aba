import { CONFIDENCE_LINE, ITEM_KINDS } from '../domain/index.ts';
import type { LabelledText } from './labels.ts';
import { type Bin, type Confusion, type Measure, measure, type Row } from './measure.ts';
import { ratesOf } from './score.ts';

/** A folder of labelled texts, as the page introduces it. */
export type MeasuredFolder = {
  readonly path: string;
  readonly about: string;
  /** `[]`: there are none yet. */
  readonly texts: readonly LabelledText[];
};

type Folders = {
  /** What the patterns were written with. */
  readonly development: readonly MeasuredFolder[];
  /** What nobody looked at while writing them. */
  readonly test: readonly MeasuredFolder[];
};

/** `docs/accuracy.md`: the same folders give the same page. */
export function accuracyPage({ development, test }: Folders): string {
  return [
    '# How well Gongbao reads',
    'Written by `npm run accuracy` from the labelled texts in this repository; `npm run check` fails if it is out of date. Do not edit it.',
    'A record counts as found only if every field of it is as labelled: of an act the person, the action, the post, the organization in full and the date. The rules are those of the annotation guideline; `npm run gongbao -- eval DIR` prints the same for any folder.',
    howToRead(textsOf(test).length),
    ...part('Test texts', test),
    ...part('Development texts', development),
  ].join('\n\n');
}

function howToRead(tested: number): string {
  const expected =
    tested === 0
      ? 'What may be expected of a text nobody has seen is not measured yet: there are no test texts.'
      : `What may be expected of a text nobody has seen is what the test texts say; there are ${tested} of them, so the figures are uncertain by several points.`;
  return (
    "**How to read it.** The patterns were written with the development texts at hand: their figures say that what was read once is still read, and promise nothing about tomorrow's paper. " +
    `${expected} Facts with a confidence below ${CONFIDENCE_LINE} are told to nobody before an admin has reviewed them; the figures count them all the same.`
  );
}

function part(name: string, folders: readonly MeasuredFolder[]): string[] {
  const texts = textsOf(folders);
  return [
    `## ${name}`,
    folders.map((folder) => `- ${describe(folder)}`).join('\n'),
    ...(texts.length > 0 ? tables(measure(texts)) : []),
  ];
}

function textsOf(folders: readonly MeasuredFolder[]): LabelledText[] {
  return folders.flatMap(({ texts }) => texts);
}

function describe({ path, about, texts }: MeasuredFolder): string {
  if (texts.length === 0) return `\`${path}\`: ${about}. None yet.`;
  const tally = (words: readonly string[]) =>
    [...Map.groupBy(words, (word) => word)]
      .map(([word, all]) => `${all.length} ${word}`)
      .sort()
      .join(', ');
  const origins = tally(texts.map(({ provenance }) => provenance ?? 'of unknown origin'));
  const carriers = tally(texts.map(({ carrier }) => carrier ?? 'unread'));
  const kinds = tally(texts.map(({ gold }) => gold.kind));
  return `\`${path}\`: ${about}. ${count(texts.length)} (${origins}; as ${carriers}; by kind ${kinds}).`;
}

function count(texts: number): string {
  return texts === 1 ? '1 text' : `${texts} texts`;
}

function tables(measured: Measure): string[] {
  const { layers, actions, carriers, bins, calibrationError, told, confusion } = measured;
  const used = (row: Row) => row.score.wanted + row.score.given > 0;
  return [
    '### By layer',
    rateTable('Layer', layers),
    '### Acts by action',
    rateTable('Action', actions.filter(used)),
    '### Acts by carrier',
    rateTable(
      'Carrier',
      carriers.map((row) => ({ ...row, name: `${row.name} (${count(row.texts)})` })),
    ),
    '### Confidence',
    `Of the ${told.facts} acts and key dates that are told without a review, ${told.right} are right (${share(told.right, told.facts)}). Expected calibration error: ${calibrationError?.toFixed(3) ?? '–'}.`,
    binTable(bins),
    '### Kinds',
    `The labelled kind of ${confusion.articles} articles, and the kind they were read as.`,
    confusionTable(confusion),
  ];
}

function rateTable(head: string, rows: readonly Row[]): string {
  return table(
    [head, 'Precision', 'Recall', 'F1', 'Wanted', 'Given'],
    rows.map(({ name, score }) => {
      const { precision, recall, f1 } = ratesOf(score);
      const rates = [precision, recall, f1].map((rate) => rate?.toFixed(3) ?? '–');
      return [name, ...rates, String(score.wanted), String(score.given)];
    }),
  );
}

function binTable(bins: readonly Bin[]): string {
  return table(
    ['Confidence', 'Facts', 'Right', 'Share right', 'Mean confidence'],
    bins
      .filter(({ facts }) => facts > 0)
      .map(({ from, to, facts, right, meanConfidence }) => [
        `${from.toFixed(2)} to ${to.toFixed(2)}`,
        String(facts),
        String(right),
        share(right, facts),
        meanConfidence.toFixed(3),
      ]),
  );
}

function confusionTable({ count: counted }: Confusion): string {
  const columns = [...ITEM_KINDS, null];
  return table(
    ['Labelled', ...columns.map((kind) => kind ?? 'not found')],
    ITEM_KINDS.map((labelled) => [
      labelled,
      ...columns.map((read) => String(counted(labelled, read))),
    ]),
  );
}

function share(part_: number, whole: number): string {
  return whole === 0 ? '–' : (part_ / whole).toFixed(3);
}

/** The first column says what, the others how much. */
function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  const rule = head.map((_, column) => (column === 0 ? '---' : '---:'));
  return [line(head), line(rule), ...rows.map(line)].join('\n');
}
