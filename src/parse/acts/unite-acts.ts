import type { Act, Item, KeyDate } from '../../domain/index.ts';
import { lean } from '../lines/lean.ts';

/**
 * An act told twice in one text (headline and body, report and announcement) is one act: the surer
 * telling stays, and the earlier of two alike. Key dates likewise.
 */
export function uniteActs(items: readonly Item[]): Item[] {
  const best = new Map<string, Act[]>();
  for (const act of items.flatMap((item) => item.acts)) {
    const alike = best.get(keyOf(act)) ?? [];
    const at = alike.findIndex((other) => isSameBody(act.organization, other.organization));
    const other = alike[at];
    if (!other) best.set(keyOf(act), [...alike, act]);
    else if (isBetter(act, other)) alike[at] = act;
  }
  const kept = new Set([...best.values()].flatMap(withoutShortened));
  const dates = new Set<string>();
  const isNew = ({ label, date }: KeyDate) => {
    const isFirst = !dates.has(`${label} ${date}`);
    dates.add(`${label} ${date}`);
    return isFirst;
  };
  const inFull = fullNames(
    items.flatMap((item) => item.acts.map(({ organization }) => organization)),
  );
  return items.map((item) => ({
    ...item,
    acts: item.acts
      .filter((act) => kept.has(act))
      .map((act, index, acts) => ({
        ...act,
        organization: companyBefore(act, acts.slice(0, index)) ?? inFull(act.organization),
      })),
    keyDates: item.keyDates.filter(isNew),
  }));
}

/** 莫某出任高院首席法官, above a text that tells the court in full: what only a headline tells gives way. */
function withoutShortened(alike: readonly Act[]): readonly Act[] {
  const told = alike.filter(({ reasons }) => !reasons.includes('headline-only'));
  return told.length > 0 ? told : alike;
}

/** 一汽-大众, after 一汽-大众汽车有限公司: the one company told before that begins so. */
function companyBefore({ organization }: Act, before: readonly Act[]): string | undefined {
  if (organization.length < 3 || /[司团局院校府会室]$/u.test(organization)) return undefined;
  const [whole, ...others] = new Set(
    before
      .map((act) => act.organization)
      .filter((name) => name.startsWith(organization) && name.endsWith('公司')),
  );
  return others.length === 0 ? whole : undefined;
}

/** 崇明区人民政府 is what 上海市崇明区人民政府 is called where the text names the city once. */
function fullNames(printed: readonly string[]): (organization: string) => string {
  const names = [...new Set(printed)];
  return (organization) =>
    names.find((name) => {
      const before = name.slice(0, -organization.length);
      return (
        organization !== '' &&
        name.endsWith(organization) &&
        HIGHER.test(before) &&
        OF_PLACE.test(organization)
      );
    }) ?? organization;
}

const HIGHER = lean(/^(?:中共)?(?:[\p{Script=Han}]{2,8}(?:[省市州盟]|自治区)){1,2}$/u);
const OF_PLACE = lean(/^\p{Script=Han}{1,10}?(?:[市县区旗]|特别行政区)/u);

function keyOf({ person, action, post }: Act): string {
  return `${person} ${action} ${post}`;
}

function isBetter(act: Act, other: Act): boolean {
  if ((act.date === null) !== (other.date === null)) return act.date !== null;
  return act.confidence > other.confidence;
}

/** One of them may lack the place, the ordinal, or be missing altogether. */
function isSameBody(one: string, other: string): boolean {
  const [bare, otherBare] = [one, other].map((name) =>
    name.replace(/第[一二三四五六七八九十]{1,4}届/gu, ''),
  );
  if (bare === undefined || otherBare === undefined) return one === other;
  return bare === otherBare || bare.endsWith(otherBare) || otherBare.endsWith(bare);
}
