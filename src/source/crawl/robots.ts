/** What a site's robots.txt (RFC 9309) says to one agent: whether a path may be fetched. */
export type Robots = (path: string) => boolean;

export const ALLOWS_ALL: Robots = () => true;

type Rule = {
  readonly allows: boolean;
  readonly parts: readonly string[];
  readonly length: number;
};

/** As much of the file is read; rules beyond that are nobody's who wants to be understood. */
const READ_BYTES = 500 * 1024;
const MOST_RULES = 2_000;

/** The rules for `agent` by name, else those for everybody. The longest rule that fits wins. */
export function readRobots(bytes: Uint8Array, agent: string): Robots {
  const groups = readGroups(new TextDecoder().decode(bytes.subarray(0, READ_BYTES)));
  const rules = groups.get(agent.toLowerCase()) ?? groups.get('*') ?? [];
  return (path) => {
    const [first, ...rest] = rules.filter((rule) => fits(rule, path));
    if (!first) return true;
    const best = rest.reduce((one, other) => (isStronger(other, one) ? other : one), first);
    return best.allows;
  };
}

function isStronger(one: Rule, other: Rule): boolean {
  return one.length > other.length || (one.length === other.length && one.allows);
}

/** Several agent lines in a row share the rules that follow; a second group of one name adds to it. */
function readGroups(text: string): Map<string, Rule[]> {
  const groups = new Map<string, Rule[]>();
  let current: Rule[][] = [];
  let isNaming = false;
  for (const line of text.split(/\r\n?|\n/u)) {
    const [, field = '', value = ''] = /^\s*([\w-]+)\s*:\s*([^#]*)/u.exec(line) ?? [];
    const [name, said] = [field.toLowerCase(), value.trim()];
    if (name === 'user-agent') {
      const agent = said.toLowerCase();
      const rules = groups.get(agent) ?? [];
      groups.set(agent, rules);
      current = isNaming ? [...current, rules] : [rules];
      isNaming = true;
    } else if (name === 'allow' || name === 'disallow') {
      isNaming = false;
      if (said === '') continue; // «Disallow:» forbids nothing.
      const rule = { allows: name === 'allow', parts: said.split('*'), length: said.length };
      for (const rules of current) if (rules.length < MOST_RULES) rules.push(rule);
    }
  }
  return groups;
}

/** A `*` is anything, a `$` at the end is the end. Each part is looked for once: linear. */
function fits({ parts }: Rule, path: string): boolean {
  const [start = '', ...others] = parts;
  const last = others.at(-1) ?? start;
  const isWhole = last.endsWith('$');
  if (others.length === 0) {
    return isWhole ? path === start.slice(0, -1) : path.startsWith(start);
  }
  if (!path.startsWith(start)) return false;
  let at = start.length;
  for (const part of others.slice(0, -1)) {
    const found = path.indexOf(part, at);
    if (found < 0) return false;
    at = found + part.length;
  }
  if (!isWhole) return path.includes(last, at);
  const end = last.slice(0, -1);
  return path.endsWith(end) && path.length - end.length >= at;
}
