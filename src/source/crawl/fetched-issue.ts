import type { NamedBytes } from '../document.ts';
import type { Page } from '../html/index.ts';
import type { Visit } from './visit.ts';

/** What stands at an address. */
export type FetchedIssue =
  /** A site's issue, or one article. In reading order, page lists among them. */
  | ({ readonly kind: 'pages'; readonly pages: readonly Page[] } & Visit)
  /** A PDF, a DOCX, an archive, a feed, a text; or the PDFs of an issue that has no other form. */
  | ({ readonly kind: 'files'; readonly files: readonly NamedBytes[] } & Visit)
  /** Every page that was marked is as it was. */
  | { readonly kind: 'unchanged' }
  /** The paper did not appear on the day that was asked for. */
  | { readonly kind: 'absent' };
