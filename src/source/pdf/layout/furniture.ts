import { isPaperName } from './imprint.ts';
import type { Segment } from './segments.ts';
import { heightOf, middleOf, type Rect, widthOf } from './shapes.ts';

/** What every page prints around its articles, and the articles' own lines. */
export type Parted = { readonly around: readonly Segment[]; readonly text: readonly Segment[] };

type Sheet = {
  readonly width: number;
  readonly height: number;
  readonly rules: readonly Rect[];
};

// 2025年1月10日 星期五 农历甲辰年十二月十一 / 第1版 要闻 / 总第1234期 今日4版
const HEAD =
  /(?:[0-9]{4}|[〇○零一二三四五六七八九]{4})年.{1,3}月.{1,3}日(?=.*(?:星期|周[一二三四五六日]|农历|版|期))|^(?:星期|农历)|^第?[0-9A-D]{1,3}版|^(?:今日|本期共?)[0-9]{1,2}版|^总?第[0-9]{1,6}期|^第[0-9]{1,6}期.{0,6}总第|^国内统一(?:连续出版物|刊)号|^CN[0-9]{2}-|^邮发代号|^内部资料|主[管办]：|^(?:中共)?.{2,12}(?:主管|主办|主管主办)$/u;
// 责任编辑：黄塬 新闻热线：0577-00000000 / - 3 - / 第3页 共8页
const FOOT =
  /^(?:本版|值班|责任|执行|美术|视觉|版式)?(?:责编|编辑|校对|审读|审校|组版|总编|值班主任|监制|美编)[:：/]|(?:新闻热线|投稿邮箱|社址|地址|邮编|邮政编码|印刷|广告热线|发行热线|订报热线|电话)[:：]|^(?:网址|https?:|www\.)|^[-—–·•\s]*[0-9]{1,3}[-—–·•\s]*$|^第[0-9]{1,3}页/u;

const tightOf = ({ text }: Segment): string => text.replace(/\s/gu, '');

/** Takes masthead, page head and foot line out of what is read as articles. */
export function partFurniture(segments: readonly Segment[], sheet: Sheet): Parted {
  const furniture = new Set(segments.filter((segment) => isSure(segment, sheet)));
  for (const segment of segments) {
    if (isWithin(segment, furniture, segments, sheet)) furniture.add(segment);
  }
  for (const segment of segments) {
    if (isPaperName(segment.text) && isMasthead(segment, segments, furniture))
      furniture.add(segment);
  }
  return {
    around: [...furniture],
    text: segments.filter((segment) => !furniture.has(segment)),
  };
}

/** By its words; a date or a page number only at the edge of the sheet. */
function isSure(segment: Segment, { height }: Sheet): boolean {
  const tight = tightOf(segment);
  if (tight.length > 80) return false;
  const place = middleOf(segment) / height;
  if (/^[-—–·•0-9页第]*$/u.test(tight)) return (place < 0.08 || place > 0.92) && FOOT.test(tight);
  if (HEAD.test(tight)) return tight.length <= 60 && !/[。；，]/u.test(tight);
  return FOOT.test(tight) && place > 0.5;
}

/** On one line with such words, or beyond the rule that parts them from the text. */
function isWithin(
  segment: Segment,
  sure: ReadonlySet<Segment>,
  segments: readonly Segment[],
  sheet: Sheet,
): boolean {
  for (const one of sure) {
    const isAtEdge = middleOf(one) < 0.15 * sheet.height || middleOf(one) > 0.9 * sheet.height;
    if (!isAtEdge) continue;
    const isOnLine = (other: Segment) =>
      Math.abs(middleOf(one) - middleOf(other)) < 0.5 * heightOf(one);
    const isSmall = segment.size < 1.3 * one.size || isPaperName(segment.text);
    const isOuter = (other: Segment) =>
      isOnLine(other) ||
      sure.has(other) ||
      isPaperName(other.text) ||
      !isBeyondLine(one, other, sheet);
    const isHeadLine = isSmall && isOnLine(segment) && isBare(segments.filter(isOnLine));
    if (isHeadLine && segments.every(isOuter)) return true;
    const rule = edgeRule(one, sheet);
    const isBeyond = (other: Segment) =>
      rule !== undefined && middleOf(one) < rule.top === middleOf(other) < rule.top;
    if (isBeyond(segment) && isBare(segments.filter(isBeyond))) return true;
  }
  return false;
}

/** Nearer to the edge of the sheet than the line is. */
function isBeyondLine(line: Segment, other: Segment, { height }: Sheet): boolean {
  return middleOf(line) < height / 2 ? other.bottom < line.top : other.top > line.bottom;
}

/** A few short words, and no sentence: an article is never taken for a page head. */
function isBare(segments: readonly Segment[]): boolean {
  return (
    segments.length <= 12 &&
    segments.every((one) => one.text.length <= 60 && !/[。！？，]/u.test(one.text))
  );
}

/** The rule across the sheet that is next to the line, towards the middle of the page. */
function edgeRule(line: Segment, { width, height, rules }: Sheet): Rect | undefined {
  const isTop = middleOf(line) < height / 2;
  const [rule] = rules
    .filter((one) => widthOf(one) > 0.6 * width && middleOf(one) > line.bottom === isTop)
    .filter((one) => (isTop ? one.top < 0.25 * height : one.top > 0.8 * height))
    .toSorted((one, other) => (isTop ? one.top - other.top : other.top - one.top));
  return rule;
}

/** The paper's name stands larger than the text, with the day near it. */
function isMasthead(
  name: Segment,
  segments: readonly Segment[],
  furniture: ReadonlySet<Segment>,
): boolean {
  const isLarge = segments.filter(({ size }) => size > name.size).length <= 0.02 * segments.length;
  const reach = 6 * name.size;
  const isDated = [...furniture].some((one) => Math.abs(middleOf(one) - middleOf(name)) < reach);
  return isDated && (isLarge || name.size < 12);
}
