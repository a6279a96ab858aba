// 第12期（总第4567期） / 总第4567期 / 第4567期
const NUMBER = /(?:第\s?\d{1,6}\s?期\s?[（(]?\s?)?总第?\s?\d{1,7}\s?期[）)]?|第\s?\d{1,7}\s?期/u;

/**
 * The number an issue prints, without spaces: that of the year and that among all there ever were, where
 * both stand together.
 */
export function editionNumberIn(text: string): string | null {
  const printed = NUMBER.exec(text)?.[0].replace(/\s/gu, '') ?? null;
  return printed?.startsWith('总') ? printed.replace(/[）)]$/u, '') : printed;
}
