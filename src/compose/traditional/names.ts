import { looksTraditional } from '../../domain/index.ts';
import { toTraditional } from './convert.ts';

/** Surnames whose letter is another word than the one the dictionary thinks of: 于建华 is no 於. */
const SURNAMES = new Map([
  ...keeping('于余范郁游仇丑干涂占种党后里岳台采征冲尸几据咨咸'),
  ['万俟', '万俟'],
]);

/** Letters of given names that are most often meant by the simplified one. */
const GIVEN = new Map([...keeping('于后里岳郁游征志升台采范丑仇'), ['冲', '沖'], ['钟', '鍾']]);

/** A person's name, letter by letter: no word of the dictionary has anything to say in it. */
export function nameToTraditional(name: string): string {
  if (looksTraditional(name)) return name;
  const surname = [name.slice(0, 2), name.slice(0, 1)].find((start) => SURNAMES.has(start)) ?? '';
  const given = [...name.slice(surname.length)];
  return [
    SURNAMES.get(surname) ?? '',
    ...given.map((letter) => GIVEN.get(letter) ?? toTraditional(letter)),
  ].join('');
}

/** Who wrote and photographed it: 记者 李凌峰 通讯员 沈　岳. */
export function namesInByline(byline: string): string[] {
  const people = byline.replace(ROLES, ',').replace(SPREAD, '$<surname>$<given>');
  return people.match(/(?<![\p{L}\p{N}])\p{sc=Han}{2,4}(?![\p{L}\p{N}])/gu) ?? [];
}

/** 沈　岳: a name of two letters, set as wide as one of three. */
const SPREAD =
  /(?<![\p{L}\p{N}])(?<surname>\p{sc=Han})[ \u3000](?<given>\p{sc=Han})(?![\p{L}\p{N}])/gu;
const ROLES =
  /本报|首席|见习|实习|特约|全媒体|融媒体|记者|通讯员|摄影报道|摄影|报道|撰稿|供稿|供图|编辑|责编|校对|作者|文字|图片|[文图摄]\s*[/／]\s*[文图摄]?/gu;

function keeping(letters: string): [string, string][] {
  return [...letters].map((letter) => [letter, letter]);
}
