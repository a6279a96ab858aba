/** Traditional Chinese, made from what is simplified: the bot's words and the newspaper's. */
export { actIn, confirmedIn, itemIn, wordsIn } from './item.ts';
export { inTraditionalWords } from './keep.ts';
