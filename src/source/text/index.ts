/** Plain text and markdown: bytes in any Chinese encoding become text. */
export { decodeText, isNearlyWhole, shareOfCommon } from './decode-text.ts';
export { readText } from './read-text.ts';
