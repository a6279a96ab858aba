import type { IsoDate, ItemKind } from '../../src/domain/index.ts';
import type { Chance } from '../hardness/chance.ts';
import type { Printed } from '../support/query-oracle.ts';

export const PUBLICATION = '临溪周报';

/** An article, known again in a message by its token. */
export type Article = {
  readonly token: string;
  readonly kind: ItemKind;
  readonly item: Printed['item'];
  /** Of which somebody may want to be reminded. */
  readonly keyDate: IsoDate | null;
};

type PrintedIssue = {
  readonly name: string;
  readonly bytes: Uint8Array;
  readonly articles: readonly Article[];
};

/** An issue once more, in which one of its articles tells another date. */
export type Correction = {
  readonly issue: PrintedIssue;
  readonly token: string;
  readonly from: IsoDate;
  readonly to: IsoDate;
};

export type Paper = {
  print(): PrintedIssue;
  /** The newest issue again, in other lines. */
  reprint(): PrintedIssue | undefined;
  /** Of each article once. */
  correct(): Correction | undefined;
};

const PLACES = ['水头镇', '鳌江镇', '万全镇', '麻步镇', '腾蛟镇', '山门镇', '顺溪镇'] as const;
const MATTERS = [
  ...(['高标准农田', '共富工坊', '民生实事', '河道整治', '春耕备耕'] as const),
  ...(['老旧小区改造', '防汛备汛'] as const),
] as const;
const PEOPLE = ['王芳', '李明', '赵哲璐', '欧阳雪'] as const;
const OFFICES = [
  { organization: '临溪县民政局', post: '局长' },
  { organization: '临溪县财政局', post: '副局长' },
  { organization: '临溪县教育局', post: '局长' },
] as const;
const COMMITTEE = '临溪县人民代表大会常务委员会';
/** An issue with so many articles takes several messages. */
const THICK = 45;
/** A week, a day, or no time at all from the days on which the town is looked at. */
const DAYS = ['01-16', '01-16', '01-10', '01-17', '01-18', '01-24', '02-11'] as const;

type Draft = { readonly article: Article; readonly text: string };
type Issue = { readonly number: number; drafts: readonly Draft[] };

/** Prints an issue a day, each article with a number of its own in its title. */
export function createPaper(chance: Chance): Paper {
  const issues: Issue[] = [];
  const corrected = new Set<string>();
  let articles = 0;
  return {
    print() {
      const count = chance.next() < 0.06 ? THICK : 1 + chance.upTo(4);
      const told = new Set<string>(pastDays(issues.length));
      const drafts = Array.from({ length: count }, () => write(chance, ++articles, told));
      const issue = { number: issues.push({ number: issues.length, drafts }) - 1, drafts };
      return printed(issue);
    },
    reprint() {
      const newest = issues.at(-1);
      return newest && { ...printed(newest, '\n\n\n'), articles: [] };
    },
    correct() {
      const issue = issues.find(({ drafts }) => drafts.some(isOpen));
      const old = issue?.drafts.find(isOpen);
      const from = old?.article.keyDate;
      if (!issue || !old || !from) return undefined;
      const { token } = old.article;
      corrected.add(token);
      const told = issue.drafts.map(({ article }) => article.keyDate);
      const to = anotherDay(chance, new Set([...told, ...pastDays(issue.number)]));
      if (to === null) return undefined;
      const text = old.text.replace(inWords(from), inWords(to));
      const draft = { article: { ...old.article, keyDate: to }, text };
      issue.drafts = issue.drafts.map((each) => (each === old ? draft : each));
      return { issue: printed(issue), token, from, to };
    },
  };

  function isOpen({ article: { token, keyDate } }: Draft): boolean {
    return keyDate !== null && !corrected.has(token);
  }
}

function printed({ number, drafts }: Issue, gap = '\n\n'): PrintedIssue {
  const text = [
    `# ${PUBLICATION}`,
    inWords(dayOf(number)),
    ...drafts.map((draft) => draft.text),
  ].join('\n\n');
  return {
    name: `issue-${number + 1}.md`,
    bytes: new TextEncoder().encode(text.replaceAll('\n\n', gap)),
    articles: drafts.map(({ article }) => article),
  };
}

function dayOf(number: number): IsoDate {
  return new Date(Date.UTC(2025, 0, 9 + number)).toISOString().slice(0, 10);
}

/** Of what was to be by then a reader would not be sure. */
function pastDays(number: number): IsoDate[] {
  return DAYS.map((day) => `2025-${day}`).filter((day) => day <= dayOf(number));
}

function inWords(day: IsoDate): string {
  const [year, month, date] = day.split('-').map(Number);
  return `${year}年${month}月${date}日`;
}

/** `null`: each of them is told in this issue already, and told again it would be the same date. */
function anotherDay(chance: Chance, told: ReadonlySet<string | null>): IsoDate | null {
  const days = DAYS.map((day) => `2025-${day}`).filter((day) => !told.has(day));
  return days[chance.upTo(days.length)] ?? null;
}

function write(chance: Chance, number: number, told: Set<string>): Draft {
  const token = `第${number}次`;
  const [place, matter] = [chance.pick(PLACES), chance.pick(MATTERS)];
  const acts = twoActs(chance);
  const areTold = told.has(inSentence(acts));
  const kind = chance.pick([
    ...(['news', 'news', 'decision', 'decision', 'notice'] as const),
    areTold ? 'news' : 'appointment',
  ]);
  switch (kind) {
    case 'news':
      return draft({ token, kind }, `${place}${token}${matter}推进会召开`, [
        `本报讯（记者 王芳）昨天上午，${place}召开${matter}推进会，要求把好事办好、实事办实。`,
      ]);
    case 'decision': {
      const keyDate = anotherDay(chance, told);
      if (keyDate) told.add(keyDate);
      return draft({ token, kind, keyDate }, `${COMMITTEE}关于召开${token}${matter}座谈会的决定`, [
        '（2024年12月25日临溪县第十六届人民代表大会常务委员会第二十九次会议通过）',
        `${matter}座谈会${keyDate === null ? '' : `定于${inWords(keyDate)}`}在${place}召开。`,
      ]);
    }
    case 'appointment':
      told.add(inSentence(acts));
      return draft({ token, kind, acts }, `${COMMITTEE}${token}任免名单`);
    case 'notice': {
      const what = chance.pick(['停水', '停电', '招聘', '义诊']);
      return draft({ token, kind }, `关于${place}${token}${what}的通告`, [
        `因${matter}，定于2025年1月${1 + (number % 28)}日8时至18时${what}。`,
      ]);
    }
  }
}

type Parts = Pick<Article, 'token' | 'kind'> &
  Partial<Pick<Article, 'keyDate'> & Pick<Printed['item'], 'acts'>>;

function draft(
  { token, kind, keyDate = null, acts = [] }: Parts,
  title: string,
  paragraphs: readonly string[] = [inSentence(acts)],
): Draft {
  const body = paragraphs.join('\n\n');
  const nothing = { subtitle: null, issuer: null, number: null, signature: null };
  return {
    article: { token, kind, keyDate, item: { kind, title, body, acts, ...nothing } },
    text: `## ${title}\n\n${body}`,
  };
}

/** Of two people and two offices: else a reader would not be sure of what it read. */
function twoActs(chance: Chance): Printed['item']['acts'] {
  const [person, office] = [chance.upTo(PEOPLE.length), chance.upTo(OFFICES.length)];
  return [0, 1].map((next) => ({
    person: PEOPLE[(person + next) % PEOPLE.length] ?? PEOPLE[0],
    ...(OFFICES[(office + next) % OFFICES.length] ?? OFFICES[0]),
    confidence: 1,
  }));
}

function inSentence([come, go]: Printed['item']['acts']): string {
  if (!come || !go) return '';
  return `任命${come.person}为${come.organization}${come.post}；免去${go.person}的${go.organization}${go.post}职务。`;
}
