import { counted, plural } from '../../compose/index.ts';
import type { Campaign } from '../../store/index.ts';
import type { CampaignAbout, CampaignTexts, Pause } from './campaigns-zh.ts';

const KINDS: Record<Campaign['kind'], string> = {
  urgent: 'Urgent news',
  digest: 'Digest',
  broadcast: 'Broadcast',
  alert: 'Notice',
  reminder: 'Reminder',
};
const STATES: Record<Campaign['state'], string> = {
  draft: 'Not confirmed',
  scheduled: 'Scheduled',
  running: 'Sending',
  paused: 'Paused',
  cancelled: 'Cancelled',
  finished: 'Finished',
};

function nameLine({ kind, title, isUrgent }: CampaignAbout): string {
  return `${isUrgent ? 'Urgent broadcast' : KINDS[kind]}: ${title}`;
}

function stateLine({
  state,
  account,
  asleep,
  scheduled,
  isQueueing,
  audience,
}: CampaignAbout): string {
  if (scheduled) return `${STATES[state]}: ${scheduled}`;
  if (account.expected === 0)
    return isQueueing && state === 'running' ? `${STATES[state]}: being queued` : STATES[state];
  const waiting =
    state === 'running' ? ' (the rest is still being queued)' : ' (the rest is not queued yet)';
  const rest = isQueueing && audience !== null ? waiting : '';
  const unknown = account.unknown > 0 ? `, ${account.unknown} uncertain` : '';
  const sleeping =
    asleep > 0 ? `, ${asleep} ${plural(asleep, 'waits', 'wait')} for the end of quiet hours` : '';
  return `${STATES[state]}: ${account.sent} / ${account.expected} delivered${rest}${unknown}${sleeping}`;
}

function audienceLine({ kind, segment, audience, scheduled }: CampaignAbout): string {
  if (kind === 'urgent') return 'To: chats that it concerns and that want urgent news at once.';
  if (kind === 'digest')
    return 'To: chats for which there was something new, each by the kinds it chose.';
  if (audience === null) return `To: ${segment}.`;
  return scheduled
    ? `To: ${segment}, ${counted(audience, 'chat', 'chats')} when it was confirmed; it goes to those subscribed at that time.`
    : `To: ${segment}, ${counted(audience, 'chat', 'chats')}.`;
}

function accountLines({ account, asleep }: CampaignAbout): string[] {
  if (account.expected === 0) return [];
  const parts: readonly [count: number, words: string][] = [
    [account.sent, 'delivered'],
    [account.gone, 'not delivered: the chat has stopped or removed me'],
    [account.refused, 'not delivered: refused by Telegram'],
    [account.unknown, 'uncertain: may have arrived'],
    [account.cancelled, 'cancelled, not sent'],
    [account.removed, 'for chats that deleted their data or moved into another'],
    [account.open - asleep, 'not sent yet'],
    [asleep, 'not sent yet: waiting for the end of the chat’s quiet hours'],
  ];
  return [
    '',
    `Of ${counted(account.expected, 'message', 'messages')}:`,
    ...parts.filter(([number]) => number > 0).map(([number, words]) => `· ${number} ${words}`),
  ];
}

function heldLines({ undecided }: CampaignAbout): string[] {
  if (undecided === 0) return [];
  const messages = `${counted(undecided, 'message', 'messages')} ${plural(undecided, 'was', 'were')}`;
  const them = plural(undecided, 'it', 'them');
  return [
    '',
    `${messages} sent, but Telegram never answered: ${plural(undecided, 'it', 'they')} may have arrived or not. If you send ${them} again, nobody goes without, but some chats may get the same twice.`,
  ];
}

function pauseLines(pause: Pause, { account }: CampaignAbout): string[] {
  const { expected, open, refused, gone } = account;
  const tried = expected - open;
  const byMistake = 'If the text or the audience is wrong, cancel it, mend it and send it anew.';
  switch (pause.by) {
    case 'admin':
      return [
        'An administrator has paused it. “Resume” goes on; nothing that was delivered is sent again.',
      ];
    case 'canary-refused':
      return [
        `Why it is paused: of the first ${counted(tried, 'message', 'messages')}, sent as a test, Telegram refused ${refused}, far more than usual. The rest has not been sent.`,
        `What you can do: ${byMistake} If you are sure that all is well, “Resume” sends the rest.`,
      ];
    case 'canary-gone':
      return [
        `Why it is paused: of the first ${counted(tried, 'message', 'messages')}, sent as a test, ${gone} found no chat, more than half. The rest has not been sent.`,
        'What you can do: check the bot’s token and the list of chats that was imported, and cancel if they are wrong. If you are sure that all is well, “Resume” sends the rest.',
      ];
    case 'refusals':
      return [
        `Why it is paused: Telegram refuses this message again and again (${pause.reason}).`,
        `What you can do: most likely the message itself is at fault. ${byMistake} If you are sure that all is well, press “Resume”.`,
      ];
  }
}

export const campaignsEn: CampaignTexts = {
  title: 'Digests and broadcasts',
  state: (state) => STATES[state],
  page: (page, pages) => `Page ${page} of ${pages}`,
  none: 'No digest and no broadcast has been sent yet. Once there is one, you can watch, pause, resume and cancel it here.',
  entry: (about) => `${nameLine(about)}\n${stateLine(about)}`,
  open: (position) => `Open ${position}`,
  about: (about) =>
    [
      nameLine(about),
      stateLine(about),
      audienceLine(about),
      ...(about.canary === null
        ? []
        : [
            `Test under way: ${counted(about.canary, 'chat', 'chats')} get it first; the others follow if all goes well.`,
          ]),
      ...accountLines(about),
      ...heldLines(about),
      ...(about.started ? ['', `Started: ${about.started}`] : []),
      ...(about.finished ? [`Ended: ${about.finished}`] : []),
      ...(about.pause ? ['', ...pauseLines(about.pause, about)] : []),
    ].join('\n'),
  refresh: 'Refresh',
  previous: 'Previous page',
  next: 'Next page',
  back: 'Back to the list',
  pause: 'Pause',
  resume: 'Resume',
  cancel: 'Cancel it',
  cancelAsk: ({ title, rest, unit }) =>
    [
      `Cancel “${title}”?`,
      unit === 'chats'
        ? `${counted(rest, 'chat', 'chats')} ${plural(rest, 'has', 'have')} not got it yet, and will not.`
        : `${counted(rest, 'message', 'messages')} ${plural(rest, 'has', 'have')} not been sent yet, and will not be.`,
      'This cannot be undone, and what was delivered stays delivered.',
    ].join('\n'),
  cancelYes: 'Yes, cancel it',
  cancelNo: 'Do not cancel',
  sendNow: 'Send it now',
  sendNowAsk: ({ title, scheduled }) => `Send “${title}” now instead of on ${scheduled}?`,
  sendNowYes: 'Yes, send it now',
  sendNowNo: 'Leave it for then',
  resend: (number) => (number === 1 ? 'Send it again' : `Send the ${number} again`),
  leave: 'Leave it',
  changed: 'Things have changed. This is how they stand now.',
  gone: 'This was not found. Please send /campaigns again.',
};
