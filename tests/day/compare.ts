import { promisedTo, type Told } from './oracle.ts';
import type { Received } from './play.ts';
import type { Citizen, Town } from './town.ts';

export type Difference = { readonly citizen: Citizen; readonly words: string };

/** Whoever got something else than promised, readably. */
export function differences(town: Town, received: Received): Difference[] {
  return town.citizens.flatMap((citizen) => {
    const promised = promisedTo(citizen, town).map(inOrder);
    const got = (received.get(citizen.id) ?? []).map(inOrder);
    if (JSON.stringify(promised) === JSON.stringify(got)) return [];
    return { citizen, words: describe(citizen, { promised, got }) };
  });
}

function inOrder({ articles, ...told }: Told): Told {
  return { ...told, articles: articles.toSorted((a, b) => a - b) };
}

type Both = { readonly promised: readonly Told[]; readonly got: readonly Told[] };

function describe({ id, wishes, ...settings }: Citizen, { promised, got }: Both): string {
  const [promisedLines, gotLines] = [promised.map(line), got.map(line)];
  const missing = promisedLines.filter((each) => !gotLines.includes(each));
  const besides = gotLines.filter((each) => !promisedLines.includes(each));
  return [
    `citizen ${id}: ${JSON.stringify(settings)}`,
    ...wishes.map((wish) => `  follows ${JSON.stringify(wish)}`),
    ...missing.map((each) => `  not got:  ${each}`),
    ...besides.map((each) => `  besides:  ${each}`),
    `  all that is promised:\n${promisedLines.map((each) => `    ${each}`).join('\n')}`,
  ].join('\n');
}

function line({ at, kind, articles }: Told): string {
  return `${new Date(at).toISOString().slice(0, 16)}Z ${kind} ${articles.join(' ')}`;
}
