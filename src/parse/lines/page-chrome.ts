import type { Line } from './column.ts';
import { lean } from './lean.ts';
import { hasLetter, lettersOf } from './letters.ts';

const PAGE = '[A-D]?[0-9]{1,3}|[A-D]?[一二三四五六七八九十]{1,3}';
const SECTION =
  '(?:要闻|头版|综合|新闻|综合新闻|时政|时政要闻|本地新闻|社会|民生|经济|理论|副刊|文化|文艺|教育|专题|专版|广告|公告|公示|国内|国际|国内国际|体育|健康|农业|乡镇|镇街|县域|法治|党建|视点|聚焦|关注)';

/** What stands about the articles of a page, and is none: each under a line as it is printed. */
const chrome: readonly RegExp[] = [
  // 第1版：要闻 / 第01版 / 01版：要闻 / 版次：A01 / 第A1版 / 第1版:1
  `^(?:版次[:：])?第?(?:${PAGE})版(?:[:：][\\p{Script=Han}·0-9/]{1,8}|[|｜/-]?${SECTION})?$`,
  // 版次：01
  `^版[次面][:：](?:${PAGE})$`,
  // A1 要闻 / A01：头版
  `^[A-D][0-9]{1,2}(?:[:：|｜]\\p{Script=Han}{2,6}|${SECTION})$`,
  // 今日4版 / 本期共8版 / 下一版»本期共4版,当前第1版PDF
  '^(?:[上下]一[版期][»>«<]{0,2}|[今本][日期]共?[0-9]{1,3}版[，,]?|当前第?[A-D]?[0-9]{1,3}版|PDF(?:版|下载)?)+$',
  // 内部资料　免费赠阅
  '^(?:内部资料，?(?:免费(?:赠阅|交流)|注意保存|不得外传)?|免费赠阅)$',
  // 放大 缩小 默认, above an article and below it
  '^【?放大】?【?缩小】?【?默认】?$',
  // 站群导航 / 市政府部门站群 / 无障碍版　手机版 / 网站首页
  '^(?:站群导航|[省市县区旗](?:区|直)?(?:政府)?(?:部门)?(?:站群|网站)|(?:进入)?(?:无障碍|长者|关怀|适老)(?:化|浏览|阅读|助手|模式|版)*|(?:手机|电脑|移动|繁体|简体|繁體|老年)版|(?:网站)?首页|设为首页|加入收藏|网站(?:导航|地图)|用户登录|[|｜])+$',
  // 地址：房县城关镇 电话：0719-3222222 鄂ICP备05012345号
  '^[^。；]{0,100}ICP备[0-9]{6,10}号(?:-[0-9]{1,2})?[^。；]{0,30}$',
  // 2024-05-21 1 1 濮阳日报 c123456.html 1 /enpproperty-->
  '^[12][0-9]{3}-?[0-9]{2}-?[0-9]{2}.{0,60}/enpproperty-*[>＞]?$',
].map((source) => lean(new RegExp(source, 'u')));

/** Each of them has one of these. */
const SIGNS = lettersOf('版期D内免默备/要闻:：站页障藏登');
const LONGEST = 140;
/** A list of titles has two at least, none of which is a name. */
const SHORTEST_TITLE = 4;
const SURELY_TITLE = 8;

/** Leaves out page labels and what a paper's site prints about its articles; what follows stands apart. */
export function dropChrome(lines: readonly Line[]): readonly Line[] {
  const isList = listOfTitles(lines);
  const kept: Line[] = [];
  let isBelow = false;
  for (const line of lines) {
    const isChrome = isChromeLine(line) || isList(line);
    if (!isChrome) kept.push(isBelow ? { ...line, isApart: true } : line);
    isBelow = isChrome;
  }
  return kept.length === 0 || kept.length === lines.length ? lines : kept;
}

const isChromeLine = ({ tight }: Line): boolean =>
  tight.length <= LONGEST &&
  hasLetter(tight, SIGNS) &&
  chrome.some((pattern) => pattern.test(tight));

/** Every title of the page in one line: most of its words stand below as lines of their own. */
function listOfTitles(lines: readonly Line[]): (line: Line) => boolean {
  let known: ReadonlySet<string> | undefined;
  return ({ text, level }) => {
    if (level > 0 || text.length < 2 * SHORTEST_TITLE + 1 || !/\s/u.test(text)) return false;
    const titles = text.split(/\s+/u);
    if (titles.length < 2 || titles.some(({ length }) => length < SHORTEST_TITLE)) return false;
    known ??= new Set(lines.map((line) => line.text));
    const below = known;
    const found = titles.filter((title) => title.length >= SURELY_TITLE && below.has(title));
    return found.length >= 2 && found.length * 2 >= titles.length;
  };
}
