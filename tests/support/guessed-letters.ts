import type { Item } from '../../src/domain/index.ts';

/** Of a scan: so many letters are guessed wrong, and of these some are lost and some are two. */
export type Guessing = { readonly rate: number; readonly random: () => number };

/** Letters that are guessed for others as well as any. */
const LETTERS = '且目日曰已己书语暂狼酬去士土未末千干入人八几九儿力刀夭天夫失矢午牛田由甲申';

function guessLetters(text: string, { rate, random }: Guessing): string {
  return [...text].map((letter) => (random() < rate ? guess(letter, random) : letter)).join('');
}

function guess(letter: string, random: () => number): string {
  const other = LETTERS[Math.floor(random() * LETTERS.length)] ?? letter;
  const what = random();
  if (what < 0.7) return other;
  return what < 0.85 ? '' : `${letter}${other}`;
}

/** An article as a scan gives it; its facts wait. */
export function guessItem(item: Item, guessing: Guessing): Item {
  const doubted = { confidence: 0.7, reasons: ['ocr'] };
  return {
    ...item,
    title: guessLetters(item.title, guessing),
    body: guessLetters(item.body, guessing),
    acts: item.acts.map((act) => ({
      ...act,
      ...doubted,
      person: guessLetters(act.person, guessing),
    })),
    keyDates: item.keyDates.map((date) => ({ ...date, ...doubted })),
  };
}
