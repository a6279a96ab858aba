import type { Act, Action, IsoDate } from '../domain/index.ts';
import { actDay } from './act-day.ts';
import type { ActScene, Found, ListState } from './act-scene.ts';
import { type Flow, spanIn } from './flow.ts';
import { readListRow } from './list-rows.ts';
import { readHolder, readNames, startsWithSurname } from './names.ts';
import { isOnlyTold } from './only-told.ts';
import { isPost, type Post, readPosts } from './posts.ts';
import { splitPerson } from './split-person.ts';
import { tidyRow } from './tidy-row.ts';
import { headings, type Wording, wordings } from './wordings.ts';

const TRIGGER = /任|免|辞|选|代理|撤|罢|终止|停|聘|推举|指定|增补|通过/u;
const MAX_ROW = 20_000;

/** The acts that rows tell, in printed order; the same act told twice is given twice. */
export function readActs(
  rows: readonly Flow[],
  scene: ActScene,
  opening: { readonly heading: Action | null; readonly body: string },
): Act[] {
  const acts: Act[] = [];
  let state: ListState = {
    ...opening,
    posts: [],
    day: scene.day,
    hasDecided: false,
    people: [],
    action: null,
    organization: '',
    congress: '',
    asked: '',
  };
  for (const row of rows) {
    const flow = tidyRow(row);
    if (flow.text.length > MAX_ROW || (state.heading === null && !TRIGGER.test(flow.text)))
      continue;
    const read = readRow(flow, state, scene);
    acts.push(
      ...read.found.flatMap((found) => toActs(found, flow, read.days.get(found) ?? null, scene)),
    );
    state = read.state;
  }
  return acts;
}

type RowReading = {
  readonly found: readonly Found[];
  readonly days: ReadonlyMap<Found, IsoDate | null>;
  readonly state: ListState;
};

function readRow(flow: Flow, before: ListState, scene: ActScene): RowReading {
  const text = flow.text;
  const list = before.heading ? readListRow(text, before, scene) : undefined;
  if (list) {
    const days = new Map(list.found.map((found) => [found, before.day]));
    return { found: list.found, days, state: list.state };
  }
  const opened = remember(text, openList(text, before, scene));
  const found = readWordings(text, opened, scene);
  const days = new Map(
    found.map((one) => [one, actDay(text, one.told, scene.reference, opened.day)]),
  );
  const last = found.at(-1);
  const headed = headList(text, opened, scene);
  return {
    found,
    days,
    state: last
      ? {
          ...headed,
          people: last.people,
          action: last.action,
          organization: last.posts.at(-1)?.organization ?? '',
        }
      : headed,
  };
}

/** A new numbered section or the closing formula ends a list. */
function openList(text: string, state: ListState, { reference, day }: ActScene): ListState {
  // Only the row that opens a list speaks for the rows below it.
  const isDeciding = /[：:]$/u.test(text) && /决定|通过|选举|会议|研究|任免|批准/u.test(text);
  const told = isDeciding ? actDay(text, text.length, reference, state.day ?? day) : state.day;
  const opened = {
    ...state,
    day: told,
    hasDecided: state.hasDecided || /(?:决定|批准|通过|同意|研究)[^。]{0,20}[：，]/u.test(text),
  };
  const isSection = /^(?:[一二三四五六七八九十]{1,3}、|现予|特此)/u.test(text);
  return isSection ? { ...opened, heading: null, posts: [], body: '' } : opened;
}

/** 「决定免去：」 at the end of a row, or alone as a section's name, speaks for the rows below. */
function headList(text: string, state: ListState, scene: ActScene): ListState {
  const clause = /(?:^|[，。；：、])(?<clause>[^，。；：]{2,90}?)[：:]?$/u.exec(text)?.groups?.[
    'clause'
  ];
  const isHeading = /[：:]$/u.test(text) || (text.length <= 14 && !/[。，；]/u.test(text));
  if (!clause || !isHeading) return state;
  const heading = headings.find(({ pattern }) => pattern.test(clause));
  if (!heading) return state;
  const post =
    /(?:人员|同志|为)(?:为)?(?<post>[^，。；：]{2,80})$/u.exec(clause)?.groups?.['post'] ?? '';
  const isOfAll = isPost(post.replace(/职务$/u, '')) && /为|辞去|的/u.test(clause);
  return {
    ...state,
    heading: heading.action,
    posts: isOfAll ? readPosts(post, scene) : [],
    body: '',
  };
}

/** The wordings of a row, where none lies in another; what stands above in the table goes first. */
function readWordings(text: string, state: ListState, scene: ActScene): Found[] {
  const candidates = wordings
    .flatMap((wording) => [...text.matchAll(wording.pattern)].map((match) => ({ wording, match })))
    .sort((one, other) => one.match.index - other.match.index);
  const found: Found[] = [];
  let current = state;
  for (const { wording, match } of candidates) {
    const last = found.at(-1);
    if (last && match.index < last.end) continue;
    const read = readMatch(
      text,
      { wording, match },
      sentenceState(text, match.index, current, last),
      scene,
    );
    if (!read) continue;
    found.push(read);
    current = {
      ...current,
      people: read.people,
      action: read.action,
      organization: read.posts.at(-1)?.organization ?? '',
    };
  }
  return found;
}

/** After the end of a sentence only a heading's verb still speaks; whom it was about is remembered. */
function sentenceState(
  text: string,
  at: number,
  state: ListState,
  last: Found | undefined,
): ListState {
  const heading = headingBefore(text, at) ?? state.heading;
  const isSameSentence = last !== undefined && !/。/u.test(text.slice(last.end, at));
  return { ...state, heading, action: isSameSentence ? state.action : null };
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
): Found | undefined {
  const action = actionOf(wording, state);
  if (!action || isOnlyTold(text, match.index, match.index + match[0].length)) return undefined;
  if (wording.needsDecision && !isDecided(text, match, state, scene)) return undefined;
  const { names, post } = partsOf(match, scene, state);
  const people =
    wording.people === 'before' ? state.people : (readNames(names) ?? readHolder(names));
  if (!people || people.length === 0) return undefined;
  const posts = readPosts(cleanPost(post), scene).map((one) =>
    inherit(one, wording.people === 'before' || !wording.isExplicit, state, scene),
  );
  if (posts.length === 0 || posts.some((one) => one.post.length > 40 || /[0-9]/u.test(one.post))) {
    return undefined;
  }
  const isOffice = isPost(posts[0]?.post ?? '');
  if (!isOffice && (!wording.isExplicit || wording.needsDecision)) return undefined;
  const end = match.index + match[0].length;
  const sure = wording.isExplicit ? 0.97 : 0.95;
  return {
    people,
    action,
    posts,
    start: match.index,
    end,
    told: match.index + Math.max(0, match[0].lastIndexOf(post)),
    confidence: scene.isDocument ? sure : sure - 0.07,
  };
}

/** A wording without a verb has the verb of its sentence or of the heading above it. */
function actionOf(wording: Wording, state: ListState): Action | undefined {
  if (wording.isExplicit) return wording.action;
  const before = state.action ?? state.heading;
  if (!before) return undefined;
  const gives = ['appoint', 'elect', 'approve-appointment', 'acting'].includes(before);
  const takes = ['remove', 'dismiss', 'recall', 'approve-removal', 'accept-resignation'].includes(
    before,
  );
  if (wording.action === before) return before;
  if (wording.action === 'appoint' && gives) return before === 'acting' ? 'appoint' : before;
  return wording.action === 'remove' && takes ? before : undefined;
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
    /[0-9]{4}年[^。]{0,12}$/u.test(sentence);
  if (isCareer) return false;
  return (
    /同志任/u.test(match[0]) ||
    /决定|批准|研究/u.test(sentence) ||
    state.hasDecided ||
    (scene.isDocument && state.heading !== null)
  );
}

function partsOf(
  match: RegExpExecArray,
  scene: ActScene,
  state: ListState,
): { names: string; post: string } {
  const { names = '', post = '', both } = match.groups ?? {};
  if (both !== undefined) return splitPerson(both, scene.homes);
  // 「任命李大为为…」, 「任命欧阳为民为…」: the first 为 was the name's.
  const own = /^(?<letter>\p{Script=Han}?)为(?<post>.{3,})$/u.exec(post)?.groups;
  const isOwn = own && match[0].slice(0, match[0].lastIndexOf(post)).endsWith('为');
  if (isOwn) return { names: `${names}为${own['letter']}`, post: own['post'] ?? '' };
  return {
    names,
    post: post === '' ? askedBefore(match.input.slice(0, match.index), state) : post,
  };
}

/** 「…提出辞去江州市第十六届人民代表大会代表职务」, told before it was accepted. */
function askedBefore(text: string, state: ListState): string {
  return [...text.slice(-1_000).matchAll(ASKED)].at(-1)?.groups?.['post'] ?? state.asked;
}

const ASKED = /辞去(?<post>[^，。；：]{2,60}?)职务/gu;
const CONGRESS =
  /(?<congress>[\p{Script=Han}]{0,16}?第?[一二三四五六七八九十]{1,3}届[\p{Script=Han}]{0,8}?(?:人民代表大会|人大))(?=代表)/gu;

/** What a row tells that later rows and later sentences lean on. */
function remember(text: string, state: ListState): ListState {
  const congress = [...text.matchAll(CONGRESS)].at(-1)?.groups?.['congress'];
  const asked = [...text.matchAll(ASKED)].at(-1)?.groups?.['post'];
  return {
    ...state,
    congress:
      congress?.replace(/^.*(?:辞去|罢免|补选|选举|选出|产生|终止|停止执行|的|由|为)/u, '') ??
      state.congress,
    asked: asked ?? state.asked,
  };
}

/** «由昆山镇选出的…代表»: by whom is no part of the body. */
function cleanPost(post: string): string {
  return post.replace(
    /^(?:由|其)?.{0,30}选(?:出|举产生|举)的|^(?:其|担任|执行)|(?:等?职务|资格)$/gu,
    '',
  );
}

/** 「罢免其代表职务」, 「高峻的代表资格终止」: the body is that of what was told before. */
function inherit(post: Post, isOfBefore: boolean, state: ListState, scene: ActScene): Post {
  if (post.organization !== '') return post;
  if (post.post !== '代表')
    return isOfBefore ? { ...post, organization: state.organization } : post;
  const congress = state.congress === '' ? state.organization : state.congress;
  const [whole] = congress === '' ? [] : readPosts(`${congress}代表`, scene);
  return whole ?? post;
}

function toActs(found: Found, flow: Flow, date: IsoDate | null, scene: ActScene): Act[] {
  const span = spanIn(flow, found.start, found.end);
  return found.people.flatMap((printed) =>
    found.posts.map(({ post, organization, isActing, isResolved }) => {
      const person = printed.replace(/\s/gu, '');
      const doubts =
        (isResolved ? 0 : 0.25) +
        (startsWithSurname(person) ? 0 : 0.05) +
        (date || !scene.isDocument ? 0 : 0.05);
      return {
        person,
        action:
          isActing && ['appoint', 'elect'].includes(found.action)
            ? ('acting' as const)
            : found.action,
        post,
        organization,
        date,
        span,
        confidence: Math.round((found.confidence - doubts) * 100) / 100,
      };
    }),
  );
}
