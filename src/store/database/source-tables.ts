/** A source of `SOURCES_FILE`. */
export interface SourceTable {
  name: string;
  /** What it was set to when it was last enrolled. */
  settings: string;
  /** JSON of what tells whether its pages are still the same. */
  marks: string;
  due_at: string;
  /** In hand of a process until then; `null`: in nobody's. */
  claimed_until: string | null;
  /** In a row, up to now. */
  failures: number;
  failing_since: string | null;
  reason: string | null;
  tried_at: string | null;
  succeeded_at: string | null;
  /** The last time all of it was fetched. */
  read_at: string | null;
  changed_at: string | null;
}

/** What of a source was read already: a file of a folder, an article a feed links. */
export interface SourceSeenTable {
  source: string;
  thing: string;
  /** What it was like then. */
  stamp: string;
}

export interface BackfillDayTable {
  /** Where the site begins. */
  address: string;
  date: string;
  /** `done`, `absent` or `failed`. */
  state: string;
  reason: string | null;
  tried_at: string;
}

export interface GapTable {
  publication: string;
  /** What makes it the same gap tomorrow. */
  key: string;
  /** JSON of the gap. */
  gap: string;
  found_at: string;
  /** When admins were told. */
  told_at: string | null;
  /** The issue came late, or the rhythm is another. */
  closed_at: string | null;
}
