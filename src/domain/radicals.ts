/** Characters of the radicals' supplement that fonts give for the common ones, and two that NFKC takes wrongly. */
const PLAIN: ReadonlyMap<string, string> = new Map(
  `⼾户 ⺠民 ⻅见 ⻋车 ⻓长 ⻔门 ⻘青 ⻝食 ⻢马 ⻩黄 ⻰龙 ⺁厂 ⺎兀 ⺒巳 ⻁虎 ⻄西 ⻆角 ⻉贝 ⻙韦 ⻚页 ⻛风 ⻜飞 ⻣骨 ⻤鬼 ⻥鱼 ⻦鸟 ⻧卤 ⻨麦 ⻬齐 ⻮齿`
    .split(' ')
    .map((pair): [string, string] => [pair.slice(0, 1), pair.slice(1)]),
);

/** What only says how a letter is drawn: radicals, doubled ideographs, and the marks of vertical text. */
const DRAWN = /[\u2e80-\u2fdf\uf900-\ufaff\ufe10-\ufe19\ufe30-\ufe44]/gu;

/** ⼈⺠ → 人民, letter for letter: some fonts give the radical for the word, and a search fails silently. */
export function plainLetters(text: string): string {
  return text.replace(DRAWN, (letter) => {
    const plain = PLAIN.get(letter) ?? letter.normalize('NFKC');
    return plain.length === letter.length ? plain : letter;
  });
}
