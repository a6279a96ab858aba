import { clean, composeReview, composeUnread, nameAction, tellFact } from '../compose/index.ts';
import type { ClassicMessage, Fact, Language } from '../domain/index.ts';
import type { UnreadPart, WaitingFact } from '../store/index.ts';
import { plain } from './answer.ts';
import { againButton, factCallback, unreadButton } from './review-buttons.ts';
import type { Texts } from './texts/index.ts';

type Reader = { readonly texts: Texts; readonly language: Language };
type Waiting = { readonly facts: number; readonly unread: number };

/** The printed sentence, the fact in words, how sure and why; and what can be answered. */
export function factPage(
  { texts, language }: Reader,
  { ref, fact, confidence, reasons, item, printed }: WaitingFact,
  waiting: Waiting,
): ClassicMessage {
  const { review } = texts.admin;
  const button = (text: string, step: Parameters<typeof factCallback>[0]) => ({
    text,
    callback: factCallback(step, ref),
  });
  return composeReview({
    head: review.head(waiting),
    item,
    printed,
    lines: [
      ...factLines({ texts, language }, fact),
      '',
      review.confidence(Math.round(confidence * 100)),
      ...(reasons.length > 0
        ? [review.why(reasons.map((reason) => reasonText(texts, reason)))]
        : []),
    ],
    language,
    buttons: [
      [button(review.right, 'right'), button(review.wrong, 'wrong')],
      [button(review.correct, 'correct'), button(review.skip, 'skip')],
    ],
  });
}

/** Asks for the corrected line. */
export function askPage(
  { texts, language }: Reader,
  { ref, fact, item, printed }: WaitingFact,
): ClassicMessage {
  const { review } = texts.admin;
  return composeReview({
    head: review.correctAsk,
    item,
    printed,
    lines: [exampleOf({ texts, language }, fact), '', review.correctRest(fact.kind)],
    language,
    buttons: [[{ text: review.back, callback: factCallback('back', ref) }]],
  });
}

/** The corrected fact, to be confirmed. */
export function confirmPage(
  { texts, language }: Reader,
  { ref, item, printed }: WaitingFact,
  correction: Fact,
): ClassicMessage {
  const { review } = texts.admin;
  return composeReview({
    head: review.confirmAsk,
    item,
    printed,
    lines: [
      review.corrected(tellFact(correction, language)),
      '',
      ...fieldLines({ texts, language }, correction),
    ],
    language,
    buttons: [
      [
        { text: review.confirm, callback: factCallback('confirm', ref) },
        { text: review.back, callback: factCallback('back', ref) },
      ],
    ],
  });
}

export function unreadPage(
  { texts, language }: Reader,
  { id, reason, document, ...part }: UnreadPart,
  waiting: Waiting,
): ClassicMessage {
  const { review } = texts.admin;
  return composeUnread({
    ...part,
    head: review.head(waiting),
    lines: [review.unreadReason(reason), review.unreadFrom(document)],
    language,
    buttons: [
      [
        { text: review.done, callback: unreadButton.write('done', id) },
        { text: review.skip, callback: unreadButton.write('skip', id) },
      ],
    ],
  });
}

/** Nothing more to show: nothing waits, or only what was skipped. */
export function endPage({ texts }: Reader, { facts, unread }: Waiting): ClassicMessage {
  const { review } = texts.admin;
  if (facts + unread === 0) return plain(review.nothing);
  return plain(review.onlySkipped({ facts, unread }), [
    [{ text: review.again, callback: againButton.write() }],
  ]);
}

/** In one line, and field by field. */
function factLines({ texts, language }: Reader, fact: Fact): string[] {
  const { review } = texts.admin;
  return [review.fact(tellFact(fact, language)), '', ...fieldLines({ texts, language }, fact)];
}

/** The line an admin may copy and change. */
export function exampleOf(reader: Reader, fact: Fact): string {
  return fieldLines(reader, fact).join(' ');
}

function fieldLines({ texts, language }: Reader, fact: Fact): string[] {
  const { fields } = texts.admin.review;
  if (fact.kind === 'key-date')
    return [fields.label(fact.keyDate.label), fields.date(fact.keyDate.date)];
  const { person, action, post, organization, date } = fact.act;
  return [
    fields.person(clean(person)),
    fields.action(nameAction(action, language)),
    fields.post(clean(post)),
    fields.organization(clean(organization)),
    fields.date(date),
  ];
}

/** The parser's word where there is no better one. */
function reasonText({ admin: { review } }: Texts, reason: string): string {
  const known: Readonly<Record<string, string>> = review.reasons;
  return known[reason] ?? reason.replaceAll('-', ' ');
}
