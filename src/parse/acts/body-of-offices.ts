import { lean } from '../lines/lean.ts';

const OFFICE =
  '副?(?:主任委员|主任|主席|委员长|常务委员|常委|委员|秘书长|书记|[省市县区州镇乡]长|院长|检察长)';
const OFFICES = `${OFFICE}(?:[、和]${OFFICE}){1,7}`;
const BODY = '[\\p{Script=Han}]{4,50}?(?:委员会|政府|法院|检察院)';

// 石塘县第十七届人民代表大会常务委员会|主任、副主任、委员, alone on its row
const ALONE = lean(new RegExp(`^(?<body>${BODY})${OFFICES}(?:名单)?[：:]?$`, 'u'));
// …选举产生了|政协清徐县第十届委员会|主席、副主席、秘书长和常务委员，现予公布。 / …选出|石塘县第九届人民代表大会常务委员会|组成人员：
const ELECTED = lean(
  new RegExp(
    `(?:选举产生|选举|选出|补选)了?(?<body>${BODY})(?:${OFFICES}|组成人员|领导(?:班子)?成员|常务委员会)?(?:[：:]|，现?予以?公[布告][。：:]?)$`,
    'u',
  ),
);

// 会议通过了|中共石塘县第十届纪律检查委员会|第一次全体会议选举结果：
const RESULT = lean(
  new RegExp(
    `(?:通过|批准)了?(?<body>${BODY})(?:第[一二三四五六七八九十]{1,3}次(?:全体)?会议)?(?:的)?选举结果[：:]$`,
    'u',
  ),
);

const COMMITTEE = '\\p{Script=Han}{2,40}?(?:委员会|主席团)';
// 任命|涡口县选举委员会|组成人员： / 决定增补|县选举委员会|副主任、委员名单如下： / |沙坪镇选举委员会|由下列人员组成：
const MEMBERS = lean(
  new RegExp(
    `(?:^|[，。：；、]|(?<verb>任命|增补|通过|决定|补选|选举(?!委员会|工作|管理)))了?(?:由[^，。；]{1,12}组成的)?(?<body>(?!(?:任命|增补|通过|决定|补选|免去|[设成]立))${COMMITTEE})(?:的?(?:组成人员|组成成员|成员)(?:调整)?(?:名单)?|${OFFICES}(?:名单)?|由(?:下列|以下|如下)\\p{Script=Han}{0,8}组成)(?:(?:公布|公告|通知|调整)?如下)?：`,
    'u',
  ),
);

/** The body whose members a row announces, with the verb before it; they may be listed in the same row. */
export function bodyOfMembers(
  text: string,
): { readonly body: string; readonly verb: string | undefined; readonly end: number } | undefined {
  if (!text.includes('：') || !/组成|成员|名单/u.test(text)) return undefined;
  const from = Math.max(0, text.length - 400);
  const match = MEMBERS.exec(text.slice(from));
  const { body, verb } = match?.groups ?? {};
  return match && body
    ? {
        body: body.replace(/^.*(?:的|(?:人员|同志)为)/u, ''),
        verb,
        end: from + match.index + match[0].length,
      }
    : undefined;
}

/** The body whose several offices a row names: the labels below it are theirs. */
export function bodyOfOffices(text: string): string | undefined {
  return text.length <= 80 ? ALONE.exec(text)?.groups?.['body'] : undefined;
}

/** The body whose offices a row announces as filled, and names nobody yet. */
export function bodyOfElected(text: string): string | undefined {
  if (!text.includes('选') || !/[：:。]$/u.test(text)) return undefined;
  return (ELECTED.exec(text.slice(-240)) ?? RESULT.exec(text.slice(-240)))?.groups?.['body'];
}

/** …纪律检查委员会选举出：, below …常务委员会: what stands below it is not of that body any more. */
export const namesOther = (heading: string, body: string): boolean =>
  body !== '' && /委员会|政府|法院|检察院/u.test(heading) && !heading.includes(body);
