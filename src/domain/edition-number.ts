// 第7、8期合刊 / 第101期—第102期
const UP_TO = /(?:\s?期?\s?[、\-‐–—~～至/·]{1,2}\s?第?\s?\d{1,7})?/u.source;
const OF_ALL = `总第?\\s?\\d{1,7}${UP_TO}\\s?期[）)]?`;
// 第12期（总第4567期） / 总第4567期 / 第4567期
const NUMBER = new RegExp(
  `(?:第\\s?\\d{1,6}${UP_TO}\\s?期(?:合刊)?\\s?[（(]?\\s?)?${OF_ALL}|第\\s?\\d{1,7}${UP_TO}\\s?期`,
  'u',
);

/**
 * The number an issue prints, without spaces: that of the year and that among all there ever were, where
 * both stand together.
 */
export function editionNumberIn(text: string): string | null {
  const printed = NUMBER.exec(text)?.[0].replace(/\s/gu, '') ?? null;
  return printed?.startsWith('总') ? printed.replace(/[）)]$/u, '') : printed;
}
