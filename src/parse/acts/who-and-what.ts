import { lean } from '../lines/lean.ts';
import { matchesOf } from '../lines/matches.ts';
import { readHolder, readNames, startsWithSurname, withoutOffice } from '../names/names.ts';
import { resolveOrganization } from '../names/organizations.ts';
import { isBarePost, isPost } from '../names/posts.ts';
import { isPlace, splitPeople } from '../names/split-person.ts';
import type { ActScene, ListState } from './act-scene.ts';
import { antecedent, askingBefore } from './antecedent.ts';
import type { Wording } from './wordings.ts';

/** The post someone asks to give up; who accepts it may not name it again. */
export const ASKED = lean(/辞去(?<post>[^，。；：]{2,60}?)职务/gu);

/** What neither a name nor a body contains. */
const VERB = /免去|任命|辞去|接受|通过|关于|提请|补选|罢免|撤销|决定|举行|召开|停止|执行|暂时/u;

type Told = {
  readonly people: readonly string[];
  readonly printed: string;
  readonly isGuess?: true;
};
type Around = { readonly wording: Wording; readonly state: ListState; readonly scene: ActScene };

/** Who a wording speaks of and the posts it names: one pair, or several in a row. */
export function partsOf(match: RegExpExecArray, around: Around): Told[] {
  const { both, held, post = '' } = match.groups ?? {};
  if (held !== undefined) return heldOf(held);
  if (both !== undefined) return bothOf(both, match, around);
  const { names, printed } = ownFor(match, post);
  const { wording, state } = around;
  const before = match.input.slice(0, match.index);
  if (wording.people === 'before' && printed === '' && match[0].includes('辞')) {
    const asking = askingBefore(before);
    if (asking.length > 1) return asking.map((one) => ({ people: [one.name], printed: one.post }));
  }
  const people =
    wording.people === 'before'
      ? antecedent(match, state)
      : (readNames(wording.needsDecision ? names : withoutOffice(names)) ?? readHolder(names));
  const told =
    printed === '' ? undefined : inFull(ofDeputy(printed, names, people), before, around);
  return [
    {
      people: people ?? [],
      printed:
        told ??
        state.petitions.get(people?.[0] ?? '') ??
        heldBefore(names, people) ??
        askedBefore(before, state),
    },
  ];
}

/** A post as printed, with the body of which words before it tell. */
function inFull(printed: string, before: string, { state, scene }: Around): string {
  const told = ofSession(ofThoseAbove(printed, before), before, scene);
  return ofToldBody(told, `${state.above}${before}`, scene);
}

/** 免去…香港特别行政区基本法委员会主任、…澳门特别行政区基本法委员会主任职务，任命王芳为|上述两个基本法委员会主任 */
const OF_ABOVE = lean(
  /^(?:上述|以上|前述)(?<count>[两二三四五])个(?<kind>\p{Script=Han}{1,12}?(?:委员会|[局厅部院室会]|公司|中心))(?<post>副?\p{Script=Han}{2,6})$/u,
);

/** 选举产生了大会主席团，选举王芳为|秘书长|: of the session, as its presidium is. */
function ofSession(printed: string, before: string, { session }: ActScene): string {
  const isOfficer = session !== null && printed === '秘书长';
  return isOfficer && /主席团[^。]{0,40}$/u.test(before) ? `大会${printed}` : printed;
}

/** 会议听取了县水利局的报告，任命王芳为|该局局长|: of the only one of its kind told before. */
function ofToldBody(printed: string, text: string, scene: ActScene): string {
  const { kind, rest = '' } = /^[该本](?<kind>[局院厅])(?<rest>.+)$/u.exec(printed)?.groups ?? {};
  if (kind === undefined) return printed;
  const bodies = new Set(
    matchesOf(TOLD_BODY, text)
      .filter(({ groups }) => groups?.['kind'] === kind)
      .map(({ index, groups }) => {
        const before = text.slice(Math.max(0, index - 12), index);
        const place = scene.issuerPlace?.slice(0, -1) ?? '';
        const isOwn = NO_PLACE.test(before) || (place !== '' && before.endsWith(place));
        return isOwn
          ? resolveOrganization(groups?.['body'] ?? '', scene.homes, scene.issuerPlace).name
          : before;
      }),
  );
  const [body = ''] = bodies;
  return bodies.size === 1 && body.endsWith(kind) ? `${body}${rest}` : printed;
}

const TOLD_BODY = lean(
  /(?<body>[省市县区州旗](?![长委])[^\P{Script=Han}省市县区州旗]{1,10}?(?<kind>[局院厅]))/gu,
);
/** What ends before a body begins. */
const NO_PLACE = lean(/(?:^|\P{Script=Han}|[了对由的和与及在向为任到据经是于])$/u);

/** The bodies that were told before, each with the post. */
function ofThoseAbove(printed: string, text: string): string {
  const { count = '', kind = '', post = '' } = OF_ABOVE.exec(printed)?.groups ?? {};
  if (post === '') return printed;
  const above = text.slice(-400).split(/[，。；：、的为]/u);
  const bodies = above.flatMap((part) => {
    const end = part.indexOf(kind);
    return end < 1 ? [] : [part.slice(0, end + kind.length)];
  });
  const last = [...new Set(bodies)].slice(-(' 一二三四五'.indexOf(count.replace('两', '二')) || 1));
  return last.length > 1 ? last.map((body) => `${body}${post}`).join('、') : printed;
}

/** 接受|副县长|王芳的辞职: what the one named holds is what is given up. */
function heldBefore(names: string, people: readonly string[] | undefined): string | undefined {
  const [person, ...others] = people ?? [];
  const office = person && others.length === 0 ? names.slice(0, names.lastIndexOf(person)) : '';
  return isPost(office) ? office : undefined;
}

/** 推选|区人大常委会副主任|王芳代理主任职务: of the body whose 副主任 she is. */
function ofDeputy(printed: string, names: string, people: readonly string[] | undefined): string {
  const office = heldBefore(names, people) ?? '';
  return isBarePost(printed) && office.endsWith(`副${printed}`)
    ? `${office.slice(0, -printed.length - 1)}${printed}`
    : printed;
}

const HELD = lean(
  /^(?:和)?(?<post>[^、]{2,60}?(?:主任|委员|书记|主席|秘书长|[省市县区州镇乡院庭局]长|检察长))(?<names>[\p{Script=Han}·、]{2,120})$/u,
);

/** 北京市人大常委会副主任王芳、李明，委员赵强: offices before those who hold them. */
function heldOf(held: string): Told[] {
  return held.split('，').flatMap((clause) => {
    const { post = '', names = '' } = HELD.exec(clause)?.groups ?? {};
    const people = readNames(names) ?? [];
    return people.length > 0 && people.every(startsWithSurname) ? [{ people, printed: post }] : [];
  });
}

/** 「任命李大为为…」, 「任命郭为民、于为为…」: the first 为 was a name's. */
function ownFor(match: RegExpExecArray, post: string): { names: string; printed: string } {
  const { names = '' } = match.groups ?? {};
  const isGiven = match[0].slice(0, match[0].lastIndexOf(post)).endsWith('为');
  if (!isGiven || !post.includes('为')) return { names, printed: post };
  const whole = `${names}为${post}`;
  // 狄青当选为为…: a letter set twice, and no name's.
  if (!match[0].includes(`${names}为`)) return { names, printed: post };
  for (const { index } of [...whole.matchAll(/为/gu)].slice(1)) {
    const [left, right] = [whole.slice(0, index), whole.slice(index + 1)];
    if (right.length > 2 && !right.startsWith('、') && readNames(left) && !isPost(left))
      return { names: left, printed: right };
  }
  return { names, printed: post };
}

function bothOf(both: string, match: RegExpExecArray, { wording, state, scene }: Around): Told[] {
  if (VERB.test(both)) return [];
  if (isMoreOf(match, both, { wording, state, scene }))
    return [{ people: state.people, printed: both }];
  if (wording.people === 'same') return [];
  const pairs = splitPeople(both, scene.homes, match.input);
  if (pairs.length === 0 && isOfSame(both, match, { wording, state, scene }))
    return [{ people: state.people, printed: both }];
  if (wording.mustBeSure && state.action === null) return [];
  if (wording.mustBeSure && !pairs.every((pair) => pair.isSure)) return [];
  return pairs.map(({ names, post, isGuess }) => ({
    people: readNames(names) ?? [],
    printed: post,
    ...(isGuess ? { isGuess } : {}),
  }));
}

/** 任命王芳为县财政局局长，|免去县统计局局长职务: without «其» and without a name it is hers. */
function isOfSame(
  both: string,
  match: RegExpExecArray,
  { wording, state, scene }: Around,
): boolean {
  const before = /[^。；]*$/u.exec(match.input.slice(Math.max(0, match.index - 200), match.index));
  const clause = before?.[0] ?? '';
  return (
    wording.isExplicit &&
    state.action !== null &&
    state.people.some((person) => clause.includes(person)) &&
    /[，、](?:并|同时)?$/u.test(clause) &&
    (/^[省市县区州旗镇乡](?!长)/u.test(both) || isPlace(both, [...scene.homes.values()]))
  );
}

/** 「不再担任湖北省委常委，|武汉市委书记、常委、委员职务」: the same list of posts goes on after a comma. */
function isMoreOf({ input, index }: RegExpExecArray, posts: string, around: Around): boolean {
  const { state, scene } = around;
  if (state.people.length === 0 || state.action === null || input.charAt(index - 1) !== '，')
    return false;
  const isBody = /^[省市县区州旗镇乡](?!长)/u.test(posts);
  if (!isPost(posts) || !(isBody || isPlace(posts, [...scene.homes.values()]))) return false;
  const sentence =
    /[^。；：\n]*$/u.exec(input.slice(Math.max(0, index - 240), index - 1))?.[0] ?? '';
  for (const clause of sentence.split('，').reverse()) {
    // 「…职务」 closes the list.
    if (!isPost(clause)) return false;
    if (BEGINS_LIST.test(clause)) return true;
  }
  return false;
}

const BEGINS_LIST = lean(/(?:不再[担兼]任|免去|辞去|(?<!主)任|为)\p{Script=Han}/u);

/** 「…提出辞去江州市第十六届人民代表大会代表职务」, told before it was accepted. */
function askedBefore(text: string, state: ListState): string {
  return matchesOf(ASKED, text.slice(-1_000)).at(-1)?.groups?.['post'] ?? state.asked;
}

/** «由昆山镇选出的…代表»: by whom is no part of the body. */
export function cleanPost(post: string): string {
  return post.replace(
    /^(?:由|其)?.{0,30}选(?:出|举产生|举)的|^(?:[我本]校)?新一?[任届](?=.{2})|^(?:其|担任|执行(?!局|庭|员|董事|主席|副|总|会长|院长))|(?:等?职务|资格)$/gu,
    '',
  );
}
