import type { Imprint } from '../../domain/index.ts';
import { SourceError } from '../source-error.ts';
import { addressOf, pathOf } from './address.ts';
import { type Article, articleOf } from './article.ts';
import { editionOf } from './edition.ts';
import { isPagePath, PHONE_COPY } from './families.ts';
import { type Links, linksIn } from './links.ts';
import { factOf } from './marks.ts';
import { openPage, type Page } from './open-page.ts';
import { redirectIn } from './redirect.ts';

/** What a page says, without its tree: an issue has hundreds of pages. */
export type PageReading = {
  readonly page: Page;
  /** By which other pages link to it. */
  readonly address: string;
  readonly edition: Imprint;
  readonly article: Article | null;
  /** A page of the paper, or a list of articles. */
  readonly isList: boolean;
  readonly links: Links;
  readonly redirect: string | null;
  readonly isPhoneCopy: boolean;
};

/** @throws SourceError if it is no page, or not the page that was asked for. */
export function readPage(page: Page): PageReading {
  const open = openPage(page);
  const article = articleOf(open);
  if (!article?.isMarked) refuseGate(open.html, page.address);
  const links = linksIn(open);
  const isPage = isPagePath(pathOf(open.url)) || factOf(open.property, 'type') === '2';
  const isList = isPage || (!article && links.articles.length > 0);
  const edition = withTold(editionOf(open), page.told);
  return {
    page,
    address: addressOf(open.url),
    edition: isList ? edition : { ...edition, number: null },
    article: isPage ? null : article,
    isList,
    links,
    redirect: article || isFull(links) ? null : redirectIn(open),
    isPhoneCopy: PHONE_COPY.test(open.url.pathname),
  };
}

function withTold(edition: Imprint, told: Page['told']): Imprint {
  return {
    ...edition,
    publication: edition.publication ?? told?.publication ?? null,
    date: edition.date ?? told?.date ?? null,
  };
}

/** A page that has where to go on it is none that only sends its reader on, whatever its scripts may do. */
const isFull = ({ articles, pages }: Links): boolean => articles.length > 0 || pages.length > 1;

/** A site that takes us for a robot answers with a page of its own, and status 200. */
function refuseGate(html: string, name: string): void {
  const isGate = html.length < 200_000 && /环境异常[\s\S]{0,400}?(?:完成验证|去验证)/u.test(html);
  if (isGate)
    throw new SourceError(name, 'gated', 'the site asks its reader to prove not to be a robot');
}
