import { lean } from '../lines/lean.ts';
import { matchesOf, mayHold } from '../lines/matches.ts';
import { evenWidths } from '../lines/widths.ts';
import { isName, readNames, startsWithSurname } from '../names/names.ts';
import type { ListState } from './act-scene.ts';

/** 「…代表、原副省长冯新柱因涉嫌严重违纪违法，…决定罢免其…」: whom the sentence is about. */
const HOLDER = lean(
  /(?:代表|[省市县区州镇乡局厅部处院校]长|主任|书记|主席|委员|董事长|经理|选出的|给予|被告人|据(?:介绍|了解|悉|查)，|(?:[0-9一二三四五六七八九十]\s?日|[上下]午|近日|日前)，|^)(?<name>\p{Script=Han}{2,4}?)(?=因|，|被|涉嫌|严重|违规|违反|公车|受到|本人|同志|提出|主动|自愿|此前|采取|实施|撤职|政务处分|开除|利用|在担?任)/gu,
);

/** 朱永和|提出辞去…，蚌埠市人大常委会决定接受其辞职 */
const ASKS = lean(
  /(?:^|[，。；：]|审议了|根据|鉴于)(?:[^，。；：]{0,40}(?:[长员任记]|代表|委员))?(?<name>(?!提出|请求|申请|要求|因)\p{Script=Han}{2,4}?)(?:同志|副?[省市县区州镇乡]长)?(?:本人|因[^，。；]{1,20})?(?:，)?(?:本人|自愿|主动)?(?:书面)?(?:向[^，。；]{2,20})?(?:提出|请求|申请|要求)的?(?:了|请求|要求)?辞去(?<post>[^，。；：]{2,60}?)(?:职务|$|(?=[，。]))/gu,
);

const PRONOUN = /[其他她]/u;

/** Whom «其» means: the last person of the sentence, else those of the act before. */
export function antecedent(match: RegExpExecArray, state: ListState): readonly string[] {
  const { input, index: at } = match;
  const last = state.people.at(-1);
  const saysWho = PRONOUN.test(match[0]);
  const isOfWish = saysWho && match[0].includes('辞');
  // Nobody was named yet in this row: then the sentences before tell whom it is about.
  const isNew = saysWho && (last === undefined || !input.slice(0, at).includes(last));
  const from = isNew ? 0 : input.lastIndexOf('。', at) + 1;
  const sentence = input.slice(Math.max(from, at - 300), at);
  const own = sentence.slice(sentence.lastIndexOf('。') + 1);
  const deputies = saysWho ? deputiesIn(own, last) : [];
  if (deputies.length > 1) return deputies;
  // Somebody of this sentence is meant, of whom nothing could be read.
  const isOfOther =
    saysWho &&
    state.action === null &&
    /(?:任命|免去|接受|选举|补选)[^，。；]{2,40}[，；]$/u.test(
      input.slice(Math.max(0, input.lastIndexOf('。', at - 1) + 1), at),
    );
  if (isOfOther) return [];
  const asks = isOfWish ? matchesOf(ASKS, sentence) : [];
  const asking = asks.at(-1)?.groups?.['name'] ?? '';
  if (isName(asking) && startsWithSurname(asking)) return [asking];
  const wish = isOfWish ? wishIn(sentence) : 0;
  const together = isOfWish ? askingTogether(sentence.slice(wish)) : [];
  if (together.length > 1) return together;
  for (const { groups, index } of matchesOf(HOLDER, sentence).reverse()) {
    const name = groups?.['name'] ?? '';
    // An act told in between speaks of its own people, and so does a clause in which nobody asks.
    if (index < wish || (last !== undefined && sentence.lastIndexOf(last) > index)) break;
    if (
      isName(name) &&
      (startsWithSurname(name) || /^因病|^去世|^病/u.test(sentence.slice(index + name.length)))
    )
      return [name];
  }
  // Who asks could not be read: nobody of another sentence is meant.
  if (isOfWish && (WISH.test(own) || own.includes('提出辞职'))) return [];
  if (isNew && !state.goesOn && OTHER.test(own)) return [];
  // Without «其» only an act of the same sentence can be meant: 「…，不再担任…」.
  return saysWho || state.action !== null ? state.people : [];
}

/** Where the clause begins in which somebody asks to resign: …因病去世；|代表王芳本人提出辞去代表职务，… */
function wishIn(sentence: string): number {
  const wish = sentence.search(WISH);
  return Math.max(sentence.lastIndexOf('；', wish), sentence.lastIndexOf('。', wish)) + 1;
}

/** 代表|王芳、李明|，本人书面提出辞去代表职务 */
const TOGETHER = lean(
  /(?:代表|[省市县区州镇乡局院]长|主任|书记|主席|委员)(?<names>\p{Script=Han}{2,4}(?:[、和]\p{Script=Han}{2,4}){1,9}?)(?:同志)?(?:[一二两三四五六七八九]人)?，?(?:均|都|分别|先后|因[^，。；]{1,20}，?)?(?:本人|自愿|主动|书面|已|分别|向[^，。；]{2,20}){0,4}(?:提出|请求|申请|要求)/gu,
);

function askingTogether(clause: string): string[] {
  const names = readNames(matchesOf(TOGETHER, clause).at(-1)?.groups?.['names'] ?? '') ?? [];
  return names.every(startsWithSurname) ? names : [];
}

/** 第九选区选出的代表|王芳|、原代表|李明|因工作调动, each after the office, and no act told since. */
const DEPUTY = lean(
  /代表(?<name>[\p{Script=Han}·•・‧]{2,16}?)(?=$|因|均|都|本人|书面|分别|先后|已|自愿|主动|提出|请求|申请|要求|向|被|涉嫌|受到|调[离出任动]|迁[出离]|去世|病[故逝])/u,
);

function deputiesIn(sentence: string, last: string | undefined): string[] {
  const clause = sentence.split(/[，；：]/u).findLast((one) => SEVERAL.test(one));
  if (!clause || (last && sentence.lastIndexOf(last) > sentence.indexOf(clause))) return [];
  const names = clause.split(SEVERAL).map((part) => DEPUTY.exec(part)?.groups?.['name'] ?? '');
  return names.every(isName) ? names : [];
}
/** 院长尔东升因工作调动，…接受其辞职: somebody else than the people of the rows above. */
const OTHER = lean(
  /(?:代表|[省市县区州镇乡局厅院校]长|主任|书记|主席|委员)(?!会|大会|法)[^，。；：、会]{2,4}(?:因|提出|本人|涉嫌|严重|受到)/u,
);
const SEVERAL = lean(/(?<=代表[^、]{2,30})[、和及](?=[^、]{0,30}代表[^、大])/u);

/** 王芳提出辞去…职务，李明提出辞去…职务，会议决定|接受其辞职: all whose wish is not yet told as granted. */
export function askingBefore(text: string): { readonly name: string; readonly post: string }[] {
  const from = Math.max(...['。', '接受', '同意'].map((mark) => text.lastIndexOf(mark))) + 1;
  return matchesOf(ASKS, text.slice(Math.max(from, text.length - 600)))
    .map(({ groups }) => ({ name: groups?.['name'] ?? '', post: groups?.['post'] ?? '' }))
    .filter(({ name }) => isName(name) && startsWithSurname(name));
}

/** Without it nobody asks to resign; padding may stand in it. */
const WISH = /(?:提\s*出|请\s*求|申\s*请|要\s*求)[\s的了请求要]*辞\s*去/u;

/** The posts that people ask to give up, under their names. */
export function petitionsIn(rows: readonly string[]): ReadonlyMap<string, string> {
  const told = rows.filter((text) => mayHold(text, WISH) && WISH.test(text));
  return new Map(
    told
      .flatMap((text) => matchesOf(ASKS, evenWidths(text).replace(/\s/gu, '')))
      .map(({ groups }) => [groups?.['name'] ?? '', groups?.['post'] ?? '']),
  );
}
