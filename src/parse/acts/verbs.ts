import type { Action } from '../../domain/index.ts';
import { lean } from '../lines/lean.ts';
import { matchesOf } from '../lines/matches.ts';
import type { ActScene, Found, ListState } from './act-scene.ts';
import { bodyOfMembers } from './body-of-offices.ts';
import { headingIn, type Wording } from './wordings.ts';

/** After the end of a sentence only a heading's verb still speaks; whom it was about is remembered. */
export function sentenceState(
  text: string,
  at: number,
  state: ListState,
  last: Found | undefined,
): ListState {
  const heading = headingBefore(text, at) ?? state.heading;
  const organization =
    electedBody(text, at) ?? (last ? null : foundedBody(text, at)) ?? state.organization;
  const members = last ? undefined : bodyOfMembers(text.slice(0, at));
  const body = members && !text.slice(members.end, at).includes('。') ? members.body : undefined;
  const isSameSentence =
    (last !== undefined || state.goesOn) && !text.slice(last?.end ?? 0, at).includes('。');
  return {
    ...state,
    heading,
    organization: body ?? organization,
    body: body ?? state.body,
    action: isSameSentence ? state.action : null,
    earlier: isSameSentence ? state.earlier : [],
  };
}

/** 「任命：张三为…；」: a heading within the row. */
function headingBefore(text: string, at: number): Action | null {
  const colon = text.lastIndexOf('：', at);
  if (colon < 0 || at - colon > 600 || text.slice(colon, at).includes('。')) return null;
  const clause = /[^，。；：]{2,60}$/u.exec(text.slice(Math.max(0, colon - 80), colon))?.[0] ?? '';
  return headingIn(clause) ?? null;
}

/** A wording without a verb has the verb of its sentence or of the heading above it. */
export function actionOf(wording: Wording, state: ListState): Action | undefined {
  if (wording.isExplicit) return wording.action;
  if (wording.people === 'same') return state.action ?? undefined;
  // 李明县民政局局长, with no word between, goes on with the very last act.
  const told = wording.mustBeSure
    ? [state.action]
    : [state.action, ...state.earlier, state.heading];
  for (const before of told) {
    const action = before && impliedBy(before, wording.action);
    if (action) return action;
  }
  return undefined;
}

const ELECTED = lean(/(?:选举|推选)产生了?(?<what>[^，。；：\n]{2,80})/gu);
/** 设立|临溪县选举委员会|，由15人组成。任命王芳为主任 */
const FOUNDED_BODY = lean(
  /(?:设立|成立|组建)了?(?<body>[\p{Script=Han}]{4,40}(?:委员会|小组|指挥部))，[\s\S]{0,160}$/u,
);
/** 选举产生了由18人组成的|临溪县第十届人民代表大会常务委员会|，王芳为主任 */
const ELECTED_BODY = lean(
  /(?:选举产生|选出)了?(?:由[^，。；的]{1,20}组成的)(?<body>[\p{Script=Han}]{4,40}(?:委员会|主席团|政府))，[^。]{0,400}$/u,
);

/** 选举产生了新一届|团县委|领导班子：王芳当选书记 */
const NEW_LEADERS = lean(
  /(?:选举产生|选出)了?新一届(?<body>[\p{Script=Han}]{3,20}?)(?:领导班子|领导机构|班子成员)[^。]{0,200}$/u,
);

function foundedBody(text: string, at: number): string | undefined {
  if (!/设立|成立|组建/u.test(text)) return undefined;
  return FOUNDED_BODY.exec(text.slice(Math.max(0, at - 200), at))?.groups?.['body'];
}

function electedBody(text: string, at: number): string | undefined {
  if (!/组成的|新一届/u.test(text)) return undefined;
  const before = text.slice(Math.max(0, at - 500), at);
  return (ELECTED_BODY.exec(before) ?? NEW_LEADERS.exec(before))?.groups?.['body'];
}

const OFFICE = lean(/\p{Script=Han}{2,3}$/u);

/** 「选举产生了…主席团和秘书长。…，李鸿忠为大会秘书长」: who it was is told in a later sentence. */
export function electedBefore(
  text: string,
  { index, groups }: RegExpExecArray,
  wording: Wording,
): Action | undefined {
  const office = OFFICE.exec(groups?.['post'] ?? '')?.[0];
  if (wording.action !== 'appoint' || office === undefined) return undefined;
  if (electedBody(text, index) !== undefined) return 'elect';
  if (!wording.isExplicit) return undefined;
  const told = matchesOf(ELECTED, text.slice(Math.max(0, index - 200), index));
  return told.some((one) => one.groups?.['what']?.includes(office)) ? 'elect' : undefined;
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
export function isLifeLine(text: string, at: number): boolean {
  const sentence = text.slice(text.lastIndexOf('。', at - 1) + 1, at);
  return /(?:19|20)[0-9]{2}年(?:[0-9]{1,2}月)?，?$/u.test(sentence) && !/会议|决定/u.test(sentence);
}

/** 「王芳任…」 is anybody's career; with 同志, after 决定, or in a notice it is an act. */
export function isDecided(
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
    /同志(?:兼|改|试|挂职?)?任/u.test(match[0]) ||
    // 3月26日，王芳代理…职务
    (/代理|辞去/u.test(match[0]) && /[0-9]{1,2}月[0-9]{1,2}日，[^。]{0,60}$/u.test(sentence)) ||
    /决定|批准|研究|指定|推选|表决通过|任免国家|[委央]宣布/u.test(
      `${sentence}${match[0].slice(0, 3)}`,
    ) ||
    (state.hasDecided && (scene.isDocument || !/[兼]任/u.test(match[0]))) ||
    (scene.isDocument && state.heading !== null)
  );
}
