import { type Flow, joinFlows, sliceFlow } from '../lines/flow.ts';
import { lean } from '../lines/lean.ts';
import { matchesOf } from '../lines/matches.ts';
import { startsWithSurname } from './names.ts';

/** 沈某某, 沈某: a family name, and of the rest only that there is one. */
const HIDDEN = lean(/(?<surname>\p{Script=Han})某{1,2}/gu);
/** 关于|沈家旺|代表资格终止的公告: where a document's headline names whom its text hides. */
const NAMED = lean(
  /(?:关于|接受|罢免|免去|撤销|终止|停止|对)(?<name>\p{Script=Han}{2,4}?)(?=同志|的|代表|辞去|涉嫌|职务|执行|采取)/gu,
);

/** The text's rows with hidden names written out, each where the headline gives exactly one for it. */
export function revealNames(rows: readonly Flow[], headlines: readonly Flow[]): readonly Flow[] {
  const named = headlines
    .flatMap(({ text }) => matchesOf(NAMED, text).map(({ groups }) => groups?.['name'] ?? ''))
    .filter((name) => startsWithSurname(name) && !name.includes('某'));
  if (named.length === 0) return rows;
  return rows.map((row) => (row.text.includes('某') ? reveal(row, named) : row));
}

function reveal(flow: Flow, named: readonly string[]): Flow {
  const parts: Flow[] = [];
  let from = 0;
  for (const { 0: hidden, index, groups } of flow.text.matchAll(HIDDEN)) {
    const [name, ...others] = named.filter((one) => one.startsWith(groups?.['surname'] ?? ''));
    if (name === undefined || others.length > 0) continue;
    const end = index + hidden.length;
    const at = [...name].map((_, letter) => flow.at[Math.min(index + letter, end - 1)] ?? 0);
    parts.push(sliceFlow(flow, from, index), { text: name, at });
    from = end;
  }
  return from === 0 ? flow : joinFlows([...parts, sliceFlow(flow, from)]);
}
