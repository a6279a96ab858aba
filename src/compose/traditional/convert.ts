import { ConverterFactory, CustomConverter } from 'opencc-js/core';
import { from, to } from 'opencc-js/preset/cn2t';
import { ownWords, printedWords } from './words.ts';

type Convert = (text: string) => string;

/*
 * The dictionary of fifty thousand words is laid out at the first conversion: that takes a third of a
 * second and 25 MB, which nobody pays who needs no traditional Chinese. Without the second pass of the
 * library's ready-made converters, which takes as much again and changes no word of a newspaper.
 */
let convert: Convert | undefined;
let convertOwn: Convert | undefined;

/** What the newspaper prints: other letters, the same words. */
export function toTraditional(text: string): string {
  convert ??= ConverterFactory(
    (from['cn'] ?? []).map((dictionary) => [printedWords, ...dictionary]),
    to['tw'] ?? [],
  );
  return convert(text);
}

/** What the bot itself says: in the words of who reads traditional letters, too. */
export function ownToTraditional(text: string): string {
  convertOwn ??= CustomConverter(ownWords);
  return convertOwn(toTraditional(text));
}
