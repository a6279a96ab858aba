import type { PrintedAct } from '../domain/index.ts';
import { asPrinted, namesIn, postOf } from './holdings.ts';
import { regionOf } from './organizations.ts';

/** What acts tell of a name. */
export type History = {
  /** Newest first; what several articles say stands once, with the first of them. */
  readonly acts: readonly PrintedAct[];
  /** Of the bodies in them, where they are too far apart to be surely one person's. */
  readonly places: readonly string[];
};

export function historyOf(acts: readonly PrintedAct[]): History {
  return { acts: onceEach(acts).toReversed(), places: farApart(acts) };
}

/** An announcement and the report about it tell one act. A report without the day may tell any of them. */
function onceEach(acts: readonly PrintedAct[]): PrintedAct[] {
  const nameOf = namesIn(acts);
  const told = new Map<string, Set<string | null>>();
  return acts
    .toSorted(datedFirst)
    .filter((act) => {
      const key = JSON.stringify([act.action, postOf(act), nameOf(act).key]);
      const days = told.get(key) ?? new Set();
      const isTold = days.has(act.date) || (act.date === null && days.size > 0);
      told.set(key, days.add(act.date));
      return !isTold;
    })
    .toSorted(asPrinted);
}

function datedFirst(a: PrintedAct, b: PrintedAct): number {
  return Number(a.date === null) - Number(b.date === null) || asPrinted(a, b);
}

/** 平阳县 and 沙坪县; not 温州市 and 温州市平阳县. */
function farApart(acts: readonly PrintedAct[]): string[] {
  const regions = acts.toSorted(asPrinted).flatMap((act) => regionOf(act.organization) ?? []);
  const widest = [...new Set(regions)].filter(
    (one, _, all) => !all.some((other) => one !== other && isPartOf(one, other)),
  );
  return widest.length > 1 ? widest : [];
}

function isPartOf(region: string, other: string): boolean {
  return region.startsWith(other) || region.endsWith(other);
}
