import type { Action, IsoDate, ItemKind } from '../../domain/index.ts';
import { findFullDate } from '../days/dates.ts';
import { lean } from '../lines/lean.ts';
import { mayHold } from '../lines/matches.ts';
import {
  isBareTitle,
  isDateline,
  isDocumentName,
  isOrganization,
  isOrganizationName,
  isPassedBy,
  isSignedDate,
  SIGNED_IN_ONE,
} from '../lines/row-marks.ts';
import type { Row } from '../lines/rows.ts';
import { sessionIn } from '../names/named-bodies.ts';
import { bodyName, resolveOrganization } from '../names/organizations.ts';
import type { Homes } from '../names/places.ts';
import type { Head } from './head.ts';
import type { Promulgated } from './promulgated.ts';

export type Signature = { readonly body: string | null; readonly date: IsoDate | null };

const ISO_DAY = /^[12][0-9]{3}[-/.][0-9]{1,2}[-/.][0-9]{1,2}$/u;

/** The body and the day under a document: in two rows, in one, or the day alone. */
export function signatureOf(rows: readonly Row[]): Signature | null {
  for (let index = rows.length - 1; index >= Math.max(0, rows.length - 8); index -= 1) {
    const row = rows[index];
    if (!row) break;
    const above = rows[index - 1];
    const isBelowBody = above !== undefined && isOrganization(above);
    if (isSignedDate(row) || (isBelowBody && ISO_DAY.test(row.tight))) {
      // 某某办公室　2021年7月30日印发: who printed it, and not who made it
      const isPrinter = /印发$/u.test(row.tight) && /办公[室厅]$/u.test(above?.tight ?? '');
      return {
        body: isBelowBody && !isPrinter ? above.tight : null,
        date: findFullDate(row.tight),
      };
    }
    const both = SIGNED_IN_ONE.exec(row.tight)?.groups;
    if (both && isOrganizationName(both['body'] ?? '')) {
      return { body: both['body'] ?? null, date: findFullDate(both['date'] ?? '') };
    }
  }
  const last = rows.at(-1);
  return last && rows.length > 1 && isOrganization(last) ? { body: last.tight, date: null } : null;
}

// 3. 关于…的通知
const NUMBERED = lean(/^(?:[0-9]{1,2}[.．、]\s*)(?=\p{Script=Han})/u);

/** The headline's lines joined; of a text without one, its first sentence. */
export function titleOf({ titles }: Pick<Head, 'titles'>, rows: readonly Row[]): string {
  const [first, second] = titles;
  // 某某第一次会议|主 席 团 公 告: what fills its line so is not so wide in the title.
  if (first && second && isOrganization(first))
    return titles.map((row) => (isBareTitle(row) ? row.tight : row.text)).join('');
  if (first)
    return titles
      .map((row) => row.text)
      .join(' ')
      .replace(/^《([^《》]*)》$/u, '$1')
      .replace(/^现在播送(?=.*公告$)/u, '')
      .replace(NUMBERED, '');
  const sentence = /^[^。！？；\n]{1,60}/u.exec(rows[0]?.text ?? '');
  return sentence?.[0] ?? rows[0]?.text.slice(0, 60) ?? '';
}

/** The kind by the title's last word; a report of an agency stays news, whatever it reports. */
export function kindOf(title: string, head: Omit<Head, 'body'>, rows: readonly Row[]): ItemKind {
  const tight = title.replace(/\s/gu, '').replace(/[（(][^（）()]{1,20}[）)]$/u, '');
  const isReport = head.byline !== null || (rows[0] !== undefined && isDateline(rows[0]));
  const isNamed = isDocumentName(tight);
  const isList = /(?:名单|公告)$/u.test(tight) || /关于.*的(?:决定|决议|通知)$/u.test(tight);
  if (isReport && !(isNamed && isList && !REPORTS.test(tight))) return 'news';
  if (
    /发布|公布|印发|(?:通过|决定)(?:一批|(?:有关)?人事)/u.test(tight) &&
    /(?:任免|任命|免职|任职)$/u.test(tight)
  )
    return 'news';
  if (/签署/u.test(tight) && /令$/u.test(tight)) return 'news';
  if (isNamed && /全体会议公报$/u.test(tight)) return 'decision';
  const before = tight.includes('关于') ? tight.slice(0, tight.indexOf('关于')) : '';
  if (TELLS.test(before) && head.passedOn === null) return 'news';
  if (/宣布/u.test(tight) && head.passedOn === null) return 'news';
  if (/(?:决定|决议|办法)$/u.test(tight) && (isNamed || head.passedOn !== null)) return 'decision';
  if (
    /任免|任命|任职|免职|免去|人民陪审员/u.test(tight) &&
    // 某某被免职 is news.
    !/[被获].{0,4}(?:任命|免职|任职)$/u.test(tight) &&
    /名单$|人员$|(?:会议|[委员]会|政府)(?:任免|任职|免职)(?:案|情况)$|(?:情况|任免|任职|免职)表$|任免$|任命$|任职$|免职$|公告$/u.test(
      tight,
    )
  ) {
    return 'appointment';
  }
  if (/令$/u.test(tight) && isNamed)
    return /任命|免去/u.test(rows[0]?.tight ?? '') ? 'appointment' : 'decision';
  if (isNamed && /(?:公告|通知|通告|公示|名单)$/u.test(tight)) return 'notice';
  // A report or a motion is no decision, whoever approved it.
  const isMotion = /(?:报告|议案|说明|批复)$/u.test(tight);
  return isNamed && !isMotion && head.passedOn !== null ? 'decision' : 'news';
}

/** A headline that tells of a document is not the document's title. */
const TELLS = /召开|举行|宣布|签署|闭幕|开幕|审议|发布|公布/u;
const REPORTS = /签署|作出|通过|审议|表决|闭幕|召开|举行|发布|印发|颁布|学习/u;

type Issued = {
  readonly title: string;
  readonly head: Pick<Head, 'masthead' | 'titles'>;
  readonly rows: readonly Row[];
  readonly homes: Homes;
  readonly signedBy: string | null;
  /** What the order above it says, if one promulgates it. */
  readonly promulgated: Promulgated | undefined;
};

/** The issuing or adopting body in full: an announcement's is its signatory. */
export function issuerOf(issued: Issued): string | null {
  const { title, head, rows, homes, signedBy: signature, promulgated } = issued;
  const tight = title.replace(/\s/gu, '');
  const named = bodyInTitle(tight);
  const passing = rows.find(isPassedBy);
  const isAnnouncement = /(?:公告|令|通告)$/u.test(tight);
  // 大会主席团, under an announcement of the session that its title names
  const session = /^(?:大会)?主席团$/u.test(signature ?? '') ? sessionIn(null, rows) : null;
  if (session) return bodyName(`${session}主席团`);
  const meeting = passing ? meetingBody(passing.tight) : null;
  // 临溪县人民法院|任命人民陪审员名单, 临溪县人民代表大会常务委员会街道工作委员会|…办法, passed by a standing committee
  const isSubject =
    meeting !== null &&
    !tight.includes('关于') &&
    (/(?:法院|检察院)$/u.test(named ?? '') ||
      (/(?:办法|规则|细则)$/u.test(tight) && !meeting.endsWith('会议')));
  const told =
    head.masthead?.tight ?? (isSubject ? meeting : (named ?? meeting ?? promulgated?.body));
  // 西陵学院文件, signed by its Party committee: the paper of a house is anybody's in it.
  const isSigned = isAnnouncement || (signature !== null && HOUSE.test(told ?? ''));
  // 河口镇选举委员会, under 东川县河口镇选举委员会公告
  const whole = signature && named?.endsWith(signature) ? named : signature;
  const printed = isSigned ? (whole ?? named) : (told ?? signature);
  if (!printed) return null;
  return bodyName(resolveOrganization(printed, homes, null).name);
}

const HOUSE = /(?:公司|集团|大学|学院|学校|中学|小学|幼儿园|医院)$/u;

// 北京市人民代表大会常务委员会|关于… / 松岭市人民代表大会常务委员会|任免名单 / 中华人民共和国主席|令
const BODY_IN_TITLE = lean(
  /^(?<body>[\p{Script=Han}〇]{2,40}?(?:委员会|常委会|人民政府|政府|行政公署|主席团|国务院|法院|检察院|(?<=全国)人民代表大会|人民代表大会(?=关于)|人大|政协|党委|党组|[省市县区]委|厅|局|部|办公室|办公厅|会议|国主席|领导小组|董事会|监事会|股东会|股东大会|公司|集团|大学|学院|学校|中学|小学|幼儿园|医院|中心))(?=关于|干部|公告|通告|通知|任免|任命|任职|免职|免去|决定|决议|令|接受|补选|代表|人事|公示|名单|公报)/u,
);

// 最高人民法院、最高人民检察院|关于…的决定
const JOINT = lean(
  /^(?<body>(?!关于)\p{Script=Han}{2,30}[院部委局厅会署](?:、\p{Script=Han}{2,30}[院部委局厅会署]){1,8})(?=关于)/u,
);

function bodyInTitle(title: string): string | null {
  const body = (JOINT.exec(title) ?? BODY_IN_TITLE.exec(title))?.groups?.['body'] ?? null;
  return body && !/^关于/u.test(body) && !OF_MANY.test(body) ? body : null;
}

/** 松岭省|各级|人民代表大会常务委员会人事任免办法, 临溪县|乡镇|人民代表大会…: whom it is about, and nobody who adopts. */
const OF_MANY = /各级|[两三]级|以上|各[省市县区乡镇]|乡镇(?=人)|县乡/u;

const MEETING_BODY = lean(
  /日\s?(?:经)?(?<body>[\p{Script=Han}]{4,40}?)(?<session>第[一二三四五六七八九十0-9]{1,4}次(?:全体|常务|主任)?会议(?:主席团)?)/u,
);

/** 平阳县第十七届人民代表大会常务委员会|第二十二次会议通过; a congress acts by its session. */
function meetingBody(passing: string): string | null {
  const { body, session } = MEETING_BODY.exec(passing)?.groups ?? {};
  if (!body || !session) return null;
  return /(?:代表大会|人大)$/u.test(body) ? `${body}${session}` : body;
}

const ASKED = lean(/(?:建议|推荐|提名|候选人)\p{Script=Han}{0,4}名单$/u);

/** 「任命名单」 as a title speaks for all that is listed below it, until a heading says otherwise. */
export function openingOf(
  title: string,
  isPassed: boolean,
): {
  readonly heading: Action | null;
  readonly body: string;
  /** Of all the names below: 增补委员名单. */
  readonly post: string;
} {
  const tight = title.replace(/\s/gu, '');
  if (ASKED.test(tight)) return { heading: null, body: '', post: '' };
  const body =
    (mayHold(tight, OF_BODY) ? OF_BODY.exec(tight)?.groups?.['body'] : undefined) ??
    (isPassed ? OFFICES_OF.exec(tight)?.groups?.['body'] : undefined);
  const post = /增补委员名单$/u.test(tight)
    ? '委员'
    : (/^(?<post>[^，。]{4,40}?)(?:任命|任职)名单$/u.exec(tight)?.groups?.['post'] ?? '');
  return {
    heading: body ? 'appoint' : headingOf(tight),
    body: body ?? FOUNDED.exec(tight)?.groups?.['body'] ?? '',
    post,
  };
}

// 临溪县第十六届人民代表大会法制委员会|组成人员名单
const OF_BODY =
  /(?:^|任命|通过|关于)(?:调整|公布|增补|更换|变更|确定|充实)?(?<body>(?!.*(?:任命|通过|关于).*委员会)(?!调整|公布|增补|更换|变更|确定|充实).{3,50}(?:委员会|小组|主席团))(?:(?:组成人员|成员|委员|人员|增补(?:委员|人员)|主任委员.{0,16})?名单$|组成人员)/u;
// 政协青禾县第十届委员会|副秘书长、专门委员会主任|名单, below it when it was passed
const OFFICES_OF = lean(
  /^(?<body>\p{Script=Han}{4,40}?委员会)(?:(?:专门|工作|各?专门|专委会)?(?:委员会)?副?(?:秘书长|主任委员|主任|主席|常务委员|委员)[、和]?){1,6}名单$/u,
);

// 关于成立|沙坪镇选举委员会|的决定
const FOUNDED = lean(
  /关于(?:成立|设立|组建)(?:(?<body>[^。、]{2,30}选举委员会)|[^。]{2,40}选举委员会)的决定$/u,
);

function headingOf(title: string): Action | null {
  if (FOUNDED.test(title)) return 'appoint';
  if (/任免|任职免职|任免职/u.test(title)) return null;
  if (/任命|任职/u.test(title)) return 'appoint';
  if (/免职|免去/u.test(title)) return 'remove';
  if (/选举结果|当选/u.test(title)) return 'elect';
  return null;
}
