import type { MutateText } from './mutate-text.ts';

/** Of HTML and XML, by its tags. */
export const markupMutations: Readonly<Record<string, MutateText>> = {
  'tags left open': (text, chance) =>
    text.replace(/<\/[^>]*>/gu, (tag) => (chance.next() < 0.3 ? '' : tag)),
  'tags lost': (text, chance) =>
    text.replace(/<[^>]{0,300}>/gu, (tag) => (chance.next() < 0.1 ? '' : tag)),
  'tags doubled': (text, chance) =>
    text.replace(/<[^>]{0,300}>/gu, (tag) => (chance.next() < 0.1 ? tag + tag : tag)),
  'tags swapped': (text, chance) => {
    const tags = text.match(/<[^>]{0,300}>/gu) ?? [];
    return text.replace(/<[^>]{0,300}>/gu, (tag) =>
      chance.next() < 0.1 ? (tags[chance.upTo(tags.length)] ?? tag) : tag,
    );
  },
  'a huge attribute': (text, chance) =>
    text.replace(
      /<([a-z]+)/iu,
      (tag) => `${tag} data-x="${chance.pick(['a', '&amp;', '文', '<'] as const).repeat(100_000)}"`,
    ),
  'many attributes': (text) =>
    text.replace(
      /<([a-z]+)/iu,
      (tag) => `${tag} ${Array.from({ length: 5_000 }, (_, index) => `a${index}=1`).join(' ')}`,
    ),
  'elements nested': (text, chance) => {
    const [open, close] = chance.pick([
      ['<div>', '</div>'],
      ['<table><tr><td>', ''],
      ['<b>', '</b>'],
      ['<p><font>', ''],
      ['<!--', ''],
      ['<ul><li>', ''],
    ] as const);
    const depth = 1 + chance.upTo(50_000);
    const at = chance.upTo(text.length + 1);
    return text.slice(0, at) + open.repeat(depth) + text.slice(at) + close.repeat(depth);
  },
  entities: (text, chance) =>
    text.replace(/[\p{Script=Han}]/gu, (letter) =>
      chance.next() < 0.05
        ? chance.pick([
            '&nbsp;',
            '&#0;',
            '&#xD800;',
            '&#x110000;',
            '&lt;',
            '&',
            '&x;',
            `&#${letter.codePointAt(0)};`,
          ])
        : letter,
    ),
  'another encoding named': (text, chance) =>
    text.replace(
      /(charset|encoding)=["']?[\w-]+/iu,
      (_, name: string) =>
        `${name}="${chance.pick(['utf-7', 'big5', 'gb2312', 'utf-16', 'x-user-defined', ''] as const)}`,
    ),
  'led elsewhere': (text, chance) =>
    text.replace(/href=["'][^"']*/giu, (link) =>
      chance.next() < 0.3
        ? `href="${chance.pick(['javascript:alert(1)', '', '#', '../../../..', 'node_1.htm', 'http://127.0.0.1/', '%ff%00', 'a'.repeat(5_000)] as const)}`
        : link,
    ),
};
