import type { ItemKind } from '../../src/domain/index.ts';
import type { Chance } from '../hardness/chance.ts';

type Article = { readonly token: string; readonly kind: ItemKind };

type PrintedIssue = {
  readonly name: string;
  readonly bytes: Uint8Array;
  readonly articles: readonly Article[];
};

export type Paper = {
  print(): PrintedIssue;
  /** The newest issue again, in other lines. */
  reprint(): PrintedIssue | undefined;
};

const PLACES = ['水头镇', '鳌江镇', '万全镇', '麻步镇', '腾蛟镇', '山门镇', '顺溪镇'] as const;
const MATTERS = [
  '高标准农田',
  '共富工坊',
  '民生实事',
  '河道整治',
  '春耕备耕',
  '老旧小区改造',
] as const;
/** An issue with so many articles takes several messages. */
const THICK = 45;

/** Prints an issue a day, each article with a number of its own in its title. */
export function createPaper(chance: Chance): Paper {
  let issues = 0;
  let articles = 0;
  let newest: PrintedIssue | undefined;
  return {
    print() {
      const day = new Date(Date.UTC(2025, 0, 9 + issues)).toISOString().slice(0, 10);
      const count = chance.next() < 0.06 ? THICK : 1 + chance.upTo(4);
      const printed = Array.from({ length: count }, () => printArticle(chance, ++articles));
      issues += 1;
      newest = {
        name: `issue-${issues}.md`,
        bytes: new TextEncoder().encode(
          [masthead(day), ...printed.map(({ text }) => text)].join('\n\n'),
        ),
        articles: printed.map(({ token, kind }) => ({ token, kind })),
      };
      return newest;
    },
    reprint() {
      if (!newest) return undefined;
      const text = new TextDecoder().decode(newest.bytes);
      return {
        ...newest,
        bytes: new TextEncoder().encode(text.replaceAll('\n\n', '\n\n\n')),
        articles: [],
      };
    },
  };
}

function masthead(day: string): string {
  const [year, month, date] = day.split('-').map(Number);
  return `# 临溪周报\n\n${year}年${month}月${date}日`;
}

function printArticle(chance: Chance, number: number): Article & { readonly text: string } {
  const token = `第${number}次`;
  const [place, matter] = [chance.pick(PLACES), chance.pick(MATTERS)];
  const kind = chance.pick(['news', 'news', 'decision', 'appointment', 'notice']);
  const text = {
    news: `## ${place}${token}${matter}推进会召开\n\n本报讯（记者 王芳）昨天上午，${place}召开${matter}推进会，要求把好事办好、实事办实。`,
    decision: `## 临溪县人民代表大会常务委员会关于召开${token}${matter}座谈会的决定\n\n（2024年12月25日临溪县第十六届人民代表大会常务委员会第二十九次会议通过）\n\n${matter}座谈会定于2025年2月${1 + (number % 28)}日在${place}召开。`,
    appointment: `## 临溪县人民代表大会常务委员会${token}任免名单\n\n任命王芳为临溪县民政局局长；免去李明的临溪县财政局副局长职务。`,
    notice: `## 关于${place}${token}停水的通告\n\n因${matter}，定于2025年1月${1 + (number % 28)}日8时至18时停水。`,
  }[kind];
  return { token, kind, text };
}
