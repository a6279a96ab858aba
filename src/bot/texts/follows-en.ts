import { message } from '../../compose/index.ts';
import type { Frequency, InterestKind, ItemKind, OwnWhen, Query } from '../../domain/index.ts';
import { nameZone, writeDate, writeMoment } from './calendar.ts';
import type { FollowTexts } from './follows-zh.ts';
import { cityTimeEn, hoursEn, timeEn } from './when-en.ts';

const WHAT: Record<InterestKind, string> = {
  person: 'a person',
  office: 'a post',
  body: 'a body',
  place: 'a place',
  word: 'words',
};
const MEANS: Record<InterestKind, string> = {
  person: 'You hear of every appointment and article that names this person.',
  office: 'You hear whenever somebody is appointed to this post or leaves it.',
  body: 'You hear of what this body issues, of appointments in it, and of articles that name it.',
  place: 'You hear of every article that names this place.',
  word: 'You hear of every article that has this word.',
};
const SYNTAX =
  'An article must have your words: those with spaces between them all, of those with “|” between them any, and none with “-” before it.';
const KINDS: Record<ItemKind, string> = {
  decision: 'decisions',
  appointment: 'appointments',
  notice: 'notices',
  news: 'news',
};
const RHYTHMS: Record<Frequency, string> = {
  instant: 'at once',
  daily: 'once a day',
  weekly: 'once a week, on Mondays',
};

const list = new Intl.ListFormat('en-GB', { type: 'conjunction' });
const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);
const isSeveral = ({ by, text }: Query) => by === 'word' && /[\s|]|^-/u.test(text);
const means = (query: Query) => (isSeveral(query) ? SYNTAX : MEANS[query.by]);
const name = (query: Query) => `“${query.text}” (${WHAT[query.by]})`;
const kindNames = (kinds: readonly ItemKind[]) => list.format(kinds.map((kind) => KINDS[kind]));
const kindLine = ({ kinds }: Query) => `Kinds: ${kinds ? kindNames(kinds) : 'any'}`;
const limits = ({ kinds, publication }: Query) => [
  ...(kinds ? [`only ${kindNames(kinds)}`] : []),
  ...(publication ? [`only in ${publication}`] : []),
];

type Rhythm = Parameters<FollowTexts['page']>[1];
const rhythmName = ({ frequency, hour }: OwnWhen) => {
  if (frequency === null) return 'with the digest';
  return hour === null || frequency === 'instant'
    ? RHYTHMS[frequency]
    : `${RHYTHMS[frequency]}, ${hour}:00`;
};
const ownClock = ({ own: { timezone, quiet }, hour, now }: Rhythm) => {
  const clock = timezone && timeEn({ timezone, now });
  const parts = [
    ...(clock ? [hour === null ? `goes by ${clock}` : `comes at ${hour}:00 ${clock}`] : []),
    ...(quiet === 'none'
      ? ['has no quiet hours']
      : quiet
        ? [`leaves you in peace ${hoursEn(quiet)}`]
        : []),
  ];
  return parts.length > 0 ? [`This one ${list.format(parts)}.`] : [];
};
const next = ({ next: moment, timezone }: Rhythm) =>
  moment
    ? `The next one comes on ${writeMoment(moment, timezone, 'en')}.`
    : 'It comes as soon as an issue is here.';
const matches = ({ items, total, isAtLeast }: Parameters<FollowTexts['ask']>[1]) => {
  if (total === 0) return ['There is nothing like this yet; you will hear of it when there is.'];
  return [
    items.length < total
      ? message(
          'The last {shown} of {isAtLeast, select, true {at least } other {}}{total} articles:',
          { shown: items.length, isAtLeast, total },
        )
      : message(
          'So far {isAtLeast, select, true {at least } other {}}{total, plural, one {# article} other {# articles}}:',
          { isAtLeast, total },
        ),
    ...items.map(({ title, issueDate }) => `· ${title} (${writeDate(issueDate, 'en')})`),
  ];
};

export const followsEn: FollowTexts = {
  how: [
    'Follow a person, a post, a body, a place or a word, and hear of it when it is in the paper. Write it after the command, for example:',
    '/follow 张峻榕',
    '/follow 副县长',
    '/follow 民政局',
    '/follow 水头镇',
    '/follow 公积金 买房 (both words)',
    '/follow 停水|停电 (either word)',
    '/follow 招聘 -教师 (the first, not the second)',
  ].join('\n'),
  nothingYet: 'Nothing is followed yet.',
  problems: {
    empty:
      'There is no word in this. Please write a name, a place or a word, for example: /follow 水头镇',
    long: 'This is too long to be followed. Write just a few characters, for example: /follow 水头镇',
    short:
      'A single character is in nearly every article. Please write at least two, for example: /follow 水头镇',
    'only-not':
      'These are only words that must not be there. Add one to look for, for example: /follow 招聘 -教师',
  },
  name,

  // Before confirming
  ask: (query, found) =>
    [
      `Follow ${name(query)}?`,
      means(query),
      ...(query.kinds ? [kindLine(query)] : []),
      '',
      ...matches(found),
    ].join('\n'),
  kindHint: (kind) => `To get all ${KINDS[kind]}, send /subscribe ${KINDS[kind]}`,
  confirm: 'Yes, follow this',
  takeAs: (by) => `Take it as ${WHAT[by]}`,
  full: (most) =>
    `${most} things are followed already, and that is the most. Send /unfollow to end some, then follow the new one.`,

  // One that is followed
  followed: (query) => `Now following ${name(query)}.`,
  following: (query) => `Following ${name(query)}.`,
  page: (query, rhythm, { hasPublications }) =>
    [
      means(query),
      '',
      kindLine(query),
      ...(hasPublications || query.publication ? [`Newspaper: ${query.publication ?? 'any'}`] : []),
      `When: ${rhythmName(rhythm.own)}. ${next(rhythm)}`,
      ...ownClock(rhythm),
    ].join('\n'),
  withDigest: 'With the digest',
  rhythm: (frequency) => capital(RHYTHMS[frequency]),
  hourAsk: (query, clock) =>
    `At which hour should ${name(query)} come? The time is ${nameZone(clock, 'en')}.`,
  usualHour: 'At the digest’s hour',
  changeHour: 'Change the time',
  zoneAsk: (query, clock) =>
    [
      `By the clocks of which place should ${name(query)} come? They are now those of ${nameZone(clock, 'en')} (${clock.timezone}).`,
      'If your place is not below, reply to this message with the city or the zone, for example: Europe/Rome',
    ].join('\n'),
  zoneUnknown: (words) =>
    `I do not know the time zone “${words}”. Please reply to that message once more, with a city, for example: Milan; or with the zone, for example: Europe/Rome`,
  quietAsk: (query, { own, night, timezone, now }) =>
    [
      `When should ${name(query)} not come?`,
      `Quiet hours now: ${night.quiet ? `${hoursEn(night.quiet)}, ${timeEn({ ...night, now })}` : 'none'}${own.quiet === null ? ', as in the settings' : ''}. It comes as soon as they are over, with nothing left out; only what is urgent comes at any hour.`,
      `Hours chosen here are in ${timeEn({ timezone, now })}.`,
    ].join('\n'),
  asInSettings: 'As in the settings',
  changeKinds: 'Choose kinds',
  changePublication: 'Choose a newspaper',
  kindsAsk: (query) => `Which kinds should ${name(query)} be looked for in?`,
  kindTaken: (kind) => `☑ ${capital(KINDS[kind])}: yes`,
  kindLeft: (kind) => `☐ ${capital(KINDS[kind])}: no`,
  lastKind: 'One kind must stay. To end it all, go back and press “Stop following”.',
  publicationsAsk: (query) => `Which newspaper should ${name(query)} be looked for in?`,
  anyPublication: 'Any newspaper',
  publication: (title) => title,
  gone: 'This is not followed any more. Send /follow to see what is.',

  // All of them
  listTitle: (total) =>
    message('Following {total, plural, one {# thing} other {# things}}', { total }),
  listLine: (query, own) =>
    [
      name(query),
      `${rhythmName(own)}${own.timezone ? ` (${cityTimeEn(own.timezone) ?? own.timezone})` : ''}`,
      ...limits(query),
    ].join(', '),
  pageOf: (page, pages) => `Page ${page} of ${pages}`,
  open: name,
  listHint: 'Press one to change or end it.',
  dropHint: 'One press ends it.',
  drop: (query) => `Stop following ${query.text} (${WHAT[query.by]})`,
  dropThis: 'Stop following',
  dropped: (query, left) =>
    message(
      'No longer following {what}. {left, plural, =0 {Nothing is followed now.} one {Still following # thing.} other {Still following # things.}}',
      { what: name(query), left },
    ),
  undo: 'Undo and keep following',
  restored: (query) => `Still following ${name(query)}.`,
  notFollowed: (words) => `“${words}” is not followed.`,
  all: 'What is followed',
  previous: 'Previous page',
  next: 'Next page',

  // Buttons
  settings: 'Follows',
  followSomething: 'Follow a person, place or word',
  followThis: ({ by, text }) => {
    const [organization, post] = by === 'office' ? text.split(' ') : [];
    return post ? `Follow ${post} (${organization})` : `Follow ${text}`;
  },
  followSearch: 'Follow this search',
  itemChanged:
    'This article was corrected since, and the button no longer fits. Please open the full text again.',

  // Why
  why: 'Why did I get this',
  whyTitle: 'Why these articles came',
  whyOneTitle: 'Why this article came',
  becauseKind: (kind, publication) =>
    publication === null
      ? `Subscribed to ${KINDS[kind]}.`
      : `Subscribed to ${KINDS[kind]} in ${publication}.`,
  becauseInterest: (query, words) =>
    words.length === 0
      ? `Following ${name(query)}.`
      : `Following ${name(query)}; the article has ${words.join(', ')}.`,
  becauseNothing: 'By the present subscription and follows it would not be sent by itself.',
  itemGone: 'This article is no longer here.',

  // Unsubscribing
  dropAllAsk: (total) =>
    message(
      '{total, plural, one {# thing is} other {# things are}} followed as well. Shall I end that too, or only the subscription to kinds?',
      { total },
    ),
  dropEverything: 'Stop everything, follows too',
  dropKindsOnly: 'Stop the kinds, keep following',
  kindsDropped: (total) =>
    message(
      'You are unsubscribed from all kinds. You still hear of {total, plural, one {the one thing} other {the # things}} followed; to end that, send /unfollow.',
      { total },
    ),
  everythingDropped:
    'You are unsubscribed, nothing is followed any more, and you will get no more digests. To come back, send /subscribe or /follow.',
  noKindLeft:
    'No kind is chosen. You still hear of what is followed. Use the buttons below to choose kinds again.',
  onlyFollows: (total) =>
    message(
      'No kind is subscribed to; {total, plural, one {# thing is} other {# things are}} followed. Shall I end that?',
      { total },
    ),
};
