import { ITEM_KINDS } from '../domain/index.ts';
import { LabelError, readLabelled } from './labels.ts';
import { type Bin, type Confusion, type Measure, measure, type Row } from './measure.ts';
import { count } from './report.ts';
import { ratesOf } from './score.ts';

type Options = {
  readonly print: (line: string) => void;
  readonly fail: (line: string) => void;
};

/** Scores the parser on a labelled folder. The exit code is 1 if there is no labelled text in it. */
export async function evalFolder(dir: string, { print, fail }: Options): Promise<0 | 1> {
  try {
    const texts = await readLabelled(dir);
    for (const problem of texts.flatMap(({ problems }) => problems)) print(problem);
    for (const line of tableOf(measure(texts))) print(line);
    return 0;
  } catch (error) {
    if (!(error instanceof LabelError)) throw error;
    fail(error.message);
    return 1;
  }
}

function tableOf(measured: Measure): string[] {
  const { texts, layers, actions, carriers, bins, calibrationError, told, confusion } = measured;
  const [acts, ...others] = layers.map(rateLine);
  const inset = (row: Row) => rateLine({ ...row, name: `  ${row.name}` });
  return [
    `${count(texts, 'text', 'texts').padEnd(NAME)} precision  recall      F1   wanted  given`,
    acts ?? '',
    ...actions.map(inset),
    ...others,
    '',
    'acts by carrier',
    ...carriers.map((row) => inset({ ...row, name: `${row.name} (${row.texts})` })),
    '',
    'confidence              facts   right   share   mean confidence',
    ...bins.map(binLine),
    `expected calibration error ${calibrationError?.toFixed(3) ?? '–'}`,
    `told as facts: ${told.facts}, of which right ${shareOf(told.right, told.facts)}`,
    '',
    ...confusionLines(confusion),
  ];
}

const NAME = 22;

function rateLine({ name, score }: Row): string {
  const { precision, recall, f1 } = ratesOf(score);
  const rates = [precision, recall, f1].map((rate) => rate?.toFixed(3) ?? '–');
  const counts = [score.wanted, score.given].map((count) => String(count).padStart(7));
  return `${name.padEnd(NAME)} ${rates.map((rate) => rate.padStart(8)).join(' ')} ${counts.join('')}`;
}

function binLine({ from, to, facts, right, meanConfidence }: Bin): string {
  const range = `  ${from.toFixed(2)} to ${to.toFixed(2)}`.padEnd(NAME);
  const mean = facts === 0 ? '–' : meanConfidence.toFixed(3);
  const numbers = [facts, right, shareOf(right, facts), mean];
  return `${range}${numbers.map((number) => String(number).padStart(8)).join('')}`;
}

function shareOf(part: number, whole: number): string {
  return whole === 0 ? '–' : (part / whole).toFixed(3);
}

function confusionLines({ articles, count: counted }: Confusion): string[] {
  const columns = [...ITEM_KINDS, null];
  const head = columns.map((kind) => (kind ?? 'not found').padStart(13)).join('');
  return [
    `${`kinds of ${count(articles, 'article', 'articles')}`.padEnd(NAME)}${head}`,
    ...ITEM_KINDS.map((labelled) => {
      const counts = columns.map((read) => String(counted(labelled, read)).padStart(13));
      return `${`  ${labelled}`.padEnd(NAME)}${counts.join('')}`;
    }),
  ];
}
