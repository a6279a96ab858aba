import type { IngestReport } from '../pipeline/ingest-issue.ts';
import type { Missing } from '../source/index.ts';

/** «今日平阳 2025-01-09: 6 items (2 decisions, 1 appointment, 3 news), 5 acts, 1 key date; 6 new». */
export function describeReport(report: IngestReport): string {
  const { kinds } = report;
  const total = kinds.decision + kinds.appointment + kinds.notice + kinds.news;
  const parts = [
    count(kinds.decision, 'decision', 'decisions'),
    count(kinds.appointment, 'appointment', 'appointments'),
    count(kinds.notice, 'notice', 'notices'),
    count(kinds.news, 'news', 'news'),
  ].filter((part) => !part.startsWith('0 '));
  const facts = [
    count(report.acts.length, 'act', 'acts'),
    count(report.keyDates, 'key date', 'key dates'),
  ].join(', ');
  return (
    `${report.publication} ${report.date}${report.isDatePrinted ? '' : ' (no date printed: the day it came)'}: ${count(total, 'item', 'items')} (${parts.join(', ')}), ` +
    `${facts}; ${novelty(report)}`
  );
}

function novelty({ added, revised, unread }: IngestReport): string {
  const words = [added === 0 && revised === 0 ? 'nothing new' : `${added} new`];
  if (revised > 0) words.push(`${revised} changed`);
  if (unread.length > 0) words.push(`${count(unread.length, 'part', 'parts')} could not be read`);
  return words.join(', ');
}

/** «did not come: http://…/node_02.html (the server answers 500)». */
export function describeMissing({ address, reason }: Missing): string {
  return `did not come: ${address} (${reason})`;
}

export function count(number: number, one: string, many: string): string {
  return `${number} ${number === 1 ? one : many}`;
}
