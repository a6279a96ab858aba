/** Characters of the radicals' supplement that fonts give for the common ones, and two that NFKC takes wrongly. */
const PLAIN: ReadonlyMap<string, string> = new Map(
  `⼾户 ⺠民 ⻅见 ⻋车 ⻓长 ⻔门 ⻘青 ⻝食 ⻢马 ⻩黄 ⻰龙 ⺁厂 ⺎兀 ⺒巳 ⻁虎 ⻄西 ⻆角 ⻉贝 ⻙韦 ⻚页 ⻛风 ⻜飞 ⻣骨 ⻤鬼 ⻥鱼 ⻦鸟 ⻧卤 ⻨麦 ⻬齐 ⻮齿`
    .split(' ')
    .map((pair): [string, string] => [pair.slice(0, 1), pair.slice(1)]),
);

/** What only says how a letter is drawn: radicals, doubled ideographs, and the marks of vertical text. */
const DRAWN = /[\u2e80-\u2fdf\uf900-\ufaff\ufe10-\ufe19\ufe30-\ufe44]/gu;
/** No letters at all: private to a font, or never printed. */
const UNREADABLE =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
  /[\u0000-\u0008\u000b-\u001f\u007f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufffd\ue000-\uf8ff]/gu;

/**
 * Puts the letters back that a font's map gives as radicals (⼈ for 人): a search for them fails silently.
 * Never the whole text: full-width marks stay as printed.
 */
export function repairLetters(text: string): string {
  return text
    .replace(UNREADABLE, '')
    .replace(/\s/gu, ' ')
    .replace(/\u2e3a/gu, '——')
    .replace(DRAWN, (letter) => PLAIN.get(letter) ?? letter.normalize('NFKC'));
}
