/** What is printed in the town's papers: words that some citizens follow, in fields where they count and where not. */
import type { Act, Item, ItemKind } from '../../src/domain/index.ts';
import type { Chance } from '../hardness/chance.ts';
import { anAct, anItem } from '../support/samples.ts';

export const PAPERS = ['今日平阳', '平阳日报', '昆阳通讯'] as const;
export const PLACES = ['水头镇', '昆阳镇', '鳌江镇', '万全镇', '怀溪镇'] as const;
export const TOPICS = ['停水', '停电', '台风', '招聘', '公积金', '义诊', '篮球赛', 'AI'] as const;
export const PEOPLE = ['王芳', '李明', '陈晓东', '赵哲璐', '欧阳雪'] as const;
export const BODIES = ['平阳县民政局', '平阳县财政局', '平阳县教育局', '鳌江镇人民政府'] as const;
export const POSTS = ['局长', '副局长', '副镇长', '主任'] as const;

/** An article, known again in a message by `第N次` of its title. */
export type Article = { readonly n: number; readonly item: Item };

/** Articles of one paper that are read in together. */
export type Arrival = {
  readonly at: number;
  readonly publication: string;
  /** By the clock of the paper. */
  readonly date: string;
  readonly articles: readonly Article[];
};

export function anArticle(chance: Chance, n: number): Article {
  const kind = chance.pick<[ItemKind, ...ItemKind[]]>([
    ...(['decision', 'appointment', 'notice', 'notice', 'news', 'news', 'news'] as const),
  ]);
  const maybe = (words: string, odds: number) => (chance.next() < odds ? words : '');
  const item = anItem({
    kind,
    title: `第${n}次${maybe(chance.pick(PLACES), 0.4)}${maybe(chance.pick(TOPICS), 0.35)}情况`,
    subtitle: maybe(`记${chance.pick(TOPICS)}`, 0.2) || null,
    leadIn: maybe(`在${chance.pick(PLACES)}`, 0.2) || null,
    byline: `本报记者 ${chance.pick(PEOPLE)}`,
    issuer: kind === 'news' ? null : maybe(chance.pick(BODIES), 0.6) || null,
    number: maybe(`第${chance.upTo(90)}号`, 0.2) || null,
    signature: maybe(chance.pick(BODIES), 0.3) || null,
    body: aBody(chance, n),
    acts:
      kind === 'appointment' || (kind === 'notice' && chance.next() < 0.3)
        ? Array.from({ length: 1 + chance.upTo(2) }, () => act(chance))
        : [],
  });
  return { n, item };
}

function aBody(chance: Chance, n: number): string {
  const sentences = [
    () => `${chance.pick(PLACES)}的居民可以前往咨询。`,
    () => `${chance.pick(PEOPLE)}出席并讲话。`,
    () => `由${chance.pick(BODIES)}负责落实。`,
    () => `有关${chance.pick(TOPICS)}的事项另行通知。`,
    () => '请用EMAIL报名，名额有限。', // «AI» is in it, and is no word there
    () => '各村要把好事办好、实事办实。',
  ] as const;
  const chosen = Array.from({ length: 1 + chance.upTo(3) }, () => chance.pick(sentences)());
  return [`本文写于${n}月前。`, ...chosen].join('\n\n');
}

function act(chance: Chance): Act {
  return anAct({
    person: chance.pick(PEOPLE),
    organization: chance.pick(BODIES),
    post: chance.pick(POSTS),
    confidence: chance.pick([0.97, 0.97, 0.5]), // the last is told to nobody as a fact
  });
}
