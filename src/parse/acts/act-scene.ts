import type { Action, IsoDate } from '../../domain/index.ts';
import type { Doubt } from '../confidence.ts';
import type { Post, PostScene } from '../names/posts.ts';

/** What the article tells about all its acts. */
export type ActScene = PostScene & {
  /** A document makes its acts, a report tells of them. */
  readonly isDocument: boolean;
  /** The day of the meeting or of the signature: an act's own sentence may name another. */
  readonly day: IsoDate | null;
  /** A date the text prints, from which a missing year or month is taken. */
  readonly reference: IsoDate | null;
  /** About all that is told here. */
  readonly doubts: readonly Doubt[];
};

/**
 * What stands in a table's column: the person, the verb of the row, the body in which the posts are held, the voters whose
 * deputy the person is, or the posts given or taken. `null`: nothing that is read.
 */
export type Column = 'person' | 'verb' | 'body' | 'voters' | Action | 'of-heading' | null;

/** What the rows above tell about the one being read. */
export type ListState = {
  /** Of the heading above: 「免去：」. */
  readonly heading: Action | null;
  /** Of the title: a section named by a body alone goes on with it. */
  readonly opening: Action | null;
  /** The post that a heading or label gives to the names below it. */
  readonly posts: readonly Post[];
  /** Of the table whose rows are being read; none outside a table. */
  readonly columns: readonly Column[];
  /** The row above named people under a label: a short row may go on with them. */
  readonly isNaming: boolean;
  /** A body alone on its row: the labels below it (主任：) are its officers. */
  readonly body: string;
  /** What decided the acts below was told with a day, or vaguely. */
  readonly day: IsoDate | null;
  readonly hasDecided: boolean;
  readonly people: readonly string[];
  readonly action: Action | null;
  /** What the same sentence told before that, the last first. */
  readonly earlier: readonly Action[];
  readonly organization: string;
  /** The rows above, as they stand. */
  readonly above: string;
  /** The congress whose deputies the text was about: 江州市第十六届人民代表大会. */
  readonly congress: string;
  /** The post that someone asked to give up: 「接受其辞职」 does not name it again. */
  readonly asked: string;
  /** Who asked to give up what, anywhere in the article: a later sentence may tell it. */
  readonly petitions: ReadonlyMap<string, string>;
  /** The row that announced the lists below it, with the verb of each: 选举了…，通过了…。名单如下： */
  readonly announced: string;
  /** The row above ended with ；: the sentence goes on in this one. */
  readonly goesOn: boolean;
};

export type Found = {
  readonly people: readonly string[];
  readonly action: Action;
  readonly posts: readonly Post[];
  readonly start: number;
  readonly end: number;
  /** Where the post begins: what stands before it dates the act. */
  readonly told: number;
  readonly doubts: readonly Doubt[];
};
