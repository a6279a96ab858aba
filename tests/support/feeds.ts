/** The sample issue as a paper's feed would carry it. */
export type FeedArticle = { readonly title: string; readonly html: string };

const escaped = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

/** An entry an article, its text as web pages have it. */
export function articlesOf(markdown: string): FeedArticle[] {
  return markdown
    .split(/^# /gmu)
    .map((article) => article.trim())
    .filter((article) => article !== '')
    .map((article) => {
      const [first = '', ...blocks] = article.split(/\n{2,}/u);
      // A feed has one title: the body's name above a decision is left to its signature.
      const isDecision = blocks[0]?.startsWith('## 关于') === true;
      const title = isDecision ? (blocks.shift()?.slice(3) ?? first) : first;
      return { title, html: blocks.map(paragraphOf).join('\n') };
    });
}

function paragraphOf(block: string): string {
  const lines = block.replace(/ *\n/gu, '<br/>').replace(/^## (.*)$/u, '<strong>$1</strong>');
  return `<p>&nbsp;&nbsp;&nbsp;&nbsp;${lines}</p>`;
}

export function rssOf(articles: readonly FeedArticle[], day: string): string {
  const date = `${new Date(day).toUTCString().slice(0, 16)} 08:00:00 +0800`;
  const items = articles.map(
    ({ title, html }, index) =>
      `<item><title>${escaped(title)}</title><link>/a/${index}</link><pubDate>${date}</pubDate><content:encoded><![CDATA[${html}]]></content:encoded></item>`,
  );
  return `<?xml version="1.0" encoding="utf-8"?>\n<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>今日平阳</title><link>https://paper.example/</link>${items.join('\n')}</channel></rss>`;
}

export function atomOf(articles: readonly FeedArticle[], day: string): string {
  const entries = articles.map(
    ({ title, html }, index) =>
      `<entry><id>urn:${index}</id><title>${escaped(title)}</title><updated>${day}T08:00:00+08:00</updated><content type="html">${escaped(html)}</content></entry>`,
  );
  return `<?xml version="1.0" encoding="utf-8"?>\n<feed xmlns="http://www.w3.org/2005/Atom"><title>今日平阳</title><updated>${day}T08:00:00+08:00</updated>${entries.join('\n')}</feed>`;
}

export function jsonFeedOf(articles: readonly FeedArticle[], day: string): string {
  return JSON.stringify({
    version: 'https://jsonfeed.org/version/1.1',
    title: '今日平阳',
    items: articles.map(({ title, html }, index) => ({
      id: String(index),
      title,
      content_html: html,
      date_published: `${day}T08:00:00+08:00`,
    })),
  });
}
