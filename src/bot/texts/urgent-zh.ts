import {
  type IsoDate,
  type ItemKind,
  MOST_URGENT_WORDS,
  type UrgentRule,
} from '../../domain/index.ts';
import { writeDate } from './calendar.ts';

const KINDS: Record<ItemKind, string> = {
  decision: '决定',
  appointment: '任免',
  notice: '通知',
  news: '新闻',
};
type Recent = {
  readonly title: string;
  readonly date: IsoDate;
  readonly word: string;
};

/** The rule of what is urgent, as an admin sees it. */
export const urgentZh = {
  page: ({ rule, recent }: { rule: UrgentRule; recent: readonly Recent[] }) =>
    [
      '紧急内容',
      '',
      rule.isOn
        ? `新到的${rule.kinds.map((kind) => KINDS[kind]).join('、')}，标题里有下面任何一个词，就立即发给与它有关的聊天，不等摘要，免打扰时也发；在设置里关掉的聊天除外。`
        : '现在已经停用：什么都不会立即发，全部随摘要一起。',
      `词：${rule.words.length > 0 ? rule.words.join('、') : '没有'}`,
      '',
      ...(recent.length > 0
        ? [
            '最近符合的：',
            ...recent.map(
              ({ title, date, word }) => `${writeDate(date, 'zh')}　${title}（${word}）`,
            ),
          ]
        : ['最近的报纸里没有符合的。']),
      '',
      '更改只管以后新到的内容。加词请写：/urgent 加 断水；删词请写：/urgent 删 断水',
    ].join('\n'),
  turnOn: '启用',
  turnOff: '停用',
  kindOn: (kind: ItemKind) => `☑ ${KINDS[kind]}：算在内`,
  kindOff: (kind: ItemKind) => `☐ ${KINDS[kind]}：不算`,
  drop: (word: string) => `删去“${word}”`,
  usage:
    '没有看懂。加词请写：/urgent 加 断水；删词请写：/urgent 删 断水；只发 /urgent 可以看现在的规则。',
  short: '一个字几乎每个标题都有，那样什么都成了紧急内容。请至少写两个字，例如：/urgent 加 断水',
  full: `最多 ${MOST_URGENT_WORDS} 个词。请先删去用不着的，例如：/urgent 删 断水`,
  notThere: (word: string) => `没有“${word}”这个词。只发 /urgent 可以看到现在有哪些。`,
};
export type UrgentTexts = typeof urgentZh;
