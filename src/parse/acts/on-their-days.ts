import { toldDays } from '../days/told-days.ts';
import type { Found } from './act-scene.ts';

/**
 * 城关镇第十一选区于1月5日、临河镇第三选区于1月6日，分别补选王芳、李明为…代表; 分别于1月5日、1月6日依法补选王芳、
 * 李明为…代表: each on a day of its own, in their order.
 */
export function onTheirDays(found: Found, text: string): Found[] {
  const from = text.lastIndexOf('。', found.start) + 1;
  const before = text.slice(Math.max(from, found.start - 300), found.start);
  const [first, ...others] = found.people;
  if (!first || others.length === 0 || !/分别(?:[于在][^，。；]{0,60}日)?(?:依法)?$/u.test(before))
    return [found];
  const days = toldDays(before, null);
  if (days.length !== found.people.length) return [found];
  const start = found.start - before.length;
  return found.people.map((person, index) => ({
    ...found,
    people: [person],
    told: start + (days[index]?.end ?? before.length),
  }));
}
