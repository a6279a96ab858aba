import { message, nameAction } from '../../compose/index.ts';
import type { Frequency, IsoDate, ItemKind, MessageStyle } from '../../domain/index.ts';
import {
  type Clock,
  isToday,
  nameZone,
  writeDate,
  writeHour,
  writeMoment,
  writeTime,
} from './calendar.ts';
import { campaignsEn } from './campaigns-en.ts';
import { followsEn } from './follows-en.ts';
import { languagesEn } from './languages-en.ts';
import { myDataEn } from './my-data-en.ts';
import { peopleEn } from './people-en.ts';
import { placesEn } from './places-en.ts';
import { readingEn } from './reading-en.ts';
import { reviewEn } from './review-en.ts';
import { urgentEn } from './urgent-en.ts';
import { whenEn } from './when-en.ts';
import type { Texts } from './zh.ts';

const KINDS: Record<ItemKind, string> = {
  decision: 'decisions',
  appointment: 'appointments',
  notice: 'notices',
  news: 'news',
};
/** One article of a kind. */
const ONE: Record<ItemKind, string> = {
  decision: 'Decision',
  appointment: 'Appointments',
  notice: 'Notice',
  news: 'News',
};
const FREQUENCIES: Record<Frequency, string> = {
  instant: 'as soon as an issue is here',
  daily: 'once a day',
  weekly: 'once a week, on Mondays',
};
const STYLES: Record<MessageStyle, string> = { classic: 'Classic', rich: 'Rich' };
const list = new Intl.ListFormat('en-GB', { type: 'conjunction' });
const kindNames = (kinds: readonly ItemKind[]) => list.format(kinds.map((kind) => KINDS[kind]));
const date = (day: IsoDate) => writeDate(day, 'en');
const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);
const firstFew = (chats: number) =>
  message(
    '{chats, plural, one {# chat gets it first} other {# chats get it first}}, as a test; the others follow if all goes well.',
    { chats },
  );
/** The hour of the digests, where the chat chose none that of everybody. */
const timeOf = ({ hour, usual }: { hour: number | null; usual: readonly number[] }) =>
  hour === null ? ['at the usual time', ...usual.map(writeTime)].join(', ') : `${hour}:00`;
const keptOnce = (
  next: Date,
  about: Clock & Parameters<typeof timeOf>[0] & { frequency: Frequency },
) => {
  const first = isToday(next, about)
    ? `Today’s still comes at ${writeHour(next, about.timezone)}`
    : 'That one still comes at the time it was planned for';
  const often = about.frequency === 'weekly' ? 'every Monday' : 'every day';
  return `${first}, and from then on ${often} ${about.hour === null ? '' : 'at '}${timeOf(about)}.`;
};

export const en: Texts = {
  date,
  kind: (kind) => KINDS[kind],

  // Welcome and help
  welcome: ({ publications, example }) =>
    [
      'Hello, this is Gongbao, the county gazette.',
      `I collect the decisions, appointments, notices and news printed in ${readingEn.papers(publications)} and bring them to you. The printed text is what counts, and it is always one tap away. Everyone may use this; it is free, and I do not ask for your name.`,
      ...(example ? [`In the newest issue:\n${example}`] : []),
      'If you subscribe, you get one digest a day. You can also just follow a person, a place or a word and hear only of that. On days without news you hear nothing, and you can stop at any time. All the rest is in /help.',
    ].join('\n\n'),
  example: (item) => `${ONE[item.kind]} | ${item.title} (${date(item.issueDate)})`,
  helpCitizen: [
    'This is what I can do:',
    '',
    '/latest - the newest issue',
    '/decisions - decisions',
    '/appointments - appointments; you may add a name, a post or a body',
    '/who - who holds an office, for example: /who 副县长',
    '/person - what was announced of a person, for example: /person 张峻榕',
    '/dates - dates ahead; you may ask to be reminded',
    '/news - news',
    '/search - search, for example: /search 选举日',
    '/issue - the issue of a day, for example: /issue 2025-01-09',
    '',
    '/subscribe - subscribe to the digest',
    '/unsubscribe - stop getting it',
    '/follow - follow a person, post, body, place or word, for example: /follow 水头镇',
    '/unfollow - stop following',
    '/settings - how often, when, time zone, quiet hours, style',
    '/language - the language I speak',
    '/missed - what came while you were away',
    '/privacy - what we keep',
    '/export - get it as a file',
    '/forget - delete all of it',
  ].join('\n'),
  helpAdmin: [
    'You are an administrator, so you can also:',
    '',
    'send me an issue as a file (up to 20 MB) or its address; I read it and tell you what I found',
    '/preview - what the next digest says, and how many chats get it',
    '/broadcast - send a message to many, now or later, for example: /broadcast The water is off tomorrow morning',
    '/campaigns - how digests and broadcasts are going; pause, resume, cancel',
    '/review - check what was read with doubt, and see what could not be understood',
    '/urgent - which news is urgent and goes at once',
    '/stats - subscribers and deliveries',
  ].join('\n'),
  privacy: [
    'What we keep',
    '',
    "This chat's number, its type (private, group or channel), its language, and your settings: which kinds, of which newspaper; which words, people, offices, bodies and places you follow; how often, at which hour, when not to disturb you, in which style; which topic of a group gets the digest; which dates you want to be reminded of.",
    '',
    'Also a record of what was sent: which digest or message, whether it went out, and when; and which articles you were told of early. This record is deleted by itself after some time.',
    '',
    'Why',
    '',
    'Only to bring you the digest as you want it, never missing one and never sending one twice.',
    '',
    'What we do not keep',
    '',
    'No names, user names or phone numbers, and nothing of what you write to me, except for the words you ask me to follow, until you no longer follow them. The words you search for are used once and not recorded. There is no tracking, and nothing is passed on. Messages travel through Telegram, which has rules of its own.',
    '',
    'How to see it and delete it',
    '',
    'Send /export, and I send you everything about this chat as a file. Send /forget and confirm: all of it is deleted at once, and what was queued is not sent. In backups that the newspaper makes against failures, old copies stay until those backups expire.',
  ].join('\n'),

  // Reading
  noIssueYet: 'No issue has come in yet. Once the first one is here, you can read it.',
  listTitle: (kind) => capital(KINDS[kind]),
  nothingOfKind: (kind) => `There are no ${kind === 'news' ? 'news items' : KINDS[kind]} yet.`,
  actsTitle: 'Appointments',
  actsAboutTitle: (words) => `Appointments matching “${words}”`,
  noActs: 'There are no appointments yet.',
  noActsAbout: (words) =>
    `No appointments match “${words}”. Try just a name, or a few characters of the post or the body, for example: /appointments 副县长`,
  searchTitle: (words) => `Search results for “${words}”`,
  searchUsage: [
    'Please add what to look for, for example: /search 选举日',
    '/search 公积金 买房 (both words)',
    '/search 停水|停电 (either word)',
    '/search 招聘 -教师 (the first, not the second)',
    'You can add days, for example: /search 选举日 2025-01',
  ].join('\n'),
  searchStart:
    'Hello, this is Gongbao, the county gazette. You can search the decisions, appointments, notices and news it prints.',
  nothingFound: (words) =>
    `Nothing was found for “${words}”. The newspaper is printed in Chinese: try a shorter Chinese word, just a name or a body. Words separated by spaces must all appear in the same article.`,
  issueUsage:
    'Please add a date, for example: /issue 2025-01-09. You can also write 2025/1/9, 20250109, today or yesterday.',
  noIssueOn: (day) => `There is no issue of ${date(day)}. The nearest ones:`,
  itemMissing:
    'This article was not found; it may no longer be here. Send /latest for the newest issue.',

  people: peopleEn,
  reading: readingEn,

  // Subscribing
  subscribed: ({ kinds, publication, isNew, next, timezone }) =>
    [
      `You are subscribed to ${kindNames(kinds)}${publication ? `, only in ${publication}` : ''}. ${whenNext(next, timezone)}`,
      ...(isNew ? ['The first digest will include the newest issue.'] : []),
      'Use the buttons below to add or remove kinds.',
    ].join('\n'),
  kindChosen: (kind) => `☑ ${capital(KINDS[kind])}: you get these`,
  kindNotChosen: (kind) => `☐ ${capital(KINDS[kind])}: you do not get these`,
  noKindLeft:
    'No kind is chosen, so you will get no more digests. Use the buttons below to choose again.',
  subscribeUsage:
    'I did not understand what to subscribe to. You can name decisions, appointments, notices and news, for example: /subscribe decisions appointments. Just /subscribe means all of them.',
  notSubscribed: 'You are not subscribed. Send /subscribe to get one digest a day.',
  unsubscribeAsk: (kinds) =>
    `You are subscribed to ${kindNames(kinds)}. What should I stop sending?`,
  unsubscribeUsage:
    'I did not understand what to stop. You can name decisions, appointments, notices, news or all, for example: /unsubscribe news',
  unsubscribed: 'You are unsubscribed and will get no more digests. To come back, send /subscribe.',
  unsubscribedFrom: (left) => `Done. You will still get ${kindNames(left)}.`,
  stays: 'All right, your subscription stays as it is.',

  // After an absence
  missedOffer: ({ count, isGroup }) =>
    isGroup
      ? message(
          'While I was away, this group missed {count, plural, one {# article} other {# articles}} of the kinds it is subscribed to. Shall I show {count, plural, one {it} other {them}}?',
          { count },
        )
      : message(
          'Welcome back. While you were away, you missed {count, plural, one {# article} other {# articles}} of the kinds you are subscribed to. Shall I show {count, plural, one {it} other {them}}?',
          { count },
        ),
  missedDismissed: 'All right. If you want to see it later, send /missed.',
  missedTitle: 'What was missed',
  nothingMissed:
    'Nothing was missed. When I have been stopped or removed for a while, /missed shows what was printed meanwhile. For the newest issue, send /latest.',

  // Settings
  when: whenEn,
  settings: ({ kinds, frequency, hour, usual, style, next, timezone, now, isKept, ...about }) =>
    [
      'Settings',
      '',
      `Kinds: ${kinds.length > 0 ? kindNames(kinds) : 'none, only what is followed'}`,
      ...(about.publication === undefined
        ? []
        : [`Newspaper: ${about.publication === null ? 'any' : `only ${about.publication}`}`]),
      `How often: ${FREQUENCIES[frequency]}`,
      frequency === 'instant'
        ? 'When: as soon as an issue is here'
        : `When: ${timeOf({ hour, usual })} (${nameZone({ timezone, now }, 'en')})`,
      ...whenEn.lines(about),
      `Style: ${STYLES[style].toLowerCase()}. ${
        style === 'classic'
          ? 'Text and buttons, readable in every client.'
          : 'Headings, tables and texts that unfold; some clients may not show all of it.'
      }`,
      ...(next ? ['', `Next digest: ${writeMoment(next, timezone, 'en')}`] : []),
      ...(next && isKept ? [keptOnce(next, { timezone, now, hour, usual, frequency })] : []),
    ].join('\n'),
  settingsUnsubscribed:
    'You are not subscribed. The button below subscribes you to one digest a day; then you can choose here how often, when and in which style it comes.',
  hourAsk: (clock) =>
    `At which hour (each day, or on Mondays) should the digest come? The time is ${nameZone(clock, 'en')}.`,
  paperAsk:
    'Which newspaper should the decisions, appointments, notices and news you subscribed to come from? The people, places and words you follow stay as they are; each can be limited by itself.',
  saved: 'Saved',
  frequency: (frequency) => capital(FREQUENCIES[frequency]),
  style: (style) => `${STYLES[style]} style`,
  current: (label) => `${label} (now)`,

  languages: languagesEn,
  myData: myDataEn,

  // Deleting
  forgetAsk:
    'Shall I delete everything about this chat? Settings, subscription, digests not yet sent and the record of those sent will all be gone. This cannot be undone, and you will get no more digests.',
  forgetAdmin:
    'You are an administrator: what you did as one stays in the record of administrators’ acts.',
  forgetLate:
    'Nothing was deleted: this button is too old. If you want to delete everything, send /forget again.',
  forgotten:
    'Everything is deleted. Nothing about this chat is left. To use me again, send /start.',
  kept: 'All right, nothing was deleted.',

  // Groups and channels
  groupGreeting: ({ publications, username }) =>
    `Hello, this is Gongbao. I collect the decisions, appointments, notices and news printed in ${readingEn.papers(publications)}. If an administrator of this group sends /subscribe@${username}, the group gets one digest a day.`,
  groupBack:
    'Hello, Gongbao is back. The subscription and settings of this group are as they were, and its digests go on.',
  administratorsOnly: 'Only administrators can change this here.',
  administratorsSee: 'Only administrators can see this here.',

  // Other answers
  unknown: 'I cannot do this yet. Send /help to see what I can do.',
  greeting: 'Hello. Send /latest for the newest issue, or /help to see what I can do.',
  thanks: 'You are welcome. Whenever you need me, /help shows what I can do.',
  searchOffer: (words) => `Shall I look for “${words}” in the gazette?`,
  failed:
    'Sorry, something went wrong just now and this was not done. Please try again a little later.',
  tooFast:
    'You are faster than I can answer. What did not fit in was not handled; please wait a little and send it again.',
  outdated: 'This button no longer works. Please send the command again.',

  follows: followsEn,
  places: placesEn,

  buttons: {
    subscribeDaily: 'Subscribe to the daily digest',
    settings: 'Settings',
    search: 'Search',
    kinds: 'Change the kinds',
    papers: 'Choose a newspaper',
    hour: 'Change the time',
    hourDefault: 'The usual time',
    back: 'Back',
    unsubscribeKind: (kind) => `Stop ${KINDS[kind]}`,
    unsubscribeAll: 'Stop everything',
    stay: 'Keep it as it is',
    forget: 'Delete everything',
    cancel: 'Cancel',
    showMissed: 'Show what was missed',
    dismissMissed: 'No, thank you',
  },

  // Administrators
  admin: {
    review: reviewEn,
    campaigns: campaignsEn,
    urgent: urgentEn,
    tooLarge:
      'The file is over 20 MB, more than a bot can receive. Please read it in on the server with gongbao ingest.',
    downloadFailed: 'The file could not be fetched, and nothing was read in. Please send it again.',
    notRead: (file, reason) => `Not read in: ${file}, ${reason}.`,
    faults: {
      absent: 'the file is gone',
      empty: 'the file is empty',
      large: 'the file is over 25 MB',
      binary: 'it is no text, but a picture, a PDF, an archive or the like',
      garbled: 'it is not a text in UTF-8, UTF-16 or GB18030',
      foreign: 'there is no Chinese text in it',
      damaged: 'the file is damaged',
      locked: 'the file is protected by a password',
      scan: 'it holds pictures instead of text; with tesseract and chi_sim on the server they can be read',
      blurred: 'no letters could be made out in its pictures; please send a clearer copy',
      outdated:
        'it is an office file of the old kind (.doc); please save it as .docx and send it again',
      long: 'it has more pages, files or text than an issue can have',
      gated:
        'the site asks for proof of not being a robot; please save the page as a file and send that',
      heavy: 'the file is too complex to be read in the time and memory there is',
      'no-article': 'there is no article in it',
      'not-printed':
        'it prints no date and holds nothing official; if it is an issue, write its date above it, for example 2025年1月9日',
      future: 'its date is more than a month ahead; please mend the date and send it again',
      'refused-address': 'the address is not public',
      forbidden: 'the robots.txt of the site does not let programs read it',
      status: 'the site gives no page',
      timeout: 'the site does not answer in time',
      redirects: 'the address leads to another one again and again',
      network: 'the site cannot be reached',
      'not-a-page': 'there is no issue in what came',
    },
    fetching: 'I am reading it from the web and will tell you when I am done…',
    pagesMissing: (count) =>
      message('{count, plural, one {# page} other {# pages}} did not come.', { count }),
    alerts: {
      answered: (reason, status) => `${reason} (${status})`,
      sourceFails: ({ source, since, reason, next }) =>
        `The source “${source}” cannot be read: ${reason}.\nThis has been so since ${since}. I keep trying, next on ${next}, and tell you when it works again.`,
      sourceWorks: (source, since) =>
        `The source “${source}” works again (it did not since ${since}).`,
      fileNotRead: (file, reason) =>
        `A file was not read in: ${file}, ${reason}. Nothing of it was kept, and nothing was sent to readers.`,
      partsNotRead: (of, count) =>
        message(
          '{count, plural, one {# part} other {# parts}} of “{of}” {count, plural, one {was} other {were}} not read in; the rest is kept:',
          { of, count },
        ),
      part: (name, reason) => `${reason}: ${name}`,
      pagesMissing: (source, count) =>
        message(
          '{count, plural, one {# page} other {# pages}} of the source “{source}” did not come; the rest is kept:',
          { source, count },
        ),
      pagesTriedAgain: (next) =>
        `I keep trying, next on ${next}, and tell you when all of it is there.`,
      pagesGone: 'I try again when something changes on the site.',
      unbalanced: (title, id) =>
        `The account of “${title}” (${id}) does not add up. Keep the database as it is and look into it:`,
      figure: (name, account, rows) => `${name}: ${account} in the account, ${rows} in the ledger`,
      figures: {
        open: 'open',
        sent: 'sent',
        gone: 'chat gone',
        refused: 'refused',
        unknown: 'unknown',
        cancelled: 'cancelled',
      },
      stillOpen: (open) =>
        message(
          'it has ended, and {open, plural, one {# message of it is} other {# messages of it are}} still open',
          { open },
        ),
      balanced: (title, id) => `The account of “${title}” (${id}) adds up again.`,
      unread: ({ publication, date: day, count }) =>
        message(
          '{publication} of {day}: {count, plural, one {# part} other {# parts}} could not be read, the rest is kept:',
          { publication, day: date(day), count },
        ),
      gaps: (publication) => `Something is odd about the issues of ${publication}:`,
      missing: (day) => `the issue of ${date(day)} should have come, and did not`,
      missingNumber: (number, after, before) =>
        `number ${number} is missing, between ${date(after)} and ${date(before)}`,
      sameNumber: (number, days) =>
        message('number {number} came {times, plural, one {# time} other {# times}}: {days}', {
          number,
          times: days.length,
          days: days.map(date).join(', '),
        }),
      twoNumbers: (day, numbers) => `${date(day)} prints several numbers: ${numbers.join(', ')}`,
    },
    read: ({ publication, date: day, isDatePrinted, kinds, added, revised, known }) =>
      [
        `Read: ${publication}, ${date(day)}${isDatePrinted ? '' : ' (no date is printed: the day it came)'}`,
        (Object.keys(KINDS) as ItemKind[])
          .map((kind) => `${KINDS[kind]} ${kinds[kind]}`)
          .join(', '),
        `${added} new, ${revised} corrected, ${known} already known.`,
      ].join('\n'),
    act: ({ action, person, organization, post, date: day }) =>
      `${nameAction(action, 'en')}: ${person}, ${organization}${post}${day ? ` (${date(day)})` : ''}`,
    actsHead: (acts) =>
      message(
        '{acts, plural, one {# appointment or removal} other {# appointments and removals}}:',
        { acts },
      ),
    keyDates: (dates) =>
      message('{dates, plural, one {# key date} other {# key dates}}.', { dates }),
    unreadHead: (parts) =>
      message(
        '{parts, plural, one {# part could not be understood and is} other {# parts could not be understood and are}} kept word for word:',
        { parts },
      ),
    more: (rest) => `… and ${rest} more`,
    nothingToSend: 'There is nothing new to send: every subscriber has had the newest digest.',
    previewHead: 'This is what the next digest says:',
    previewCount: (chats) =>
      message(
        'It goes to {chats, plural, one {# chat, by} other {# chats, each by}} its own kinds and hour.',
        { chats },
      ),
    sendNow: 'Send it now',
    sendNowAsk: (chats) =>
      message(
        'Send what is new to {chats, plural, one {# chat now, without waiting for its hour?} other {# chats now, without waiting for their hours?}}',
        { chats },
      ),
    sendNowConfirm: 'Yes, send it',
    digestQueued: (chats, messages) =>
      message(
        'Queued: {chats, plural, one {# chat} other {# chats}}, {messages, plural, one {# message} other {# messages}}. Sending now; see /campaigns.',
        { chats, messages },
      ),
    broadcastUsage:
      'Please add the text to send; it may have several lines, for example: /broadcast The water is off tomorrow morning',
    broadcastAsk: (segment, audience) =>
      message(
        'The above is what will be sent.\nTo: {segment}, {audience, plural, one {# chat} other {# chats}}.',
        { segment, audience },
      ),
    broadcastToNobody:
      'At present nobody is subscribed, so nobody would get this. Please send it again when somebody is.',
    broadcastNobody: (segment) =>
      `The above is what will be sent.\nTo: ${segment}, which is nobody at present.`,
    everyone: 'all subscribers',
    subscribersOf: (kind) => `subscribers to ${KINDS[kind]}`,
    readersOf: {
      zh: 'readers in simplified Chinese',
      'zh-hant': 'readers in traditional Chinese',
      en: 'readers in English',
    },
    confirm: (audience) =>
      message('Send to {audience, plural, one {# chat} other {# chats}}', { audience }),
    canary: firstFew,
    asleep: (chats) =>
      message(
        '{chats, plural, one {# of them is in quiet hours now, and gets} other {# of them are in quiet hours now, and get}} it when these are over.',
        { chats },
      ),
    urgently: 'Send it urgently',
    urgentAsk: ({ segment, audience, woken, soundAsleep }) =>
      [
        'Send it urgently? Then it goes at once, in quiet hours too.',
        message('To: {segment}, {audience, plural, one {# chat} other {# chats}}.', {
          segment,
          audience,
        }),
        ...(woken === 0
          ? []
          : [
              message(
                '{woken, plural, one {# of them is in quiet hours now, and gets} other {# of them are in quiet hours now, and get}} it all the same.',
                { woken },
              ),
            ]),
        ...(soundAsleep === 0
          ? []
          : [
              message(
                '{soundAsleep, plural, one {# chat is in quiet hours and wants} other {# chats are in quiet hours and want}} nothing urgent: it comes when these are over.',
                { soundAsleep },
              ),
            ]),
      ].join('\n'),
    urgentConfirm: 'Yes, send it urgently',
    later: 'Send it later',
    timeAsk: (zone) => `When shall it be sent? The time is ${zone}.`,
    time: (nearness, moment) =>
      ({
        'in-an-hour': `In an hour: ${moment}`,
        today: `Today: ${moment}`,
        tomorrow: `Tomorrow: ${moment}`,
        later: moment,
      })[nearness],
    timePast: 'This time has passed. Please choose another.',
    timeConfirmAsk: ({ moment, zone, segment, audience, first }) =>
      [
        `It will be sent on ${moment} (${zone}).`,
        message(
          'To: {segment}, {audience, plural, one {# chat} other {# chats}} at present; it goes to those subscribed at that time.',
          { segment, audience },
        ),
        ...(first === null ? [] : [firstFew(first)]),
        'Until then you can send it earlier or cancel it with /campaigns.',
      ].join('\n'),
    timeConfirm: 'Yes, at that time',
    timeOther: 'Another time',
    discard: 'Discard',
    discarded: 'Discarded. Nothing was sent.',
    broadcastGone: 'This broadcast has already been dealt with.',
    stats: ({ chats, byKind, issues, newest, items, outbox }) =>
      [
        'At present',
        '',
        `Chats: ${chats.active} active, ${chats.gone} gone, ${chats.subscribed} subscribed`,
        `Subscribers: ${(Object.keys(KINDS) as ItemKind[]).map((kind) => `${KINDS[kind]} ${byKind[kind]}`).join(', ')}`,
        message(
          'Archive: {issues, plural, one {# issue} other {# issues}}, {items, plural, one {# item} other {# items}}{newest}',
          { issues, items, newest: newest ? `, newest ${date(newest)}` : '' },
        ),
        message('To be sent: {outbox, plural, one {# message} other {# messages}}', { outbox }),
      ].join('\n'),
    lastCampaigns: 'Last deliveries:',
    campaignLine: (title, state, { sent, expected }) =>
      expected > 0
        ? `${title}: ${state.toLowerCase()}, ${sent} / ${expected}`
        : `${title}: ${state.toLowerCase()}`,
  },

  menu: {
    latest: 'The newest issue',
    decisions: 'Decisions',
    appointments: 'Appointments; add a name, post or body',
    who: 'Who holds an office',
    person: 'What was announced of a person',
    dates: 'Dates ahead, with reminders',
    news: 'News',
    search: 'Search',
    issue: 'The issue of a day',
    subscribe: 'Subscribe to the digest',
    unsubscribe: 'Stop the digest',
    follow: 'Follow a person, post, body, place or word',
    unfollow: 'Stop following',
    settings: 'How often, when, in which style',
    language: 'Language / 语言',
    missed: 'What came while you were away',
    help: 'What I can do',
    privacy: 'What we keep',
    export: 'Your data, as a file',
    forget: 'Delete all your data',
  },
  adminMenu: {
    preview: 'Preview the next digest',
    broadcast: 'Send a message to many',
    campaigns: 'How digests and broadcasts are going',
    review: 'Check what was read with doubt',
    urgent: 'Which news goes at once',
    stats: 'Subscribers and deliveries',
  },
};

function whenNext(next: Date | null, timezone: string): string {
  return next
    ? `The next digest comes on ${writeMoment(next, timezone, 'en')}.`
    : 'You hear as soon as an issue is here.';
}
