import type {
  Frequency,
  InterestKind,
  IsoDate,
  ItemKind,
  OwnWhen,
  Query,
  QuietHours,
} from '../../domain/index.ts';
import { type Clock, nameZone, writeDate, writeMoment } from './calendar.ts';
import { cityTimeZh, hoursZh, timeZh } from './when-zh.ts';

export type FollowTexts = typeof followsZh;

/** When what is followed comes. */
type Rhythm = Clock & {
  /** What was chosen for it alone. */
  readonly own: OwnWhen;
  /** At which it comes; `null`: the operator's, or at once. */
  readonly hour: number | null;
  /** The next one; `null`: as soon as an issue is here. */
  readonly next: Date | null;
};
/** When it is quiet, and by whose clock. */
type Night = { readonly night: { readonly quiet: QuietHours | null; readonly timezone: string } };
type Printed = { readonly title: string; readonly issueDate: IsoDate };
type Matches = {
  readonly items: readonly Printed[];
  readonly total: number;
  /** There may be more. */
  readonly isAtLeast: boolean;
};

const WHAT: Record<InterestKind, string> = {
  person: '姓名',
  office: '职务',
  body: '单位',
  place: '地名',
  word: '词语',
};
const MEANS: Record<InterestKind, string> = {
  person: '任免或文中有这个姓名的内容，都会告诉您。',
  office: '有人任免这个职务时，都会告诉您。',
  body: '这个单位发布的、任免其中职务的、文中提到它的内容，都会告诉您。',
  place: '文中提到这个地方的内容，都会告诉您。',
  word: '文中有这个词的内容，都会告诉您。',
};
const SYNTAX =
  '文中要有您写的词：用空格隔开的要在同一篇里都有，用“|”隔开的有一个就行，前面加“-”的不能有。';
const KINDS: Record<ItemKind, string> = {
  decision: '决定',
  appointment: '任免',
  notice: '通知',
  news: '新闻',
};
const RHYTHMS: Record<Frequency, string> = {
  instant: '随到随发',
  daily: '每天一次',
  weekly: '每周一次（周一）',
};

const isSeveral = ({ by, text }: Query) => by === 'word' && /[\s|]|^-/u.test(text);
const means = (query: Query) => (isSeveral(query) ? SYNTAX : MEANS[query.by]);
const name = (query: Query) => `“${query.text}”（${WHAT[query.by]}）`;
const kindNames = (kinds: readonly ItemKind[]) => kinds.map((kind) => KINDS[kind]).join('、');
const kindLine = ({ kinds }: Query) => `类别：${kinds ? kindNames(kinds) : '不限'}`;
const limits = ({ kinds, publication }: Query) => [
  ...(kinds ? [`只要${kindNames(kinds)}`] : []),
  ...(publication ? [`只看《${publication}》`] : []),
];
const rhythmName = ({ frequency, hour }: OwnWhen) => {
  if (frequency === null) return '随摘要一起';
  return hour === null || frequency === 'instant'
    ? RHYTHMS[frequency]
    : `${RHYTHMS[frequency]}，${hour}:00`;
};
const ownClock = ({ own: { timezone, quiet }, hour, now }: Rhythm) => {
  const parts = [
    ...(timezone
      ? [`按${timeZh({ timezone, now })}${hour === null ? '计算' : ` ${hour}:00 送出`}`]
      : []),
    ...(quiet === 'none' ? ['不设免打扰'] : quiet ? [`从 ${hoursZh(quiet)} 不打扰`] : []),
  ];
  return parts.length > 0 ? [`这一项${parts.join('，')}。`] : [];
};
const next = (rhythm: Rhythm) =>
  rhythm.next ? `下一份在${writeMoment(rhythm.next, rhythm.timezone, 'zh')}。` : '报纸一到就发。';
const matches = ({ items, total, isAtLeast }: Matches) => {
  const all = `${isAtLeast ? '至少' : '一共'} ${total} 篇`;
  if (total === 0) return ['目前还没有这样的内容，以后有了就告诉您。'];
  return [
    items.length < total ? `最近 ${items.length} 篇（${all}）：` : `${all}：`,
    ...items.map(({ title, issueDate }) => `· ${title}（${writeDate(issueDate, 'zh')}）`),
  ];
};

/** What /follow, /unfollow and «why» say. */
export const followsZh = {
  how: [
    '关注一个人、一个职务、一个单位、一个地方或一个词，报纸上有了就告诉您。在命令后面写上就行，例如：',
    '/follow 张峻榕',
    '/follow 副县长',
    '/follow 民政局',
    '/follow 水头镇',
    '/follow 公积金 买房（两个词都要有）',
    '/follow 停水|停电（有一个就行）',
    '/follow 招聘 -教师（有前一个，没有后一个）',
  ].join('\n'),
  nothingYet: '目前还没有关注什么。',
  problems: {
    empty: '里面没有可以查找的词。请写上人、地方或词，例如：/follow 水头镇',
    long: '这段话太长，不便关注。请只写几个字，例如：/follow 水头镇',
    short: '一个字几乎每篇都有，请至少写两个字，例如：/follow 水头镇',
    'only-not': '只写了不要的词，还要写上要找的词，例如：/follow 招聘 -教师',
  },
  name,

  // 确认之前
  ask: (query: Query, found: Matches) =>
    [
      `要关注${name(query)}吗？`,
      means(query),
      ...(query.kinds ? [kindLine(query)] : []),
      '',
      ...matches(found),
    ].join('\n'),
  kindHint: (kind: ItemKind) =>
    `如果要收到“${KINDS[kind]}”这一类的全部内容，请发送 /subscribe ${KINDS[kind]}`,
  confirm: '确认关注',
  takeAs: (by: InterestKind) => `改为${WHAT[by]}`,
  full: (most: number) =>
    `已经关注了 ${most} 项，不能再多了。发送 /unfollow 取消几项，再来关注新的。`,

  // 关注了的一项
  followed: (query: Query) => `已关注${name(query)}。`,
  following: (query: Query) => `关注着${name(query)}。`,
  page: (query: Query, rhythm: Rhythm, about: { hasPublications: boolean }) =>
    [
      means(query),
      '',
      kindLine(query),
      ...(about.hasPublications || query.publication
        ? [`报纸：${query.publication ? `《${query.publication}》` : '不限'}`]
        : []),
      `发送：${rhythmName(rhythm.own)}。${next(rhythm)}`,
      ...ownClock(rhythm),
    ].join('\n'),
  withDigest: '随摘要一起',
  rhythm: (frequency: Frequency) => RHYTHMS[frequency],
  hourAsk: (query: Query, clock: Clock) =>
    `${name(query)}几点发？时间按${nameZone(clock, 'zh')}计算。`,
  usualHour: '和摘要同一时间',
  changeHour: '更改时间',
  zoneAsk: (query: Query, clock: Clock) =>
    [
      `${name(query)}按哪里的时间发？现在按${nameZone(clock, 'zh')}（${clock.timezone}）计算。`,
      '下面没有的，请回复这条消息，写上城市或时区的英文名，例如：Europe/Rome',
    ].join('\n'),
  zoneUnknown: (words: string) =>
    `没有找到“${words}”这个时区。请再回复一次刚才的那条消息，写上城市，例如：米兰；或时区的英文名，例如：Europe/Rome`,
  quietAsk: (query: Query, { own, night, timezone, now }: Rhythm & Night) =>
    [
      `${name(query)}什么时候不打扰？`,
      `现在：${night.quiet ? `${hoursZh(night.quiet)}，按${timeZh({ ...night, now })}` : '没有设'}${own.quiet === null ? '，和总设置一样' : ''}。这段时间里不发这一项，时间一过就补上，一条不少；只有紧急的除外。`,
      `这里选的时间按${timeZh({ timezone, now })}计算。`,
    ].join('\n'),
  asInSettings: '跟随总设置',
  changeKinds: '限定类别',
  changePublication: '限定报纸',
  kindsAsk: (query: Query) => `${name(query)}要看哪些类别？`,
  kindTaken: (kind: ItemKind) => `☑ ${KINDS[kind]}：要看`,
  kindLeft: (kind: ItemKind) => `☐ ${KINDS[kind]}：不看`,
  lastKind: '至少要留一类。不想再看时，请返回后点“不再关注”。',
  publicationsAsk: (query: Query) => `${name(query)}要看哪份报纸？`,
  anyPublication: '不限报纸',
  publication: (title: string) => `《${title}》`,
  gone: '这一项已经不在关注之列。发送 /follow 可以看到关注了什么。',

  // 关注了什么
  listTitle: (total: number) => `关注了 ${total} 项`,
  listLine: (query: Query, own: OwnWhen) =>
    [
      name(query),
      `${rhythmName(own)}${own.timezone ? `（${cityTimeZh(own.timezone) ?? own.timezone}）` : ''}`,
      ...limits(query),
    ].join('，'),
  pageOf: (page: number, pages: number) => `第 ${page} 页，共 ${pages} 页`,
  open: (query: Query) => `${query.text}（${WHAT[query.by]}）`,
  listHint: '点一项可以更改或取消。',
  dropHint: '点一下就不再关注。',
  drop: (query: Query) => `不再关注${query.text}（${WHAT[query.by]}）`,
  dropThis: '不再关注',
  dropped: (query: Query, left: number) =>
    `已不再关注${name(query)}。${left === 0 ? '现在没有关注什么。' : `还关注着 ${left} 项。`}`,
  undo: '撤销，继续关注',
  restored: (query: Query) => `仍在关注${name(query)}。`,
  notFollowed: (words: string) => `没有关注“${words}”。`,
  all: '关注了什么',
  previous: '上一页',
  next: '下一页',

  // 按钮
  settings: '关注',
  followSomething: '关注人、地方或词',
  followThis: ({ by, text }: Query) => {
    const [organization, post] = by === 'office' ? text.split(' ') : [];
    return post ? `关注${post}（${organization}）` : `关注${text}`;
  },
  followSearch: '关注这个查找',
  itemChanged: '这一篇后来有更正，这个按钮对不上了。请重新打开全文。',

  // 为什么收到
  why: '为什么收到',
  whyTitle: '为什么收到这些内容',
  whyOneTitle: '为什么收到这一篇',
  becauseKind: (kind: ItemKind, publication: string | null) =>
    publication === null
      ? `订阅了“${KINDS[kind]}”这一类。`
      : `订阅了《${publication}》的“${KINDS[kind]}”这一类。`,
  becauseInterest: (query: Query, words: readonly string[]) =>
    words.length === 0
      ? `关注了${name(query)}。`
      : `关注了${name(query)}，这一篇里有：${words.join('、')}。`,
  becauseNothing: '按现在的订阅和关注，不会自动发来这一篇。',
  itemGone: '这一篇已经不在了。',

  // 退订
  dropAllAsk: (total: number) => `还关注着 ${total} 项。要一起取消，还是只退订类别、继续关注？`,
  dropEverything: '全部退订，关注也取消',
  dropKindsOnly: '只退订类别，继续关注',
  kindsDropped: (total: number) =>
    `已经退订全部类别，不再收到整类的内容。关注的 ${total} 项照常告诉您；要取消时，发送 /unfollow 即可。`,
  everythingDropped:
    '已经全部退订，关注也都取消了，不会再收到摘要。想再用时，发送 /subscribe 或 /follow 即可。',
  noKindLeft: '现在没有订阅整类的内容，关注的内容照常告诉您。点下面的按钮可以重新选择类别。',
  onlyFollows: (total: number) => `没有订阅整类的内容，只关注着 ${total} 项。要全部取消吗？`,
};
