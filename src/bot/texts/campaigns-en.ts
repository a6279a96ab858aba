import { message } from '../../compose/index.ts';
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
  return message(
    '{state}: {sent} / {expected} delivered{rest}{unknown, plural, =0 {} other {, # uncertain}}{asleep, plural, =0 {} one {, # waits for the end of quiet hours} other {, # wait for the end of quiet hours}}',
    {
      state: STATES[state],
      sent: account.sent,
      expected: account.expected,
      rest: isQueueing && audience !== null ? waiting : '',
      unknown: account.unknown,
      asleep,
    },
  );
}

function audienceLine({ kind, segment, audience, scheduled }: CampaignAbout): string {
  if (kind === 'urgent') return 'To: chats that it concerns and that want urgent news at once.';
  if (kind === 'digest')
    return 'To: chats for which there was something new, each by the kinds it chose.';
  if (segment === null || audience === null) return `To: ${segment}.`;
  return scheduled
    ? message(
        'To: {segment}, {audience, plural, one {# chat} other {# chats}} when it was confirmed; it goes to those subscribed at that time.',
        { segment, audience },
      )
    : message('To: {segment}, {audience, plural, one {# chat} other {# chats}}.', {
        segment,
        audience,
      });
}

function accountLines({ account, asleep }: CampaignAbout): string[] {
  if (account.expected === 0) return [];
  const { expected, sent, gone, refused, unknown, cancelled, removed, open } = account;
  const parts: readonly [count: number, words: string][] = [
    [sent, `${sent} delivered`],
    [
      gone,
      message(
        '{gone} not delivered: {gone, plural, one {the chat has} other {the chats have}} stopped or removed me',
        { gone },
      ),
    ],
    [refused, `${refused} not delivered: refused by Telegram`],
    [unknown, `${unknown} uncertain: may have arrived`],
    [cancelled, `${cancelled} cancelled, not sent`],
    [
      removed,
      message(
        '{removed, plural, one {# for a chat that deleted its data} other {# for chats that deleted their data}} or moved into another',
        { removed },
      ),
    ],
    [open - asleep, `${open - asleep} not sent yet`],
    [
      asleep,
      message(
        '{asleep} not sent yet: waiting for the end of the {asleep, plural, one {chat’s} other {chats’}} quiet hours',
        { asleep },
      ),
    ],
  ];
  return [
    '',
    message('Of {expected, plural, one {# message} other {# messages}}:', { expected }),
    ...parts.filter(([count]) => count > 0).map(([, words]) => `· ${words}`),
  ];
}

function heldLines({ undecided }: CampaignAbout): string[] {
  if (undecided === 0) return [];
  return [
    '',
    message(
      '{undecided, plural, one {# message was sent, but Telegram never answered: it may have arrived or not. If you send it again, nobody goes without, but the chat may get the same twice.} other {# messages were sent, but Telegram never answered: they may have arrived or not. If you send them again, nobody goes without, but some chats may get the same twice.}}',
      { undecided },
    ),
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
        message(
          'Why it is paused: of {tried, plural, one {one message} other {the first # messages}}, sent as a test, Telegram refused {refused}, far more than usual. The rest has not been sent.',
          { tried, refused },
        ),
        `What you can do: ${byMistake} If you are sure that all is well, “Resume” sends the rest.`,
      ];
    case 'canary-gone':
      return [
        message(
          'Why it is paused: of {tried, plural, one {one message} other {the first # messages}}, sent as a test, {gone} found no chat, more than half. The rest has not been sent.',
          { tried, gone },
        ),
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
            message(
              'Test under way: {canary, plural, one {# chat gets it first} other {# chats get it first}}; the others follow if all goes well.',
              { canary: about.canary },
            ),
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
        ? message(
            '{rest, plural, one {# chat has} other {# chats have}} not got it yet, and will not.',
            { rest },
          )
        : message(
            '{rest, plural, one {# message has} other {# messages have}} not been sent yet, and will not be.',
            { rest },
          ),
      'This cannot be undone, and what was delivered stays delivered.',
    ].join('\n'),
  cancelYes: 'Yes, cancel it',
  cancelNo: 'Do not cancel',
  sendNow: 'Send it now',
  sendNowAsk: ({ title, scheduled }) => `Send “${title}” now instead of on ${scheduled}?`,
  sendNowYes: 'Yes, send it now',
  sendNowNo: 'Leave it for then',
  resend: (count) => message('Send {count, plural, one {it} other {the #}} again', { count }),
  leave: 'Leave it',
  changed: 'Things have changed. This is how they stand now.',
  gone: 'This was not found. Please send /campaigns again.',
};
