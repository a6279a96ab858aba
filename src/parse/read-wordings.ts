import type { Action } from '../domain/index.ts';
import type { ActScene, Found, ListState } from './act-scene.ts';
import { antecedent } from './antecedent.ts';
import type { Doubt } from './confidence.ts';
import { readHolder, readNames, startsWithSurname } from './names.ts';
import { isOnlyTold } from './only-told.ts';
import { isPost, type Post, readPosts } from './posts.ts';
import { type Pair, splitPeople } from './split-person.ts';
import { headings, signs, type Wording, wordings } from './wordings.ts';

/** The post someone asks to give up; who accepts it may not name it again. */
export const ASKED = /辞去(?<post>[^，。；：]{2,60}?)职务/gu;

/** The wordings of a row, where none lies in another; what stands above in the table goes first. */
export function readWordings(text: string, state: ListState, scene: ActScene): Found[] {
  const candidates = candidatesIn(text);
  const found: Found[] = [];
  let current = state;
  for (let next = candidates.shift(); next; next = candidates.shift()) {
    const { wording, match } = next;
    const last = found.at(-1);
    if (last && match.index < last.end) {
      const hidden = hiddenBy(text, next, last.end);
      if (hidden) insert(candidates, hidden);
      continue;
    }
    const read = readMatch(
      text,
      { wording, match },
      sentenceState(text, match.index, current, last),
      scene,
    );
    for (const one of read) {
      found.push(one);
      current = {
        ...current,
        people: one.people,
        action: one.action,
        earlier: [one.action, ...current.earlier],
        organization: one.posts.at(-1)?.organization ?? '',
        congress: congressOf(one) ?? current.congress,
      };
    }
  }
  return found;
}

type Candidate = { readonly wording: Wording; readonly match: RegExpExecArray };

function candidatesIn(text: string): Candidate[] {
  return wordings
    .filter(({ action, sign }) => signs[action].test(text) && text.includes(sign))
    .flatMap((wording) => [...text.matchAll(wording.pattern)].map((match) => ({ wording, match })))
    .sort((one, other) => one.match.index - other.match.index);
}

/** 「任命王芳为副县长、决定王芳代理县长」: what began at the first verb hides what the second begins. */
function hiddenBy(
  text: string,
  { wording, match }: Candidate,
  from: number,
): Candidate | undefined {
  const end = match.index + match[0].length;
  if (end <= from) return undefined;
  const { pattern } = wording;
  pattern.lastIndex = from;
  const hidden = pattern.exec(text);
  pattern.lastIndex = 0;
  return hidden && hidden.index < end ? { wording, match: hidden } : undefined;
}

function insert(candidates: Candidate[], one: Candidate): void {
  const at = candidates.findIndex(({ match }) => match.index >= one.match.index);
  candidates.splice(at < 0 ? candidates.length : at, 0, one);
}

/** The congress in which an act's people were deputies. */
export function congressOf({ posts }: Pick<Found, 'posts'>): string | undefined {
  const post = posts.find((one) => one.post === '代表' && one.organization !== '');
  return post?.organization;
}

/** After the end of a sentence only a heading's verb still speaks; whom it was about is remembered. */
function sentenceState(
  text: string,
  at: number,
  state: ListState,
  last: Found | undefined,
): ListState {
  const heading = headingBefore(text, at) ?? state.heading;
  const organization = electedBody(text, at) ?? state.organization;
  const isSameSentence =
    (last !== undefined || state.goesOn) && !text.slice(last?.end ?? 0, at).includes('。');
  return {
    ...state,
    heading,
    organization,
    action: isSameSentence ? state.action : null,
    earlier: isSameSentence ? state.earlier : [],
  };
}

/** 「任命：张三为…；」: a heading within the row. */
function headingBefore(text: string, at: number): Action | null {
  const colon = text.lastIndexOf('：', at);
  if (colon < 0 || at - colon > 600 || /。/u.test(text.slice(colon, at))) return null;
  const clause = /[^，。；：]{2,60}$/u.exec(text.slice(Math.max(0, colon - 80), colon))?.[0] ?? '';
  return headings.find(({ pattern }) => pattern.test(clause))?.action ?? null;
}

function readMatch(
  text: string,
  { wording, match }: { wording: Wording; match: RegExpExecArray },
  state: ListState,
  scene: ActScene,
): Found[] {
  const action = actionOf(wording, state) ?? electedBefore(text, match, wording);
  if (!action) return [];
  if (!scene.isDocument && isLifeLine(text, match.index)) return [];
  if (wording.needsDecision && !isDecided(text, match, state, scene)) return [];
  const found: Found[] = [];
  for (const { people, printed: whole } of partsOf(match, { wording, state, scene })) {
    const printed = upToVerb(whole);
    const start = match.index + Math.max(0, match[0].indexOf(people[0] ?? ''));
    const from = wording.people === 'named' && start > match.index + 12 ? start : match.index;
    if (isOnlyTold(text, from, match.index + match[0].length)) return [];
    if (people.length === 0 || /^(?:此前|曾|现任|历任|先后|原任)/u.test(printed)) return [];
    const posts = readPosts(cleanPost(printed), scene).map((one) => inherit(one, state, scene));
    const isOffice = isPost(posts[0]?.post ?? '');
    if (!isOffice && (!wording.isExplicit || wording.needsDecision)) return [];
    // Neither a name nor an office: 选举大致分为选民登记…
    if (!isOffice && !people.some(startsWithSurname)) return [];
    if (posts.length === 0 || posts.some((one) => one.post.length > 40 || /[0-9]/u.test(one.post)))
      return [];
    found.push({
      people,
      action,
      posts,
      start: match.index,
      end: match.index + match[0].length - (whole.length - printed.length),
      told: match.index + Math.max(0, match[0].lastIndexOf(printed)),
      doubts: doubtsOf(wording, isOffice, scene),
    });
  }
  return found;
}

/** 副市长|、决定王芳代理…, 代理区长| 区十六届人大常委会举行…: a verb begins what is no post any more. */
function upToVerb(printed: string): string {
  const at = printed.search(
    /[、，\s](?:并|同时)?(?:会议)?(?:决定|任命|免去|接受|补选|罢免|撤销)|\s[^\s]{2,30}(?:举行|召开|会议)/u,
  );
  return at > 0 ? printed.slice(0, at) : printed;
}

function doubtsOf(wording: Wording, isOffice: boolean, scene: ActScene): Doubt[] {
  return [
    ...(wording.isExplicit && !wording.needsDecision ? [] : ['open-wording' as const]),
    ...(isOffice ? [] : ['post-unknown' as const]),
    ...(scene.isDocument ? [] : ['told-in-report' as const]),
  ];
}

/** A wording without a verb has the verb of its sentence or of the heading above it. */
function actionOf(wording: Wording, state: ListState): Action | undefined {
  if (wording.isExplicit) return wording.action;
  for (const before of [state.action, ...state.earlier, state.heading]) {
    const action = before && impliedBy(before, wording.action);
    if (action) return action;
  }
  return undefined;
}

const ELECTED = /(?:选举|推选)产生了?(?<what>[^，。；：\n]{2,80})/gu;
/** 选举产生了由18人组成的|临溪县第十届人民代表大会常务委员会|，王芳为主任 */
const ELECTED_BODY =
  /(?:选举产生|选出)了?(?:由[^，。；的]{1,20}组成的)(?<body>[\p{Script=Han}]{4,40}(?:委员会|主席团|政府))，[^。]{0,400}$/u;

function electedBody(text: string, at: number): string | undefined {
  return ELECTED_BODY.exec(text.slice(Math.max(0, at - 500), at))?.groups?.['body'];
}

/** 「选举产生了…主席团和秘书长。…，李鸿忠为大会秘书长」: who it was is told in a later sentence. */
function electedBefore(
  text: string,
  { index, groups }: RegExpExecArray,
  wording: Wording,
): Action | undefined {
  const office = /\p{Script=Han}{2,3}$/u.exec(groups?.['post'] ?? '')?.[0];
  if (wording.action !== 'appoint' || office === undefined) return undefined;
  if (electedBody(text, index) !== undefined) return 'elect';
  if (!wording.isExplicit) return undefined;
  const told = text.slice(Math.max(0, index - 200), index).matchAll(ELECTED);
  return [...told].some((one) => one.groups?.['what']?.includes(office)) ? 'elect' : undefined;
}

/** 「任命甲为…，免去其…职务；乙为…」: 为 goes on with what was given, 的…职务 with what was taken. */
function impliedBy(before: Action, implied: Action): Action | undefined {
  const gives = ['appoint', 'elect', 'approve-appointment', 'acting'].includes(before);
  const takes = ['remove', 'dismiss', 'recall', 'approve-removal', 'accept-resignation'].includes(
    before,
  );
  if (implied === before) return before;
  if (implied === 'appoint' && gives) return before === 'acting' ? 'appoint' : before;
  return implied === 'remove' && takes ? before : undefined;
}

/** 「1983年，王芳当选为…」: told by the year or the month alone, where nothing is decided, it is a life. */
function isLifeLine(text: string, at: number): boolean {
  const sentence = text.slice(text.lastIndexOf('。', at - 1) + 1, at);
  return /(?:19|20)[0-9]{2}年(?:[0-9]{1,2}月)?，?$/u.test(sentence) && !/会议|决定/u.test(sentence);
}

/** 「王芳任…」 is anybody's career; with 同志, after 决定, or in a notice it is an act. */
function isDecided(
  text: string,
  match: RegExpExecArray,
  state: ListState,
  scene: ActScene,
): boolean {
  const sentence = text.slice(text.lastIndexOf('。', match.index) + 1, match.index);
  const isCareer =
    /(?:出生|参加工作|学历|历任|曾任|简历|先后)/u.test(sentence) ||
    (/[0-9]{4}年[^。]{0,12}$|^\s*(?:19|20)[0-9]{2}年[0-9]{0,2}月?，/u.test(sentence) &&
      !/决定|批准|研究|通过/u.test(sentence));
  if (isCareer) return false;
  return (
    /同志任/u.test(match[0]) ||
    /决定|批准|研究|指定|推选|表决通过|[委央]宣布/u.test(`${sentence}${match[0].slice(0, 3)}`) ||
    state.hasDecided ||
    (scene.isDocument && state.heading !== null)
  );
}

/** What neither a name nor a body contains. */
const VERB = /免去|任命|辞去|接受|通过|关于|提请|补选|罢免|撤销|决定|举行|召开/u;

type Told = { readonly people: readonly string[]; readonly printed: string };
type Around = { readonly wording: Wording; readonly state: ListState; readonly scene: ActScene };

/** Who a wording speaks of and the posts it names: one pair, or several in a row. */
function partsOf(match: RegExpExecArray, around: Around): Told[] {
  const { both, post = '' } = match.groups ?? {};
  if (both !== undefined) return bothOf(both, match, around);
  const { names, printed } = ownFor(match, post);
  const { wording, state } = around;
  const people =
    wording.people === 'before'
      ? antecedent(match, state)
      : (readNames(names) ?? readHolder(names));
  return [
    {
      people: people ?? [],
      printed:
        printed === ''
          ? (state.petitions.get(people?.[0] ?? '') ??
            askedBefore(match.input.slice(0, match.index), state))
          : printed,
    },
  ];
}

/** 「任命李大为为…」, 「任命欧阳为民为…」: the first 为 was the name's. */
function ownFor(match: RegExpExecArray, post: string): { names: string; printed: string } {
  const { names = '' } = match.groups ?? {};
  const own = /^(?<letter>\p{Script=Han}?)为(?<post>.{3,})$/u.exec(post)?.groups;
  const isOwn = own && match[0].slice(0, match[0].lastIndexOf(post)).endsWith('为');
  return isOwn
    ? { names: `${names}为${own['letter']}`, printed: own['post'] ?? '' }
    : { names, printed: post };
}

function bothOf(both: string, match: RegExpExecArray, { wording, state, scene }: Around): Told[] {
  if (VERB.test(both)) return [];
  const pairs = splitPeople(both, scene.homes);
  if (!wording.mustBeSure && isMoreOf(match, state, pairs))
    return [{ people: state.people, printed: both }];
  if (wording.mustBeSure && state.action === null) return [];
  if (wording.mustBeSure && !pairs.every((pair) => pair.isSure)) return [];
  return pairs.map(({ names, post }) => ({ people: readNames(names) ?? [], printed: post }));
}

/** 「不再担任湖北省委常委，|武汉市委书记、常委、委员职务」: the same list of posts goes on after a comma. */
function isMoreOf(
  { input, index }: RegExpExecArray,
  state: ListState,
  pairs: readonly Pair[],
): boolean {
  if (pairs.length > 0 || state.people.length === 0 || input.charAt(index - 1) !== '，')
    return false;
  if (!['remove', 'accept-resignation'].includes(state.action ?? '')) return false;
  const before = input.slice(Math.max(0, index - 60), index - 1);
  return /(?:不再[担兼]任|免去|辞去)[^，。；]*$/u.test(before) && !/(?:职务|一职)$/u.test(before);
}

/** 「…提出辞去江州市第十六届人民代表大会代表职务」, told before it was accepted. */
function askedBefore(text: string, state: ListState): string {
  return [...text.slice(-1_000).matchAll(ASKED)].at(-1)?.groups?.['post'] ?? state.asked;
}

/** «由昆山镇选出的…代表»: by whom is no part of the body. */
function cleanPost(post: string): string {
  return post.replace(
    /^(?:由|其)?.{0,30}选(?:出|举产生|举)的|^(?:其|担任|执行)|(?:等?职务|资格)$/gu,
    '',
  );
}

/** 「罢免其代表职务」, 「高峻的代表资格终止」: the body is that of what was told before. */
function inherit(post: Post, state: ListState, scene: ActScene): Post {
  if (post.organization !== '') return post;
  // 免去…委员会副主任职务，撤销其委员资格: of the CPPCC committee itself.
  if (post.post === '委员' && /^中国人民政治协商会议.*委员会.+委员会$/u.test(state.organization))
    return { ...post, organization: state.organization.replace(/(?<=委员会).+委员会$/u, '') };
  if (post.post !== '代表') return { ...post, organization: state.organization };
  // A standing committee has no deputies: its congress has.
  const last = state.organization.replace(/(?<=代表大会)常务委员会$/u, '');
  const congress = state.congress === '' ? last : state.congress;
  const [whole] = congress === '' ? [] : readPosts(`${congress}代表`, scene);
  return whole ?? post;
}
