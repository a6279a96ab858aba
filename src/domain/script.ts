import { letterPairs } from './traditional-letters.ts';

/** 縣 -> 县 */
const simplified = new Map<string, string>();
for (let at = 0; at < letterPairs.length; at += 2)
  simplified.set(letterPairs.charAt(at), letterPairs.charAt(at + 1));
// 薴 -> 苧 -> 苎: what is simplified stays as it is when it is simplified again.
for (const [letter, plain] of simplified) simplified.set(letter, simplified.get(plain) ?? plain);

/** By a letter's number. Most words have none, and words are compared by the hundred thousand. */
const isTraditional = new Uint8Array(0x10000);
for (const letter of simplified.keys()) isTraditional[letter.charCodeAt(0)] = 1;

/** Simplified letters that are traditional ones too, though of another word: 后 of 皇后, 后 of 以后 (後). */
const OF_BOTH = new Set(
  `丑于云后里余范郁游党仇干几台征准丰冲采须御赞系向杰峰群涂占种万尸咨咸据术朴斗岳布局私幸家俊胄克札恤即念咽冢奸娘昆吊雕佛栗戚欲蒙捍拼挲舍挨卷扇折抬教旗既升拐查杆棋矩梁僵泛污溯泄凌
沈漓抵呆璇酸愈症杯真困朱碕棱谷蓑扎弦捆彩致累才玩修庵搜席卜芸姜苔蔑同胡制核托注志噪溪狸逾踊挽回周糖扣巨表旋合板暗只沾秋千刮飧糊喂松哄面曲冬出`.replace(
    /\s/gu,
    '',
  ),
);

/** 后 -> 后 後 */
const traditional = new Map<string, string[]>();
for (const [letter, plain] of simplified) {
  const letters = traditional.get(plain) ?? (OF_BOTH.has(plain) ? [plain] : []);
  traditional.set(plain, [...letters, letter]);
}

/** Traditional letters, each with its simplified form. */
export function letterForms(): Iterable<readonly [letter: string, plain: string]> {
  return simplified;
}

/** Letter for letter: a place in it is the same place in what was printed. */
export function simplify(text: string): string {
  for (let at = 0; at < text.length; at += 1)
    if (isTraditional[text.charCodeAt(at)] === 1)
      return text.replace(/[\u4e00-\u9fff]/gu, simplifyLetter);
  return text;
}

function simplifyLetter(letter: string): string {
  return simplified.get(letter) ?? letter;
}

/** Whether more of its letters are traditional than simplified. Of those that are both it says nothing. */
export function looksTraditional(text: string): boolean {
  let balance = 0;
  for (const letter of text) {
    if (simplified.has(letter)) balance += 1;
    else if (traditional.has(letter) && !OF_BOTH.has(letter)) balance -= 1;
  }
  return balance > 0;
}

/** So many ways to print one word are looked for. */
const MOST_SPELLINGS = 32;

/** How a word may be printed: as it was typed, simplified, and in each traditional way (范 -> 范, 範). */
export function spellingsOf(word: string): string[] {
  const plain = simplify(word);
  let spellings = [''];
  for (const letter of plain) {
    const letters = traditional.get(letter) ?? [letter];
    spellings = spellings.flatMap((start) => letters.map((each) => start + each));
    if (spellings.length > MOST_SPELLINGS) return [...new Set([word, plain])];
  }
  return [...new Set([word, plain, ...spellings])];
}
