import { simplify } from '../domain/index.ts';
import { readKinds } from './kinds.ts';

export type Spoken = { readonly command: string; readonly argument: string };

/** What people say when they mean a command, in simplified letters: these words and nothing besides. */
const ALONE: Readonly<Record<string, readonly string[]>> = {
  start: ['开始', 'start'],
  help: [
    ...[
      '帮助',
      '使用帮助',
      '说明',
      '使用说明',
      '怎么用',
      '怎么使用',
      '菜单',
      '选单',
      '命令',
      '功能',
    ],
    ...['你会做什么', '你能做什么', '有什么功能', 'help', 'menu', 'commands', 'what can you do'],
  ],
  latest: [
    ...['最新', '最新的', '最新一期', '最近一期', '最新报纸', '最新公报', '最新内容', '最新消息'],
    ...['今天的报纸', '今日报纸', '看报', 'latest', 'newest', 'latest issue', 'newest issue'],
  ],
  decisions: [
    '决定',
    '决议',
    '最新决定',
    '最新的决定',
    'decision',
    'decisions',
    'latest decisions',
  ],
  appointments: [
    ...['任免', '人事', '人事任免', '任免名单', '任免公告', '最新任免', '最新的任免'],
    ...['appointment', 'appointments', 'latest appointments'],
  ],
  news: ['新闻', '最新新闻', '最新的新闻', 'news', 'latest news'],
  dates: ['日期', '重要日期', '日程', 'date', 'dates', 'upcoming dates', 'coming dates'],
  search: ['查找', '搜索', '搜寻', '查询', 'search'],
  subscribe: ['订阅', '订阅公报', '订阅摘要', '订阅每日摘要', 'subscribe'],
  unsubscribe: [
    ...['退订', '全部退订', '退订公报', '取消订阅', '不订阅', '不再订阅', '不要订阅', '停止订阅'],
    ...['停', '停止', '停止推送', '不要再发', '别再发', '不要发', '别发', 'td'],
    ...['stop', 'unsubscribe', 'cancel subscription', 'stop sending'],
  ],
  follow: ['关注', '追踪', 'follow'],
  unfollow: ['取消关注', '不再关注', '取消追踪', '不再追踪', '我的关注', 'unfollow'],
  settings: ['设置', '设定', 'settings', 'options'],
  language: ['语言', '换语言', '切换语言', 'language'],
  missed: ['错过', '错过的', '错过的内容', '错过什么', 'missed', 'what did i miss'],
  privacy: ['隐私', 'privacy'],
  export: ['导出', '导出数据', '汇出', '汇出资料', '我的数据', '我的资料', 'export', 'my data'],
  forget: [
    ...['删除数据', '删除资料', '删除全部数据', '删除我的数据', '删除我的资料'],
    ...['forget me', 'delete my data'],
  ],
};

/** What they say before that which a command is about: «关注 水头镇». */
const LEADING: Readonly<Record<string, readonly string[]>> = {
  search: ['查找', '搜索', '搜寻', '查询', 'search for', 'search'],
  follow: ['关注', '追踪', 'follow'],
  unfollow: ['取消关注', '不再关注', '取消追踪', '不再追踪', 'unfollow'],
  subscribe: ['订阅', 'subscribe to', 'subscribe'],
  unsubscribe: ['退订', '取消订阅', 'unsubscribe from', 'unsubscribe'],
};

const BY_WORDS = new Map(
  Object.entries(ALONE).flatMap(([command, all]) => all.map((words) => [words, command] as const)),
);

const LEADS = Object.entries(LEADING).map(([command, words]) => ({
  command,
  pattern: new RegExp(`^(?:${words.join('|')})(?<gap>[\\s:：]*)(?<rest>\\S.*)$`, 'dsiu'),
}));
/** «退订新闻» is one word to those who write it; «关注民生» may be half a headline. */
const WITH_KINDS: ReadonlySet<string> = new Set(['subscribe', 'unsubscribe']);

/** «请帮我退订一下», «I want to unsubscribe, please» */
const MANNERS_BEFORE =
  /^(?:(?:请问?|麻烦您?|帮我|给我|我要|我想要?|想要?|查?看一?看?)\s*|please,? |show me |i want to |i want |the )+/u;
const MANNERS_AFTER = /(?:一下|吧|了|啦|[，,\s]*(?:谢谢[您你]?|please|thanks|me))+$/u;
const END = /[\p{P}\p{S}\s]+$/u;

/**
 * Which command somebody means who writes without one. Only words that mean nothing else: for all others
 * people look in the paper.
 */
export function spokenCommand(said: string): Spoken | undefined {
  const words = said.trim().replace(END, '');
  return aloneIn(words) ?? leadingIn(words);
}

function aloneIn(words: string): Spoken | undefined {
  const plain = simplify(words.normalize('NFKC')).toLowerCase().replace(/\s+/gu, ' ');
  const bare = plain.replace(MANNERS_BEFORE, '').replace(MANNERS_AFTER, '').replace(END, '');
  const command = BY_WORDS.get(plain) ?? BY_WORDS.get(bare);
  return command === undefined ? undefined : { command, argument: '' };
}

function leadingIn(words: string): Spoken | undefined {
  // Letter for letter, so that what is found in the one stands at the same place in the other.
  const plain = simplify(words);
  for (const { command, pattern } of LEADS) {
    const { groups, indices } = pattern.exec(plain) ?? {};
    const place = indices?.groups?.['rest'];
    if (!place) continue;
    const argument = words.slice(...place);
    const isApart = groups?.['gap'] !== '';
    if (isApart || (WITH_KINDS.has(command) && readKinds(argument))) return { command, argument };
  }
  return undefined;
}
