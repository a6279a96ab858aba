import { lean } from '../lines/lean.ts';
import { matchesOf } from '../lines/matches.ts';
import type { ActScene, Found } from './act-scene.ts';

// 江苏省人民代表大会常务委员会|决定接受其辞职, in an announcement of another committee
const DECIDES = '(?:代表大会|人大)(?:常务委员会|常委会)?[^，。；：]{0,12}(?:决定|接受|罢免|补选)';
const DECIDER = lean(
  new RegExp(
    `(?<body>[\\p{Script=Han}]{2,14}[省市县区州旗]|军人|军区|解放军)(?:第.{1,4}届)?(?:人民)?${DECIDES}`,
    'gu',
  ),
);
/** Without it there is none, and to look for where one begins is dear. */
const IS_DECIDED = lean(new RegExp(DECIDES, 'u'));

// 已|被原选区选民依法罢免|代表职务, 向原选举单位提出辞职请求|并被接受: by whom it may be, it was before
const BY_OTHERS = lean(/被[^，。；]{0,24}罢免|(?:被|由|经|获得?)[^，。；]{0,16}接受$/u);

/** What another body had done before is not of the day on which it is announced. */
export function isOthersAct(text: string, found: Found, scene: ActScene): boolean {
  if (!['accept-resignation', 'recall', 'elect'].includes(found.action)) return false;
  const sentence = text.slice(text.lastIndexOf('。', found.start) + 1, found.end);
  if (scene.isDocument && BY_OTHERS.test(text.slice(found.start, found.end))) return true;
  if (!IS_DECIDED.test(sentence)) return false;
  const body = matchesOf(DECIDER, sentence).at(-1)?.groups?.['body'];
  if (body === undefined) return false;
  // 公告说，…四川省人大常委会决定罢免其第十三届全国人民代表大会代表职务
  if (!scene.issuer)
    return /公告/u.test(text) && found.posts.some((post) => post.organization.includes('全国人民'));
  return !scene.issuer.startsWith(body) && !body.endsWith(scene.issuerPlace ?? '全国');
}
