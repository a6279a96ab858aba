import { simplify } from '../domain/index.ts';
import { cap, graphemeBoundary } from './clean.ts';

/** About four lines on a phone. */
const LEAD_LENGTH = 90;

/** Who brought the news is said in the full text. */
const DATELINES = [
  // 本报讯（记者 李凌峰）昨天下午…
  /^本[报网台刊](?:讯|消息)\s*(?:[（(][^）)]{0,80}[）)])?[：:]?\s*/u,
  // 新华社北京8月17日电（记者 王明） 国务院任免…
  /^(?:新华社|中新社|人民网|中新网)[^\s，。（）]{2,16}电\s*(?:[（(][^）)]{0,80}[）)])?\s*/u,
  // 平阳讯（记者 李凌峰）昨天下午…
  /^[^\s，。（）]{2,16}[讯电]\s*[（(](?:记者|通讯员|见习|实习)[^）)]{0,80}[）)]\s*/u,
  // 央视网消息（新闻联播）：国家主席…
  /^[^\s，。（）]{1,6}[网社台报]消息\s*(?:[（(][^）)]{0,40}[）)])?[：:]\s*/u,
];

const OPENING = new Set('“‘「『《（(【〈');
const CLOSING = new Set('”’」』》）)】〉');
const SENTENCE_END = new Set('。！？!?');
/** The first mark of a run: «……» is one. */
const CLAUSE_END = /(?<![，；：,;:…])[，；：,;:…]/gu;

/** The first sentence of a report, or as much of it as reads well, ending in «…». */
export function leadOf(body: readonly string[]): string {
  const opening = body.find((paragraph) => !isSalutation(paragraph)) ?? '';
  const said = opening.slice(datelineLength(opening)).replace(/\s+/gu, ' ').trim();
  const sentence = said.slice(0, sentenceEnd(said)).replace(/[，；、,;]$/u, '…'); // it goes on below
  return sentence.length <= LEAD_LENGTH ? sentence : atClause(sentence);
}

/** In traditional letters, too: 本報訊（記者 李凌峰）. */
function datelineLength(opening: string): number {
  const plain = simplify(opening);
  for (const dateline of DATELINES) {
    const [printed] = dateline.exec(plain) ?? [];
    if (printed !== undefined) return printed.length;
  }
  return 0;
}

/** 各乡镇人民政府，县政府直属各单位： */
function isSalutation(paragraph: string): boolean {
  return /[：:]$/u.test(paragraph) && paragraph.length <= 200;
}

/** Past the first mark that ends a sentence and stands in no quotation. */
function sentenceEnd(text: string): number {
  let depth = 0;
  for (let at = 0; at < text.length; at++) {
    const letter = text.charAt(at);
    if (OPENING.has(letter)) depth++;
    else if (CLOSING.has(letter)) depth = Math.max(0, depth - 1);
    else if (depth === 0 && SENTENCE_END.has(letter)) return pastMarks(text, at + 1);
  }
  return text.length;
}

/** ！？ and ！” go with the sentence they end. */
function pastMarks(text: string, from: number): number {
  let at = from;
  while (SENTENCE_END.has(text.charAt(at)) || CLOSING.has(text.charAt(at))) at++;
  return graphemeBoundary(text, 0, at) === at ? at : text.length;
}

function atClause(sentence: string): string {
  const clauses = [...sentence.slice(0, LEAD_LENGTH).matchAll(CLAUSE_END)];
  const at = clauses.findLast((match) => match.index >= LEAD_LENGTH / 3)?.index;
  return at === undefined ? cap(sentence, LEAD_LENGTH) : `${sentence.slice(0, at)}…`;
}
