import { type ItemKind, MOST_URGENT_WORDS } from '../../domain/index.ts';
import { writeDate } from './calendar.ts';
import type { UrgentTexts } from './urgent-zh.ts';

const KINDS: Record<ItemKind, string> = {
  decision: 'decisions',
  appointment: 'appointments',
  notice: 'notices',
  news: 'news',
};
const list = new Intl.ListFormat('en-GB', { type: 'conjunction' });
const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);

export const urgentEn: UrgentTexts = {
  page: ({ rule, recent }) =>
    [
      'Urgent news',
      '',
      rule.isOn
        ? `${capital(list.format(rule.kinds.map((kind) => `new ${KINDS[kind]}`)))} with any of these words in the title go at once to the chats they concern, before the digest and in quiet hours too; not to chats that have switched this off.`
        : 'This is switched off: nothing goes at once, everything comes with the digest.',
      `Words: ${rule.words.length > 0 ? rule.words.join(', ') : 'none'}`,
      '',
      ...(recent.length > 0
        ? [
            'The last ones that match:',
            ...recent.map(
              ({ title, date, word }) => `${writeDate(date, 'en')}: ${title} (${word})`,
            ),
          ]
        : ['Nothing in the last issues matches.']),
      '',
      'A change is for what comes from now on. To add a word: /urgent add 断水; to remove one: /urgent remove 断水',
    ].join('\n'),
  turnOn: 'Switch on',
  turnOff: 'Switch off',
  kindOn: (kind) => `☑ ${capital(KINDS[kind])}: included`,
  kindOff: (kind) => `☐ ${capital(KINDS[kind])}: not included`,
  drop: (word) => `Remove “${word}”`,
  usage:
    'I did not understand. To add a word: /urgent add 断水; to remove one: /urgent remove 断水; just /urgent shows the rule.',
  short:
    'A single character is in nearly every title, and everything would be urgent. Please write at least two, for example: /urgent add 断水',
  full: `There can be ${MOST_URGENT_WORDS} words. Please remove one first, for example: /urgent remove 断水`,
  notThere: (word) => `There is no word “${word}”. Just /urgent shows those there are.`,
};
