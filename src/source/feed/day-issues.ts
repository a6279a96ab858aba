import type { IsoDate, LineMark, RawIssue } from '../../domain/index.ts';
import { documentOf, type ReadDocument } from '../document.ts';
import { readEntryText } from './entry-text.ts';
import type { FeedEntry, ParsedFeed } from './parse-entries.ts';

/** The whole articles of a feed, an issue a day. */
export function dayIssues(name: string, { title, entries }: ParsedFeed): ReadDocument[] {
  const days = new Map<IsoDate | null, FeedEntry[]>();
  for (const entry of entries) {
    if (!entry.isWhole) continue;
    days.set(entry.date, [...(days.get(entry.date) ?? []), entry]);
  }
  return [...days].map(([date, ofDay]) =>
    documentOf(
      {
        name,
        carrier: 'feed',
        imprint: { publication: title, date, number: null },
        ...render(ofDay),
      },
      { mediaType: 'application/feed+json', bytes: feedOf(title, ofDay) },
    ),
  );
}

function render(entries: readonly FeedEntry[]): Required<Pick<RawIssue, 'text' | 'marks'>> {
  const marks: LineMark[] = [];
  let text = '';
  const write = (line: string, role: LineMark['role'] | null, isApart: boolean) => {
    if (text !== '') text += isApart ? '\n\n' : '\n';
    if (role) marks.push({ span: [text.length, text.length + line.length], role });
    text += line;
  };
  for (const { title, html } of entries) {
    write(`# ${title}`, 'title', true);
    for (const line of readEntryText(html ?? '')) {
      // Many feeds print the headline again above the text.
      if (tight(line.text) === tight(title)) continue;
      write(line.role === 'section' ? `## ${line.text}` : bare(line.text), line.role, line.isApart);
    }
  }
  return { text: `${text}\n`, marks };
}

const tight = (text: string): string => text.replace(/[\s#]/gu, '');

/** A text that begins like a heading of ours is none. */
const bare = (text: string): string => text.replace(/^#+\s+/u, '');

/** The proof of a day: its entries as they were read, in a form any reader of feeds understands. */
function feedOf(title: string | null, entries: readonly FeedEntry[]): Uint8Array {
  const feed = {
    version: 'https://jsonfeed.org/version/1.1',
    title: title ?? '',
    items: entries.map((entry, index) => ({
      id: entry.link ?? `${entry.date ?? ''}/${index + 1}`,
      ...(entry.link ? { url: entry.link } : {}),
      title: entry.title,
      content_html: entry.html ?? '',
      ...(entry.date ? { date_published: `${entry.date}T00:00:00+08:00` } : {}),
    })),
  };
  return new TextEncoder().encode(`${JSON.stringify(feed, null, 1)}\n`);
}
