import { ACTIONS, type Action } from '../../domain/index.ts';
import type { Doubt } from '../confidence.ts';
import { lean } from '../lines/lean.ts';
import { searchFor } from '../lines/matches.ts';
import { startsWithSurname } from '../names/names.ts';
import { placeOfMeeting, withHome } from '../names/places.ts';
import { isPost, readPosts } from '../names/posts.ts';
import type { ActScene, Found, ListState } from './act-scene.ts';
import { inherit } from './inherit.ts';
import { isNotDone } from './not-done.ts';
import { onTheirDays } from './on-their-days.ts';
import { isOnlyTold } from './only-told.ts';
import { actionOf, electedBefore, isDecided, isLifeLine, sentenceState } from './verbs.ts';
import { cleanPost, partsOf } from './who-and-what.ts';
import { musts, signs, type Wording, wordings } from './wordings.ts';

/** The wordings of a row, where none lies in another; what stands above in the table goes first. */
export function readWordings(text: string, state: ListState, scene: ActScene): Found[] {
  const candidates = candidatesIn(text, state);
  const found: Found[] = [];
  let current = state;
  for (let next = candidates.shift(); next; next = candidates.shift()) {
    const { wording, match, tries } = next;
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
      sceneAt(text, match.index, scene),
    );
    if (read.length === 0 && tries < MOST_TRIES) {
      // 选举或者|补选王芳为…: what could not be read may hide what can.
      const hidden = hiddenBy(text, next, match.index + 1);
      if (hidden) insert(candidates, { ...hidden, tries: tries + 1 });
    }
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

/** A report on several meetings: each of its sentences speaks of its own place. */
function sceneAt(text: string, at: number, scene: ActScene): ActScene {
  if (scene.isDocument) return scene;
  const from = text.lastIndexOf('。', at) + 1;
  const place = at - from > 400 ? undefined : placeOfMeeting(text.slice(from, at + 30));
  const kind = place?.slice(-1) ?? '';
  if (!place || scene.homes.get(kind) === place) return scene;
  const isIssuers = scene.issuerPlace?.endsWith(kind) ?? false;
  return {
    ...scene,
    homes: withHome(scene.homes, place),
    issuerPlace: isIssuers ? place : scene.issuerPlace,
  };
}

type Candidate = {
  readonly wording: Wording;
  /** What stands higher in the table goes first. */
  readonly rank: number;
  readonly match: RegExpExecArray;
  /** How often the same words have been tried from further on. */
  readonly tries: number;
};
const MOST_TRIES = 3;

function candidatesIn(text: string, state: ListState): Candidate[] {
  const has = wordsOf(text);
  const likely = rankings.flatMap(({ action, ranked }) =>
    signs[action].test(text)
      ? ranked.filter(
          ({ wording: { needs, sign } }) => meets(needs, has) && (sign?.test(text) ?? true),
        )
      : [],
  );
  if (likely.length === 0) return [];
  const search = (isExplicit: boolean) =>
    likely
      .filter(({ wording }) => wording.isExplicit === isExplicit)
      .flatMap(({ wording, rank }) =>
        searchFor(wording.pattern, text).map((match) => ({ wording, rank, match, tries: 0 })),
      );
  const explicit = search(true);
  // What has no verb of its own goes on with one of the row, of its heading or of the row above.
  const mayGoOn =
    explicit.length > 0 ||
    state.heading !== null ||
    state.goesOn ||
    /：|选举产生|选出|设立|成立|组建/u.test(text);
  return (mayGoOn ? [...explicit, ...search(false)] : explicit).sort(
    (one, other) => one.match.index - other.match.index || one.rank - other.rank,
  );
}

/** The wordings of each action, and where in the table they stand. */
const rankings = ACTIONS.map((action) => ({
  action,
  ranked: [...wordings.entries()]
    .map(([rank, wording]) => ({ rank, wording }))
    .filter(({ wording }) => wording.action === action),
}));

type HasWord = (must: number) => boolean;

/** Many wordings need the same words: a text is searched once for each. */
function wordsOf(text: string): HasWord {
  const known = new Array<boolean | undefined>(musts.length);
  return (must) => {
    const isKnown = known[must] ?? text.includes(musts[must] ?? '');
    known[must] = isKnown;
    return isKnown;
  };
}

function meets(needs: Wording['needs'], has: HasWord): boolean {
  for (const words of needs) if (!words.some(has)) return false;
  return true;
}

/** 「任命王芳为副县长、决定王芳代理县长」: what began at the first verb hides what the second begins. */
function hiddenBy(
  text: string,
  { wording, rank, match, tries }: Candidate,
  from: number,
): Candidate | undefined {
  const end = match.index + match[0].length;
  if (end <= from) return undefined;
  const { pattern } = wording;
  pattern.lastIndex = from;
  const hidden = pattern.exec(text);
  pattern.lastIndex = 0;
  return hidden && hidden.index < end ? { wording, rank, match: hidden, tries } : undefined;
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
  for (const { people, printed: whole, isGuess } of partsOf(match, { wording, state, scene })) {
    const printed = upToVerb(whole);
    const start = match.index + Math.max(0, match[0].indexOf(people[0] ?? ''));
    const from = wording.people === 'named' ? start : match.index;
    const end = match.index + match[0].length;
    const place = { start: match.index, end, post: whole, isExplicit: wording.isExplicit };
    if (isOnlyTold(text, from, end) || isNotDone(text, place)) return [];
    if (people.length === 0 || /^(?:此前|曾|现任|历任|先后|原任)/u.test(printed)) return [];
    const posts = readPosts(cleanPost(printed), scene).map((one) =>
      inherit(one, state, scene, cleanPost(printed)),
    );
    const isOffice = isPost(posts[0]?.post ?? '');
    if (!isOffice && (!wording.isExplicit || wording.needsDecision)) return [];
    // 免去项目的水土保持方案审批: nothing that anybody holds
    if (!isOffice && TAKES.includes(action) && !/职务|一职|资格|辞职|请辞/u.test(match[0]))
      return [];
    // Neither a name nor an office: 选举大致分为选民登记…
    if (!isOffice && (!people.some(startsWithSurname) || EMBLEM.test(printed))) return [];
    if (posts.some((one) => /任命|免去|辞去/u.test(one.post) || one.organization.endsWith('的')))
      return [];
    if (posts.length === 0 || posts.some((one) => one.post.length > 40 || /[0-9]/u.test(one.post)))
      return [];
    const common = {
      action,
      start: match.index,
      end: match.index + match[0].length - (whole.length - printed.length),
      told: LAST_VERB.test(match[0])
        ? match.index + match[0].length
        : match.index + Math.max(0, match[0].lastIndexOf(printed)),
      doubts: doubtsOf(wording, isOffice && !isGuess, scene),
    };
    if (!DISTRIBUTES.test(match[0])) found.push(...onTheirDays({ people, posts, ...common }, text));
    else if (people.length === posts.length)
      // 王芳、李明分别任…、…: the first the first, the second the second
      for (const [index, person] of people.entries())
        found.push({ people: [person], posts: posts.slice(index, index + 1), ...common });
  }
  return found;
}

const TAKES: readonly Action[] = ['remove', 'dismiss', 'recall'];
const DISTRIBUTES = /分别(?:任|为|担任|辞去|兼任|当选|不再)/u;

/** 确定银杏为|临溪县县树 */
const EMBLEM = /[省市县区](?:树|花|鸟|歌|徽)$/u;

/** …的代表职务，已由选民|于3月28日投票罢免|: who did it and when stands behind the post. */
const LAST_VERB = lean(
  /职务(?:的(?:请求|申请|要求))?(?:，?(?:现|均)?已?(?:由|被|经|为)[^，]{2,40}|于[^，]{4,50})(?:罢免|接受)$/u,
);

const NEXT_VERB = lean(
  /[、，\s](?:并|同时)?(?:会议)?(?:决定|任命|免去|接受|补选|罢免|撤销)|\s[^\s]{2,30}(?:举行|召开|会议)|\s\p{Script=Han}{2,4}(?:当选|不再|辞去|代理|任(?![命免职务]))/u,
);

/** 副市长|、决定王芳代理…, 代理区长| 区十六届人大常委会举行…: a verb begins what is no post any more. */
function upToVerb(printed: string): string {
  const at = printed.search(NEXT_VERB);
  return at > 0 ? printed.slice(0, at) : printed;
}

function doubtsOf(wording: Wording, isOffice: boolean, scene: ActScene): Doubt[] {
  return [
    ...(wording.isExplicit && !wording.needsDecision ? [] : ['open-wording' as const]),
    ...(isOffice ? [] : ['post-unknown' as const]),
    ...(scene.isDocument ? [] : ['told-in-report' as const]),
  ];
}
