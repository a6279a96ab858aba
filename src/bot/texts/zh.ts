import { nameAction } from '../../compose/index.ts';
import type {
  Act,
  Frequency,
  IsoDate,
  ItemKind,
  MessageStyle,
  QuietHours,
} from '../../domain/index.ts';
import type { ParseFault } from '../../parse/index.ts';
import type { FetchFault, SourceFault } from '../../source/index.ts';
import type { Account, Counted } from '../../store/index.ts';
import {
  type Clock,
  isToday,
  nameZone,
  writeDate,
  writeHour,
  writeMoment,
  writeTime,
} from './calendar.ts';
import { campaignsZh } from './campaigns-zh.ts';
import { followsZh } from './follows-zh.ts';
import { languagesZh } from './languages-zh.ts';
import { myDataZh } from './my-data-zh.ts';
import { peopleZh } from './people-zh.ts';
import { placesZh } from './places-zh.ts';
import { readingZh } from './reading-zh.ts';
import { reviewZh } from './review-zh.ts';
import { urgentZh } from './urgent-zh.ts';
import { whenZh } from './when-zh.ts';

export type Texts = typeof zh;

type Due = { readonly next: Date | null; readonly timezone: string };

const KINDS: Record<ItemKind, string> = {
  decision: '决定',
  appointment: '任免',
  notice: '通知',
  news: '新闻',
};
const FREQUENCIES: Record<Frequency, string> = {
  instant: '随到随发',
  daily: '每天一次',
  weekly: '每周一次（周一）',
};
const STYLES: Record<MessageStyle, string> = { classic: '经典', rich: '图文' };
const kindNames = (kinds: readonly ItemKind[]) => kinds.map((kind) => KINDS[kind]).join('、');
const firstFew = (chats: number) => `先发给其中 ${chats} 个聊天试发，一切正常再发其余的。`;
const date = (day: IsoDate) => writeDate(day, 'zh');
const whenNext = ({ next, timezone }: Due) =>
  next ? `下一份在${writeMoment(next, timezone, 'zh')}。` : '报纸一到就发。';
/** The hour of the digests, where the chat chose none that of everybody. */
const timeOf = ({ hour, usual }: { hour: number | null; usual: readonly number[] }) =>
  hour === null ? ['统一时间', usual.map(writeTime).join('、')].join(' ').trim() : `${hour}:00`;
const keptOnce = (
  next: Date,
  about: Clock & Parameters<typeof timeOf>[0] & { frequency: Frequency },
) =>
  [
    isToday(next, about)
      ? `今天的一份仍在 ${writeHour(next, about.timezone)} 送出`
      : '这一份仍按原来的时间送出',
    `以后${about.frequency === 'weekly' ? '每周一' : '每天'}${about.hour === null ? '' : ' '}${timeOf(about)}。`,
  ].join('，');

export const zh = {
  date,
  kind: (kind: ItemKind) => KINDS[kind],

  // 欢迎与帮助
  welcome: (about: { publications: readonly string[]; example: string | null }) =>
    [
      '您好，这里是公报。',
      `${readingZh.papers(about.publications)}刊出的决定、任免、通知和新闻，我整理好送到您手边：内容以报纸原文为准，点一下就能看全文。谁都可以用，不收费，也不需要登记姓名。`,
      ...(about.example ? [`最近一期里有：\n${about.example}`] : []),
      '订阅以后每天收到一份摘要；也可以只关注一个人、一个地方或一个词，有了才告诉您。没有新内容的日子不打扰您，随时可以退订。别的都在 /help 里。',
    ].join('\n\n'),
  example: (item: { kind: ItemKind; title: string; issueDate: IsoDate }) =>
    `${KINDS[item.kind]}｜${item.title}（${date(item.issueDate)}）`,
  helpCitizen: [
    '我会做这些：',
    '',
    '/latest　最新一期',
    '/decisions　决定',
    '/appointments　任免；后面可以写姓名、职务或单位',
    '/who　谁任某个职务，例如：/who 副县长',
    '/person　一个人的任免，例如：/person 张峻榕',
    '/dates　将到的日期，可以订提醒',
    '/news　新闻',
    '/search　查找，例如：/search 选举日',
    '/issue　看某一天的报纸，例如：/issue 2025-01-09',
    '',
    '/subscribe　订阅摘要',
    '/unsubscribe　退订',
    '/follow　关注人、职务、单位、地方或词，例如：/follow 水头镇',
    '/unfollow　不再关注',
    '/settings　频率、时间、时区、免打扰和样式',
    '/language　语言',
    '/missed　离开期间错过的内容',
    '/privacy　我们保存什么',
    '/export　把保存的数据发给您',
    '/forget　删除全部数据',
  ].join('\n'),
  helpAdmin: [
    '您是管理员，还可以：',
    '',
    '把报纸文件（不超过 20 MB）或网址发给我，我读完告诉您读到了什么',
    '/preview　下一份摘要会说什么、发给多少聊天',
    '/broadcast　群发一条消息，现在发或定时发，例如：/broadcast 明天上午停水检修',
    '/campaigns　摘要和群发的进展；可以暂停、继续、取消',
    '/review　核实没有把握的内容，看没有读懂的部分',
    '/urgent　哪些内容算紧急、立即发出',
    '/stats　订阅和发送情况',
  ].join('\n'),
  privacy: [
    '我们保存什么',
    '',
    '这个聊天的编号、类型（私聊、群或频道）、语言和您的设置：订阅哪些类别、哪份报纸，关注哪些词、人、职务、单位和地方，多久一次、几点、什么时候不打扰、什么样式，发到群里的哪个话题，要提醒哪些日子。',
    '',
    '还有投递记录：哪一份摘要、哪一条消息，发出没有、什么时候；以及哪些文章已经提前告诉过您。记录过一段时间自动删除。',
    '',
    '为什么',
    '',
    '只为按您的意思把摘要送到，不漏发，也不重发。',
    '',
    '不保存什么',
    '',
    '不保存姓名、用户名和电话，不保存您写给我的话；只有您要关注的词会记下来，直到您取消关注。您查找的词用过就丢，不作记录。没有跟踪，也不把数据交给别人。消息由 Telegram 传送，Telegram 另有自己的规定。',
    '',
    '怎样查看和删除',
    '',
    '发送 /export，我把关于这个聊天的全部内容做成一个文件发给您。发送 /forget 并确认，这一切当场删除，排队未发的也不再发。报社为防故障另存的备份里，旧的副本会留到备份过期为止。',
  ].join('\n'),

  // 查阅
  noIssueYet: '还没有收到报纸。收到第一期以后，这里就能查阅。',
  listTitle: (kind: ItemKind) => KINDS[kind],
  nothingOfKind: (kind: ItemKind) => `目前没有${KINDS[kind]}。`,
  actsTitle: '任免',
  actsAboutTitle: (words: string) => `“${words}”的任免`,
  noActs: '目前没有任免。',
  noActsAbout: (words: string) =>
    `没有找到“${words}”的任免。可以只写姓名，或只写职务或单位里的几个字，例如：/appointments 副县长`,
  searchTitle: (words: string) => `“${words}”的查找结果`,
  searchUsage: [
    '请在命令后面写上要找的词，例如：/search 选举日',
    '/search 公积金 买房（两个词都要有）',
    '/search 停水|停电（有一个就行）',
    '/search 招聘 -教师（有前一个，没有后一个）',
    '还可以写上年月日，例如：/search 选举日 2025年1月',
  ].join('\n'),
  searchStart: '您好，这里是公报，可以查找报纸刊出的决定、任免、通知和新闻。',
  nothingFound: (words: string) =>
    `没有找到“${words}”。可以换一个短一些的词，例如只写姓名或单位；写几个词时请用空格隔开，它们要出现在同一篇里。`,
  issueUsage:
    '请在命令后面写上日期，例如：/issue 2025-01-09。也可以写 2025年1月9日、1月9日、今天或昨天。',
  noIssueOn: (day: IsoDate) => `没有${date(day)}的报纸。最近的是：`,
  itemMissing: '没有找到这一篇，它可能已经不在了。发送 /latest 可以看最新一期。',

  people: peopleZh,
  reading: readingZh,

  // 订阅
  subscribed: (
    about: Due & { kinds: readonly ItemKind[]; publication: string | null; isNew: boolean },
  ) =>
    [
      `已订阅：${kindNames(about.kinds)}${about.publication ? `（只看《${about.publication}》）` : ''}。${whenNext(about)}`,
      ...(about.isNew ? ['第一份会带上最近一期的内容。'] : []),
      '点下面的按钮可以增减类别。',
    ].join('\n'),
  kindChosen: (kind: ItemKind) => `☑ ${KINDS[kind]}：接收`,
  kindNotChosen: (kind: ItemKind) => `☐ ${KINDS[kind]}：不接收`,
  noKindLeft: '现在没有选任何类别，不会再收到摘要。点下面的按钮可以重新选择。',
  subscribeUsage:
    '没有看懂要订阅什么。可以写：决定、任免、通知、新闻，例如：/subscribe 决定 任免。只发 /subscribe 就是全部订阅。',
  notSubscribed: '目前没有订阅。发送 /subscribe 可以每天收到一份摘要。',
  unsubscribeAsk: (kinds: readonly ItemKind[]) => `目前订阅的是：${kindNames(kinds)}。要退订什么？`,
  unsubscribeUsage:
    '没有看懂要退订什么。可以写：决定、任免、通知、新闻或全部，例如：/unsubscribe 新闻',
  unsubscribed: '已经全部退订，不会再收到摘要。想再订阅时，发送 /subscribe 即可。',
  unsubscribedFrom: (left: readonly ItemKind[]) => `已经退订。还会收到：${kindNames(left)}。`,
  stays: '好的，订阅不变。',

  // 回来以后
  missedOffer: (about: { count: number; isGroup: boolean }) =>
    about.isGroup
      ? `我不在期间，本群错过了 ${about.count} 条订阅的内容，要看看吗？`
      : `欢迎回来。您离开期间错过了 ${about.count} 条订阅的内容，要看看吗？`,
  missedDismissed: '好的。以后想看时，发送 /missed 即可。',
  missedTitle: '错过的内容',
  nothingMissed:
    '没有错过的内容。如果停用或移出我一段时间，回来以后可以用 /missed 补看其间的内容。最新一期请看 /latest。',

  // 设置
  when: whenZh,
  settings: (
    about: Due &
      Clock & {
        kinds: readonly ItemKind[];
        /** `null`: any; `undefined`: there is one paper only. */
        publication: string | null | undefined;
        frequency: Frequency;
        hour: number | null;
        quiet: QuietHours | null;
        urgent: boolean;
        /** The times of who chose none, in minutes from midnight. */
        usual: readonly number[];
        /** The next one is still of the time before. */
        isKept: boolean;
        style: MessageStyle;
      },
  ) =>
    [
      '设置',
      '',
      `类别：${about.kinds.length > 0 ? kindNames(about.kinds) : '无，只看关注的内容'}`,
      ...(about.publication === undefined
        ? []
        : [`报纸：${about.publication === null ? '不限' : `只看《${about.publication}》`}`]),
      `频率：${FREQUENCIES[about.frequency]}`,
      about.frequency === 'instant'
        ? '时间：报纸一到就发'
        : `时间：${timeOf(about)}（${nameZone(about, 'zh')}）`,
      ...whenZh.lines(about),
      `样式：${STYLES[about.style]}。${
        about.style === 'classic'
          ? '文字和按钮，任何客户端都能看。'
          : '带标题和表格，长文可以展开；个别客户端可能显示不全。'
      }`,
      ...(about.next ? ['', `下一份摘要：${writeMoment(about.next, about.timezone, 'zh')}`] : []),
      ...(about.next && about.isKept ? [keptOnce(about.next, about)] : []),
    ].join('\n'),
  settingsUnsubscribed:
    '目前没有订阅。点下面的按钮，每天收到一份摘要；订阅以后，可以在这里调整频率、时间和样式。',
  hourAsk: (clock: Clock) => `每天（或每周一）几点收摘要？时间按${nameZone(clock, 'zh')}计算。`,
  paperAsk:
    '订阅的决定、任免、通知和新闻，要看哪份报纸的？关注的人、地方和词不受影响，可以各自限定。',
  saved: '已保存',
  frequency: (frequency: Frequency) => FREQUENCIES[frequency],
  style: (style: MessageStyle) => `${STYLES[style]}样式`,
  current: (label: string) => `${label}（当前）`,

  languages: languagesZh,
  myData: myDataZh,

  // 删除数据
  forgetAsk:
    '要删除关于这个聊天的全部数据吗？设置、订阅、还没发出的摘要和投递记录都会删掉，不能恢复，也不会再收到摘要。',
  forgetAdmin: '您是管理员：您做过的管理操作仍会留在操作记录里。',
  forgetLate: '什么都没有删除：这个按钮已经过了时间。要删除的话，请再发一次 /forget。',
  forgotten: '已经全部删除，关于这个聊天什么都没有留下。想再用时，发送 /start 即可。',
  kept: '好的，什么都没有删除。',

  // 群和频道
  groupGreeting: (about: { publications: readonly string[]; username: string }) =>
    `大家好，这里是公报，整理${readingZh.papers(about.publications)}刊出的决定、任免、通知和新闻。群管理员发送 /subscribe@${about.username}，本群每天就会收到一份摘要。`,
  groupBack: '大家好，公报回来了。本群的订阅和设置都没有变，摘要照常送来。',
  administratorsOnly: '只有这里的管理员可以更改。',
  administratorsSee: '只有这里的管理员可以查看。',

  // 其他回答
  unknown: '这个我还不会。发送 /help 可以看到我会做什么。',
  greeting: '您好。想看最新一期，发送 /latest；想知道我会做什么，发送 /help。',
  thanks: '不客气。有需要时，发送 /help 可以看到我会做什么。',
  searchOffer: (words: string) => `要在公报里查找“${words}”吗？`,
  failed: '抱歉，刚才出了差错，这一步没有完成。请稍后再试一次。',
  tooFast: '您发得太快了，我一条一条地回答。排不下的没有处理，请等一等再发一次。',
  outdated: '这个按钮已经失效，请重新发送命令。',

  follows: followsZh,
  places: placesZh,

  buttons: {
    subscribeDaily: '订阅每日摘要',
    settings: '设置',
    search: '查找',
    kinds: '更改类别',
    papers: '限定报纸',
    hour: '更改时间',
    hourDefault: '统一时间',
    back: '返回',
    unsubscribeKind: (kind: ItemKind) => `退订${KINDS[kind]}`,
    unsubscribeAll: '全部退订',
    stay: '不退订',
    forget: '全部删除',
    cancel: '取消',
    showMissed: '看看错过的内容',
    dismissMissed: '不用了',
  },

  // 管理员
  admin: {
    review: reviewZh,
    campaigns: campaignsZh,
    urgent: urgentZh,
    tooLarge: '文件超过 20 MB，机器人收不到这么大的文件。请在服务器上用 gongbao ingest 读入。',
    downloadFailed: '文件没有取到，什么都没有读入。请再发一次。',
    notRead: (file: string, reason: string) => `没有读入：${file}，${reason}。`,
    faults: {
      absent: '文件不在了',
      empty: '文件是空的',
      large: '文件超过 25 MB',
      binary: '这不是文字文件，而是图片、PDF、压缩包一类',
      garbled: '读不出文字，编码不是 UTF-8、UTF-16 或 GB18030',
      foreign: '里面没有中文',
      damaged: '文件已损坏',
      locked: '文件有密码保护',
      scan: '里面是扫描的图片，没有文字；服务器装上 tesseract 和 chi_sim 以后就能识别',
      blurred: '图片里认不出文字，请换一份清楚的',
      outdated: '这是旧格式的 Office 文件（如 .doc），请另存为 .docx 再发',
      long: '页数、文件数或文字超过了一期报纸能有的数量',
      gated: '网站要求验证“不是机器人”，没有给出网页；请把网页存成文件再发',
      heavy: '文件太复杂，没能在规定的时间和内存之内读完',
      'no-article': '里面没有找到文章',
      'not-printed':
        '没有印日期，也没有正式内容；如果确是报纸，请在开头写上日期，例如 2025年1月9日',
      future: '印的日期比今天晚一个月以上，请改正日期再发',
      'refused-address': '这个地址不能访问：不是公开的网址',
      forbidden: '网站的 robots.txt 不允许程序读取',
      status: '网站没有给出网页',
      timeout: '网站没有按时回应',
      redirects: '网址转来转去，没有尽头',
      network: '连不上网站',
      'not-a-page': '取到的内容里没有报纸',
    } satisfies Record<SourceFault | ParseFault | FetchFault, string>,
    fetching: '正在到网上读取，读完告诉您……',
    pagesMissing: (count: number) => `有 ${count} 个网页没有取到。`,
    alerts: {
      answered: (reason: string, status: number) => `${reason}（${status}）`,
      sourceFails: (about: { source: string; since: string; reason: string; next: string }) =>
        `来源“${about.source}”读不到了：${about.reason}。\n从${about.since}起。会自动再试，下一次在${about.next}；恢复以后告诉您。`,
      sourceWorks: (source: string, since: string) =>
        `来源“${source}”恢复正常了（中断从${since}起）。`,
      fileNotRead: (file: string, reason: string) =>
        `文件没有读入：${file}，${reason}。什么都没有收进来，也没有发给读者。`,
      partsNotRead: (of: string, count: number) =>
        `“${of}”里有 ${count} 个部分没有读入，其余的已经收下：`,
      part: (name: string, reason: string) => `${reason}：${name}`,
      pagesMissing: (source: string, count: number) =>
        `来源“${source}”有 ${count} 个网页没有取到，其余的已经收下：`,
      pagesTriedAgain: (next: string) => `会再试，下一次在${next}；取齐以后告诉您。`,
      pagesGone: '网站上有变化时会再试。',
      unbalanced: (title: string, id: string) =>
        `“${title}”（${id}）的账目对不上。请保留数据库，查明原因：`,
      figure: (name: string, account: number, rows: number) =>
        `${name}：账上 ${account}，明细 ${rows}`,
      figures: {
        open: '未完成',
        sent: '已送达',
        gone: '聊天已失效',
        refused: '被拒绝',
        unknown: '不确定',
        cancelled: '取消未发',
      } as Record<keyof Counted, string>,
      stillOpen: (open: number) => `已经结束，却还有 ${open} 条未完成`,
      balanced: (title: string, id: string) => `“${title}”（${id}）的账目又对上了。`,
      unread: (about: { publication: string; date: IsoDate; count: number }) =>
        `《${about.publication}》${date(about.date)}有 ${about.count} 处没有读懂，其余已经收下：`,
      gaps: (publication: string) => `《${publication}》的期次有疑问：`,
      missing: (day: IsoDate) => `${date(day)}应当出报，没有收到`,
      missingNumber: (number: number, after: IsoDate, before: IsoDate) =>
        `缺第${number}期，应在${date(after)}和${date(before)}之间`,
      sameNumber: (number: number, days: readonly IsoDate[]) =>
        `第${number}期出现了 ${days.length} 次：${days.map(date).join('、')}`,
      twoNumbers: (day: IsoDate, numbers: readonly number[]) =>
        `${date(day)}印了几个期号：${numbers.map((number) => `第${number}期`).join('、')}`,
    },
    read: (report: {
      publication: string;
      date: IsoDate;
      isDatePrinted: boolean;
      kinds: Readonly<Record<ItemKind, number>>;
      added: number;
      revised: number;
      known: number;
    }) =>
      [
        `已读：《${report.publication}》${date(report.date)}${report.isDatePrinted ? '' : '（原文未印日期，按收到的日子算）'}`,
        (Object.keys(KINDS) as ItemKind[])
          .map((kind) => `${KINDS[kind]} ${report.kinds[kind]}`)
          .join('，'),
        `新增 ${report.added} 篇，更正 ${report.revised} 篇，已有 ${report.known} 篇。`,
      ].join('\n'),
    act: (act: Act) =>
      `${nameAction(act.action, 'zh')}：${act.person}，${act.organization}${act.post}${act.date ? `（${date(act.date)}）` : ''}`,
    actsHead: (count: number) => `任免 ${count} 项：`,
    keyDates: (count: number) => `重要日期 ${count} 个。`,
    unreadHead: (count: number) => `有 ${count} 处没有读懂，原文保留：`,
    more: (count: number) => `……还有 ${count} 处`,
    nothingToSend: '没有新的内容可发：每个订阅者都已收到最新的摘要。',
    previewHead: '下一份摘要是这样的：',
    previewCount: (chats: number) => `将发给 ${chats} 个聊天，各按自己的类别和时间。`,
    sendNow: '现在发送',
    sendNowAsk: (chats: number) => `现在就把新内容发给 ${chats} 个聊天，不等各自的时间？`,
    sendNowConfirm: '确认发送',
    digestQueued: (chats: number, messages: number) =>
      `已排队：${chats} 个聊天，${messages} 条消息，正在发送。进展请看 /campaigns。`,
    broadcastUsage: '请在命令后面写上要发的内容，可以换行，例如：/broadcast 明天上午停水检修',
    broadcastAsk: (segment: string, audience: number) =>
      `以上就是要发的内容。\n发给：${segment}，共 ${audience} 个。`,
    broadcastToNobody: '目前没有人订阅，发了也没有人收到。请等有人订阅后再发一次。',
    broadcastNobody: (segment: string) =>
      `以上就是要发的内容。\n发给：${segment}，目前一个也没有。`,
    everyone: '所有订阅的聊天',
    subscribersOf: (kind: ItemKind) => `订阅${KINDS[kind]}的聊天`,
    readersOf: { zh: '用简体中文的聊天', 'zh-hant': '用繁体中文的聊天', en: '用英文的聊天' },
    confirm: (audience: number) => `确认发给 ${audience} 个聊天`,
    canary: firstFew,
    asleep: (count: number) => `其中 ${count} 个正在免打扰，等免打扰时间结束再收到。`,
    urgently: '紧急发送',
    urgentAsk: (about: {
      segment: string;
      audience: number;
      /** In quiet hours now: those that are told all the same, and those that want nothing urgent. */
      woken: number;
      soundAsleep: number;
    }) =>
      [
        '要紧急发送吗？紧急群发马上发出，免打扰时间里也发。',
        `发给：${about.segment}，共 ${about.audience} 个。`,
        ...(about.woken === 0 ? [] : [`其中 ${about.woken} 个正在免打扰，也马上收到。`]),
        ...(about.soundAsleep === 0
          ? []
          : [`有 ${about.soundAsleep} 个正在免打扰，又不要紧急内容，等免打扰时间结束再收到。`]),
      ].join('\n'),
    urgentConfirm: '确认紧急发送',
    later: '定时发送',
    timeAsk: (zone: string) => `什么时候发？时间按${zone}计算。`,
    time: (nearness: 'in-an-hour' | 'today' | 'tomorrow' | 'later', moment: string) =>
      ({
        'in-an-hour': `一小时后：${moment}`,
        today: `今天：${moment}`,
        tomorrow: `明天：${moment}`,
        later: moment,
      })[nearness],
    timePast: '这个时间已经过了，请另选一个。',
    timeConfirmAsk: (about: {
      moment: string;
      zone: string;
      segment: string;
      audience: number;
      /** So many get it first; `null`: all get it at once. */
      first: number | null;
    }) =>
      [
        `定在${about.moment}（${about.zone}）发送。`,
        `发给：${about.segment}，现在共 ${about.audience} 个，到时按当时的订阅发送。`,
        ...(about.first === null ? [] : [firstFew(about.first)]),
        '定好以后，可以用 /campaigns 提前发送或取消。',
      ].join('\n'),
    timeConfirm: '确认定时',
    timeOther: '另选时间',
    discard: '放弃',
    discarded: '已放弃，什么都没有发出。',
    broadcastGone: '这条群发已经处理过了。',
    stats: (about: {
      chats: { active: number; gone: number; subscribed: number };
      byKind: Readonly<Record<ItemKind, number>>;
      issues: number;
      newest: IsoDate | null;
      items: number;
      outbox: number;
    }) =>
      [
        '情况',
        '',
        `聊天：使用中 ${about.chats.active}，已离开 ${about.chats.gone}，订阅 ${about.chats.subscribed}`,
        `各类订阅：${(Object.keys(KINDS) as ItemKind[]).map((kind) => `${KINDS[kind]} ${about.byKind[kind]}`).join('，')}`,
        `报纸：${about.issues} 期，${about.items} 篇${about.newest ? `，最新 ${date(about.newest)}` : ''}`,
        `待发：${about.outbox} 条`,
      ].join('\n'),
    lastCampaigns: '最近的发送：',
    campaignLine: (title: string, state: string, { sent, expected }: Account) =>
      expected > 0 ? `${title}：${state}，${sent} / ${expected}` : `${title}：${state}`,
  },

  /** The menu Telegram shows: at most 256 characters each. */
  menu: {
    latest: '最新一期',
    decisions: '决定',
    appointments: '任免，可加姓名、职务或单位',
    who: '谁任某个职务',
    person: '一个人的任免',
    dates: '将到的日期，可以订提醒',
    news: '新闻',
    search: '查找',
    issue: '看某一天的报纸',
    subscribe: '订阅摘要',
    unsubscribe: '退订',
    follow: '关注人、职务、单位、地方或词',
    unfollow: '不再关注',
    settings: '频率、时间和样式',
    language: '语言 / Language',
    missed: '离开期间错过的内容',
    help: '我会做什么',
    privacy: '我们保存什么',
    export: '我的数据：一份文件',
    forget: '删除全部数据',
  },
  adminMenu: {
    preview: '预览下一份摘要',
    broadcast: '群发消息',
    campaigns: '摘要和群发的进展',
    review: '核实没有把握的内容',
    urgent: '哪些内容立即发出',
    stats: '订阅和发送情况',
  },
};
