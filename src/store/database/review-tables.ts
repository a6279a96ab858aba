import type { GeneratedAlways } from 'kysely';
import type { FactKind, Verdict } from '../../domain/index.ts';

/** What an admin said. `printed`: nobody was asked, since surer letters than a scan's say it. */
export type SettledBy = Verdict | 'printed';

/** What an admin said of a fact; it holds for later revisions of the article too. */
export interface ReviewTable {
  /** Counted up under a lock, without overtaking: a chat was told «through» one. */
  id: number;
  item_id: number;
  /** The one the admin saw. */
  revision: number;
  fact_kind: FactKind;
  /** What makes it the same fact of its article. */
  fact_key: string;
  /** JSON of the domain's `Fact`, as it was read. */
  fact_read: string;
  /** The same, as it counts; `null`: nothing like it is right. */
  fact_now: string | null;
  verdict: SettledBy;
  /** 0: nobody was asked. */
  admin_id: number;
  at: string;
}

/** A correction an admin has begun. */
export interface ReviewDraftTable {
  admin_id: number;
  item_id: number;
  revision: number;
  fact_kind: FactKind;
  position: number;
  /** JSON of the domain's `Fact`, once it only has to be confirmed. */
  correction: string | null;
  at: string;
}

export interface UnreadPartTable {
  id: GeneratedAlways<number>;
  issue_id: string;
  document_id: string;
  /** Hash of its words. */
  words: string;
  span_start: number;
  span_end: number;
  reason: string;
  dealt_by: number | null;
  dealt_at: string | null;
}
