import type { Act, Action, IsoDate } from '../domain/index.ts';
import { actDay } from './act-day.ts';
import type { ActScene, Found, ListState } from './act-scene.ts';
import { type Flow, spanIn } from './flow.ts';
import { readListRow } from './list-rows.ts';
import { startsWithSurname } from './names.ts';
import { isPost, readPosts } from './posts.ts';
import { ASKED, readWordings } from './read-wordings.ts';
import { tidyRow } from './tidy-row.ts';
import { headings } from './wordings.ts';

const TRIGGER =
  /任命|免去|免除|辞去|辞职|请辞|选举|补选|增选|选出|推选|推举|当选|代理|撤销|撤去|罢免|资格|停止|暂停|聘|指定|增补|不再|职务|同志任|决定|研究|通过了?\p{Script=Han}{2,4}为/u;
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
    if (flow.text.length > MAX_ROW || !mayTell(flow.text, state)) continue;
    const read = readRow(flow, state, scene);
    acts.push(
      ...read.found.flatMap((found) => toActs(found, flow, read.days.get(found) ?? null, scene)),
    );
    state = read.state;
  }
  return acts;
}

/** Below a heading every row counts; after «决定» so does a bare 任. */
function mayTell(text: string, state: ListState): boolean {
  return state.heading !== null || TRIGGER.test(text) || (state.hasDecided && text.includes('任'));
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
  if (!heading) return /如下|公布|公告/u.test(clause) ? announceList(text, state) : state;
  const post =
    /(?:人员|同志|为)(?:为)?(?<post>[^，。；：]{2,80})$/u.exec(clause)?.groups?.['post'] ?? '';
  const isOfAll = isPost(post.replace(/职务$/u, '')) && /为|辞去|的/u.test(clause);
  return {
    ...state,
    heading: heading.action,
    posts: isOfAll ? readPosts(post, scene) : [],
  };
}

/** 「…选举产生江州市人民政府市长、副市长。现公告如下：」: the row's last verb speaks for the list. */
function announceList(text: string, state: ListState): ListState {
  const last = [...text.matchAll(/选举|补选|当选|任命|免去|聘任|解聘|罢免|撤销/gu)].at(-1);
  const verb = last?.[0];
  const heading = verb && headings.find(({ pattern }) => pattern.test(verb));
  return heading ? { ...state, heading: heading.action, posts: [] } : state;
}

const CONGRESS =
  /(?<congress>[\p{Script=Han}]{0,16}?第?[一二三四五六七八九十]{1,3}届[\p{Script=Han}]{0,8}?(?:人民代表大会|人大))(?=代表)/gu;

/** What a row tells that later rows and later sentences lean on. */
function remember(text: string, state: ListState): ListState {
  const congress = [...text.matchAll(CONGRESS)].at(-1)?.groups?.['congress'];
  const asked = [...text.matchAll(ASKED)].at(-1)?.groups?.['post'];
  return {
    ...state,
    congress:
      congress?.replace(/^.*(?:辞去|罢免|补选|选举|选出|产生|终止|停止执行|的|由|为|其)/u, '') ??
      state.congress,
    asked: asked ?? state.asked,
  };
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
