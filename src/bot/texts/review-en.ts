import { message, nameAction } from '../../compose/index.ts';
import { ACTIONS, KEY_DATE_LABELS } from '../../domain/index.ts';
import type { ReviewTexts } from './review-zh.ts';

const waiting: ReviewTexts['head'] = ({ facts, unread }) =>
  [
    ...(facts > 0
      ? [message('{facts, plural, one {# fact} other {# facts}} to check', { facts })]
      : []),
    ...(unread > 0
      ? [message('{unread, plural, one {# part} other {# parts}} not understood', { unread })]
      : []),
  ].join(', ');

export const reviewEn: ReviewTexts = {
  head: waiting,
  doubted: (act) => `${act} (to be checked)`,
  invitation:
    'What was read with doubt is told to nobody yet, and what could not be understood is kept: send /review to go through it.',
  fact: (words) => `As it was read: ${words}`,
  corrected: (words) => `Corrected: ${words}`,
  fields: {
    person: (value) => `Name: ${value}`,
    action: (value) => `Action: ${value}`,
    post: (value) => `Post: ${value}`,
    organization: (value) => `Body: ${value || 'none'}`,
    date: (value) => `Date: ${value ?? 'none'}`,
    label: (value) => `Event: ${value}`,
  },
  confidence: (percent) => `Confidence: ${percent}%`,
  why: (reasons) => `Doubtful because: ${reasons.join('; ')}`,
  reasons: {
    'organization-not-in-full': 'the body is not named in full',
    'no-organization': 'it does not say which body',
    'surname-unknown': 'a rare surname, perhaps no name at all',
    'post-unknown': 'a rare wording of the post',
    'no-date': 'no date is printed',
    'date-unreadable': 'the printed date cannot be read',
    'headline-only': 'only the headline says so',
    'open-wording': 'the wording is not plain',
    'told-in-report': 'a report tells it in passing',
    'day-of-text': 'the date is taken from that of the article',
    ocr: 'the letters were read from a picture',
  },
  right: 'Right',
  wrong: 'Wrong',
  correct: 'Correct it',
  skip: 'Skip',
  back: 'Back',
  confirm: 'Confirm',
  done: 'Dealt with',
  again: 'From the beginning',
  recorded: { right: 'Noted: right', wrong: 'Noted: wrong', corrected: 'Correction noted' },
  answered: 'Another administrator has already dealt with this.',
  gone: 'This is no longer waiting. Please send /review again.',
  nothing: 'Nothing is waiting to be checked.',
  onlySkipped: (left) => `That was the last. What you skipped is still waiting: ${waiting(left)}.`,
  correctAsk: 'Please send one message with the corrected fields. Printed, and read at present:',
  correctRest: (kind) =>
    kind === 'act'
      ? 'Name only what changes; the rest stays. For example: Name: 王芳 Post: 局长 Date: 2025-01-09'
      : 'Name only what changes; the rest stays. For example: Date: 2025-01-09',
  example: (line) => `At present: ${line}`,
  problems: {
    'no-field':
      'I did not see what to change. Please write the field and a colon, for example: Post: 局长',
    'not-of-this': 'This has no such field. Please change only the fields listed above.',
    empty: 'Name and post cannot be empty. If this is wrong altogether, go back and press “Wrong”.',
    action: `I do not know this action. It can be: ${ACTIONS.map((action) => nameAction(action, 'en')).join(', ')}.`,
    date: 'I could not read the date. Please write it with the year, for example: Date: 2025-01-09',
    label: `I do not know this event. It can be: ${KEY_DATE_LABELS.join(', ')}.`,
    same: 'This is what was read already. If it is right, go back and press “Right”.',
  },
  confirmAsk: 'It would then say this. Is that right?',
  unreadReason: (reason) =>
    `Not understood because: ${reason === 'a headline without a text' ? reason : 'the reader failed on it'}`,
  unreadFrom: (file) => `File: ${file}`,
};
