import type { Account, Campaign } from '../../store/index.ts';

export type CampaignTexts = typeof campaignsZh;

/** One digest run or broadcast; names and moments are written out already. */
export type CampaignAbout = {
  readonly kind: Campaign['kind'];
  readonly title: string;
  readonly state: Campaign['state'];
  readonly account: Account;
  /** Of the unknown ones, those that may still be sent again. */
  readonly undecided: number;
  /** Of the open ones, those that wait for the end of quiet hours. */
  readonly asleep: number;
  /** Of a broadcast: whom it is for. */
  readonly segment: string | null;
  /** Of a broadcast: how many chats it was confirmed for. */
  readonly audience: number | null;
  /** Not all of it is in the outbox yet. */
  readonly isQueueing: boolean;
  /** A broadcast that goes in quiet hours too. */
  readonly isUrgent: boolean;
  /** So many chats get it first, while the others wait. */
  readonly canary: number | null;
  readonly scheduled: string | null;
  readonly started: string | null;
  readonly finished: string | null;
  /** While it is paused. */
  readonly pause: Pause | null;
};

/** Who paused it: an admin, or it paused itself, and why. */
export type Pause =
  | { readonly by: 'admin' }
  | { readonly by: 'canary-refused' | 'canary-gone' }
  | { readonly by: 'refusals'; readonly reason: string };

const KINDS: Record<Campaign['kind'], string> = {
  urgent: '紧急内容',
  digest: '摘要',
  broadcast: '群发',
  alert: '通知',
  reminder: '提醒',
};
const STATES: Record<Campaign['state'], string> = {
  draft: '待确认',
  scheduled: '已定时',
  running: '正在发送',
  paused: '已暂停',
  cancelled: '已取消',
  finished: '已发完',
};

function nameLine({ kind, title, isUrgent }: CampaignAbout): string {
  return `${isUrgent ? '紧急' : ''}${KINDS[kind]}：${title}`;
}

function stateLine({
  state,
  account,
  asleep,
  scheduled,
  isQueueing,
  audience,
}: CampaignAbout): string {
  if (scheduled) return `${STATES[state]}：${scheduled}`;
  if (account.expected === 0)
    return isQueueing && state === 'running' ? `${STATES[state]}：正在排队` : STATES[state];
  const waiting = state === 'running' ? '（其余还在排队）' : '（其余还没有排队）';
  const rest = isQueueing && audience !== null ? waiting : '';
  const unknown = account.unknown > 0 ? `，不确定 ${account.unknown} 条` : '';
  const sleeping = asleep > 0 ? `，${asleep} 条等免打扰结束` : '';
  return `${STATES[state]}：已送达 ${account.sent} / ${account.expected} 条${rest}${unknown}${sleeping}`;
}

function audienceLine({ kind, segment, audience, scheduled }: CampaignAbout): string {
  if (kind === 'urgent') return '发给：与它有关、愿意立即收到紧急内容的聊天。';
  if (kind === 'digest') return '发给：有新内容要看的聊天，各按自己订阅的类别。';
  if (audience === null) return `发给：${segment}。`;
  return scheduled
    ? `发给：${segment}，确认时共 ${audience} 个，到时按当时的订阅发送。`
    : `发给：${segment}，共 ${audience} 个。`;
}

/** Every part there is; together they are all that was to be sent. */
function accountLines({ account, asleep }: CampaignAbout): string[] {
  if (account.expected === 0) return [];
  const parts: readonly [count: number, words: string][] = [
    [account.sent, '已送达'],
    [account.gone, '没有送达，对方停用或移出了我'],
    [account.refused, '没有送达，被 Telegram 拒绝'],
    [account.unknown, '不确定，可能已经送达'],
    [account.cancelled, '取消，没有发'],
    [account.removed, '收件的聊天已删除数据，或已并入别的聊天'],
    [account.open - asleep, '还没有发'],
    [asleep, '还没有发，等对方的免打扰时间结束'],
  ];
  return [
    '',
    `应发 ${account.expected} 条，其中：`,
    ...parts.filter(([count]) => count > 0).map(([count, words]) => `· ${count} 条${words}`),
  ];
}

function heldLines({ undecided }: CampaignAbout): string[] {
  if (undecided === 0) return [];
  return [
    '',
    `有 ${undecided} 条发出以后没有等到 Telegram 的回音，可能已经送达，也可能没有。再发一次，就不会漏掉谁，但有的聊天可能收到两遍。`,
  ];
}

function pauseLines(pause: Pause, { account }: CampaignAbout): string[] {
  const { expected, open, refused, gone } = account;
  const tried = expected - open;
  const byMistake = '如果内容或对象有误，请取消，改好以后重新群发；';
  switch (pause.by) {
    case 'admin':
      return ['是管理员暂停的。点“继续”就接着发，已经送达的不会重发。'];
    case 'canary-refused':
      return [
        `为什么暂停：先试发的 ${tried} 条里有 ${refused} 条被 Telegram 拒绝，比平常多得多，其余的都还没有发。`,
        `怎么办：${byMistake}如果确认没有问题，点“继续”，其余的照常发出。`,
      ];
    case 'canary-gone':
      return [
        `为什么暂停：先试发的 ${tried} 条里有 ${gone} 条找不到收件的聊天，超过一半，其余的都还没有发。`,
        '怎么办：请先看看机器人的令牌和导入的聊天名单对不对；不对就取消。如果确认没有问题，点“继续”，其余的照常发出。',
      ];
    case 'refusals':
      return [
        `为什么暂停：Telegram 一再拒绝这条消息（${pause.reason}）。`,
        `怎么办：多半是消息本身有问题。${byMistake}如果确认没有问题，点“继续”。`,
      ];
  }
}

/** What /campaigns and the progress messages say. */
export const campaignsZh = {
  title: '发送情况',
  state: (state: Campaign['state']) => STATES[state],
  page: (page: number, pages: number) => `第 ${page} 页，共 ${pages} 页`,
  none: '还没有发送过摘要或群发。有了以后，这里可以看到进展，也可以暂停、继续和取消。',
  entry: (about: CampaignAbout) => `${nameLine(about)}\n${stateLine(about)}`,
  open: (position: number) => `查看 ${position}`,
  about: (about: CampaignAbout) =>
    [
      nameLine(about),
      stateLine(about),
      audienceLine(about),
      ...(about.canary === null
        ? []
        : [`正在试发：先发给其中 ${about.canary} 个聊天，一切正常再发其余的。`]),
      ...accountLines(about),
      ...heldLines(about),
      ...(about.started ? ['', `开始：${about.started}`] : []),
      ...(about.finished ? [`结束：${about.finished}`] : []),
      ...(about.pause ? ['', ...pauseLines(about.pause, about)] : []),
    ].join('\n'),
  refresh: '刷新',
  previous: '上一页',
  next: '下一页',
  back: '返回列表',
  pause: '暂停',
  resume: '继续',
  cancel: '取消发送',
  cancelAsk: (about: { title: string; rest: number; unit: 'chats' | 'messages' }) =>
    [
      `要取消“${about.title}”吗？`,
      about.unit === 'chats'
        ? `还有 ${about.rest} 个聊天没有收到，取消以后就不会收到了。`
        : `还有 ${about.rest} 条没有发，取消以后就不再发了。`,
      '取消以后不能恢复；已经送达的收不回来。',
    ].join('\n'),
  cancelYes: '确定取消',
  cancelNo: '不取消',
  sendNow: '现在就发',
  sendNowAsk: (about: { title: string; scheduled: string }) =>
    `现在就发“${about.title}”，不等到${about.scheduled}？`,
  sendNowYes: '确定现在发',
  sendNowNo: '按时再发',
  resend: (count: number) => `再发这 ${count} 条`,
  leave: '不再发',
  changed: '情况已经变了，这是现在的样子。',
  gone: '没有找到这次发送，请重新发送 /campaigns。',
};
