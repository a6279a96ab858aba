import type { IsoDate } from '../../domain/index.ts';
import type { Link } from './links.ts';
import type { PageReading } from './read-page.ts';

/** An issue while its pages are found. */
export type Draft = {
  publication: string | null;
  readonly date: IsoDate | null;
  number: string | null;
  /** In reading order. */
  readonly pages: Set<PageReading>;
  /** With the title the list of articles gives each. */
  readonly articles: Map<PageReading, string | null>;
};

type Find = (address: string) => PageReading | undefined;

/** Puts every article into the issue of its publication and day, as the page lists order them. */
export function draftIssues(readings: readonly PageReading[]): Draft[] {
  const find = finder(readings);
  const lists = listsInOrder(readings, find);
  const drafts: Draft[] = [];
  const placed = advertised(lists, find);
  for (const list of lists) {
    for (const { address, title } of list.links.articles) {
      const reading = find(address);
      if (!reading?.article || placed.has(reading)) continue;
      placed.add(reading);
      const draft = draftOf(drafts, reading, list);
      draft.number ??= list.edition.number;
      draft.pages.add(list).add(reading);
      draft.articles.set(reading, title);
    }
  }
  for (const reading of readings) {
    if (!reading.article || placed.has(reading)) continue;
    const draft = draftOf(drafts, reading, null);
    draft.pages.add(reading);
    draft.articles.set(reading, null);
  }
  addEmptyLists(drafts, lists);
  return drafts;
}

/** By address; in a saved site also by the end of it, for it may be saved under its host's name. */
function finder(readings: readonly PageReading[]): Find {
  const known = new Map(readings.map((reading) => [reading.address, reading]));
  const ends = new Map<string, PageReading>();
  for (const reading of readings) {
    if (/^https?:/u.test(reading.address)) continue;
    const parts = reading.address.split('/').slice(0, 8);
    for (const from of parts.keys()) ends.set(parts.slice(from).join('/'), reading);
  }
  return (address) => known.get(address) ?? ends.get(address);
}

/** As the page lists name them; what none names comes after. */
function listsInOrder(readings: readonly PageReading[], find: Find): PageReading[] {
  const ordered = new Set<PageReading>();
  for (const list of readings.filter(({ isList }) => isList)) {
    for (const { address } of list.links.pages) {
      const named = find(address);
      if (named?.isList) ordered.add(named);
    }
    ordered.add(list);
  }
  return [...ordered];
}

/** The articles on pages of nothing but advertisements; what the state announces there is none. */
function advertised(lists: readonly PageReading[], find: Find): Set<PageReading> {
  const isAdvertising = ({ title }: Link) => ADVERTISING.test(title ?? '');
  const pages = lists.flatMap(({ links }) => links.pages.filter(isAdvertising));
  const articles = pages.flatMap(({ address }) => find(address)?.links.articles ?? []);
  const others = articles.filter(({ title }) => !OFFICIAL.test(title ?? ''));
  return new Set(others.flatMap(({ address }) => find(address) ?? []));
}

// 第04版：广告
const ADVERTISING = /版\s?[:：]?\s?(?:公益|分类|形象)?广告(?:专版)?$/u;
// 平阳县人大常委会公告 / 水头镇人民政府通告 / 选举委员会公告 / 拟任职人员公示
const OFFICIAL = /人大|人民代表大会|人民政府|选举|任免|任职/u;

function draftOf(drafts: Draft[], reading: PageReading, list: PageReading | null): Draft {
  const date = reading.edition.date ?? list?.edition.date ?? null;
  const publication = list?.edition.publication ?? reading.edition.publication;
  const known = drafts.find(
    (draft) =>
      draft.date === date &&
      (draft.publication === publication || !publication || !draft.publication),
  );
  if (known) {
    known.publication ??= publication;
    return known;
  }
  const draft: Draft = {
    publication,
    date,
    number: null,
    pages: new Set(),
    articles: new Map(),
  };
  drafts.push(draft);
  return draft;
}

/** A page of the paper without articles belongs to its issue too. */
function addEmptyLists(drafts: readonly Draft[], lists: readonly PageReading[]): void {
  for (const list of lists) {
    const { date, publication } = list.edition;
    const draft = drafts.find(
      (one) => one.date === date && (!publication || one.publication === publication),
    );
    if (date) draft?.pages.add(list);
  }
}
