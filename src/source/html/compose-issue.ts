import type { Imprint, LineMark, LineRole, RawIssue } from '../../domain/index.ts';
import type { Article } from './article.ts';
import type { Line } from './render.ts';
import { tight } from './tidy.ts';

/** A line of the issue's text, what the site says it is, and what stands before it. */
type Written = {
  readonly text: string;
  readonly role: LineRole | null;
  readonly before: '' | '\n' | '\n\n';
};

const HEADINGS: Partial<Record<LineRole, string>> = {
  'lead-in': '# ',
  title: '# ',
  section: '## ',
};

/** One text out of an issue's articles, with marks for what the site says of a line. */
export function composeIssue(
  name: string,
  imprint: Imprint,
  articles: readonly Article[],
): RawIssue {
  const marks: LineMark[] = [];
  const parts: string[] = [];
  let length = 0;
  for (const { text, role, before } of articles.flatMap(writeArticle)) {
    const opening = `${parts.length === 0 ? '' : before}${role ? (HEADINGS[role] ?? '') : ''}`;
    parts.push(opening, text);
    const start = length + opening.length;
    length = start + text.length;
    if (role) marks.push({ span: [start, length], role });
  }
  return { name, carrier: 'html', text: `${parts.join('')}\n`, imprint, marks };
}

function writeArticle(article: Article): Written[] {
  const { leadIn, subtitle, byline } = article;
  const [first] = article.lines;
  // An article that names no title begins with it.
  const title = article.title === '' ? (first?.text ?? '') : article.title;
  const lines =
    article.title === '' && article.lines.length > 1 ? article.lines.slice(1) : article.lines;
  const head: readonly (readonly [LineRole, string])[] = [
    ['lead-in', leadIn],
    ['title', title],
    ['subtitle', subtitle],
    ['byline', byline],
  ];
  const written = head
    .filter(([, text]) => text !== '')
    .map(([role, text], index): Written => ({ text, role, before: index === 0 ? '\n\n' : '\n' }));
  return [...written, ...writeLines(lines, article.isMarked)];
}

function writeLines(lines: readonly Line[], isMarked: boolean): Written[] {
  const roles = lines.map((line) => roleOf(line));
  // A picture with a long text under it is an article of its own.
  const isPictureStory = roles.every((role) => role === 'caption');
  return lines.map((line, index) => {
    const role = isPictureStory ? 'body' : (roles[index] ?? 'body');
    const previous = lines[index - 1];
    const isClose =
      previous && ((line.isRow && previous.isRow) || (line.isRight && previous.isRight));
    return {
      text: line.text,
      role: role === 'body' && !isMarked ? null : role,
      before: isClose ? '\n' : '\n\n',
    };
  });
}

function roleOf(line: Line): LineRole {
  if (isCaption(line)) return 'caption';
  return isSection(line) ? 'section' : 'body';
}

// （记者 甲 摄） / 资料图片 / 某某 供图 / 图为共富工坊一角。
const CREDIT = /(?:摄影?|供图|制图|绘图|资料图片?|资料照片)[。]?[)）\]】]?$/u;
const POINTS = /^(?:[▲▼◀▶△]\s?)?(?:图[为：:①-⑨一二三四1-9]|上图|下图|左图|右图)/u;
const LONGEST_CAPTION = 200;
const LONGEST_SECTION = 40;

function isCaption(line: Line): boolean {
  const { text, followsPicture, isCentered, isKai } = line;
  if (line.isRow || line.isRight || text.length > LONGEST_CAPTION) return false;
  if (line.isCaption) return true;
  const isCredited = CREDIT.test(tight(text));
  if (followsPicture) return isCredited || POINTS.test(text) || (isKai && isCentered);
  return isCredited && (isKai || isCentered);
}

/** A whole line in bold, short, and no sentence. Its weight alone is no article's headline. */
function isSection(line: Line): boolean {
  const { text, isBold, isRight, isRow } = line;
  return (
    isBold &&
    !isRight &&
    !isRow &&
    text.length <= LONGEST_SECTION &&
    !/[。；，：、;:,]$/u.test(text) &&
    !/(?:记者|通讯员)/u.test(text) &&
    !/^[（(].*[）)]$/u.test(text) &&
    !/^\d{4}年\d{1,2}月\d{1,2}日$/u.test(tight(text))
  );
}
