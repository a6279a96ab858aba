const LEVEL =
  '(?:自治区|自治州|自治县|自治旗|街道|省|(?<!城)市(?!场)|县|区|(?<=[左右中前后])旗|镇|乡)';
/** No place is called by these. */
const NAME = String.raw`(?:(?!人民|政府|委员|法院|检察|[局会部厅院处副])\p{Script=Han}){1,8}?`;
/** 浙江省温州市平阳县 */
const REGION = `(?:${NAME}${LEVEL})+`;

const IS_REGION = new RegExp(`^${REGION}$`, 'u');
const LEADING_REGION = new RegExp(`^${REGION}`, 'u');
const STARTS_AT_LEVEL = new RegExp(`^${LEVEL}`, 'u');
const IS_PLACE_NAME = new RegExp(`^(?:${REGION})?${NAME}$`, 'u');

const PARTY = /^(?:中共|中国人民政治协商会议)/u;
const TERM = /第?[〇零一二三四五六七八九十百\d]+届/u;

const spellings: readonly (readonly [RegExp, string])[] = [
  // 第十七届, the number of an assembly: an office is the same in the next
  [new RegExp(TERM.source, 'gu'), ''],
  // 县人大常委会
  [/人大(?=$|常委会|常务委员会|主席团|\p{Script=Han}+委员会)/gu, '人民代表大会'],
  [/常委会/gu, '常务委员会'],
  // 县政府
  [new RegExp(`(?<=${LEVEL})政府`, 'gu'), '人民政府'],
  // 县法院, 中级法院
  [new RegExp(`(?<=${LEVEL}|[中高]级|最高)(?=(?:法院|检察院)$)`, 'gu'), '人民'],
  [/纪委/gu, '纪律检查委员会'],
  [/监委/gu, '监察委员会'],
  // 县委
  [new RegExp(`^(?:中共|中国共产党)?(${REGION}|${LEVEL})委(?!员)(?:会)?`, 'u'), '中共$1委员会'],
  [/^中国共产党(?=\p{Script=Han})/u, '中共'],
  // 县政协, 政协平阳县委员会
  [new RegExp(`^(${REGION}|${LEVEL})政协`, 'u'), '中国人民政治协商会议$1委员会'],
  [/^政协/u, '中国人民政治协商会议'],
];

/** More names than a county has; what is remembered of a reading is a few kilobytes. */
const MOST_NAMES = 5_000;

/** Acts name the same few bodies again and again, and reading a name takes longer than knowing it. */
export function remembered<T>(read: (name: string) => T): (name: string) => T {
  const known = new Map<string, T>();
  return (name) => {
    const before = known.get(name);
    if (before !== undefined) return before;
    if (known.size >= MOST_NAMES) known.clear();
    const result = read(name);
    known.set(name, result);
    return result;
  };
}

/** As it is written in full, without the number of its term: 县人大常委会 → 县人民代表大会常务委员会. */
export const spellOut = remembered((organization: string): string => {
  let name = organization.normalize('NFKC').replace(/\s+/gu, '');
  for (const [short, full] of spellings) name = name.replace(short, full);
  return name;
});

/** 第十七届; `null` where none is printed. */
export const termOf = remembered(
  (organization: string): string | null =>
    TERM.exec(organization.replace(/\s+/gu, ''))?.[0].replace('第', '') ?? null,
);

/** 平阳县; `undefined` where the name does not say it. */
export function regionOf(organization: string): string | undefined {
  const [region] = LEADING_REGION.exec(spellOut(organization).replace(PARTY, '')) ?? [];
  return region;
}

/** Whether another name, spelt out, may be this one in full: 县民政局 and 民政局 are short for 平阳县民政局. */
export function isShortFor(short: string, full: string): boolean {
  const [head = ''] = PARTY.exec(short) ?? [];
  if (head !== (PARTY.exec(full)?.[0] ?? '')) return false;
  const [rest, whole] = [short.slice(head.length), full.slice(head.length)];
  if (rest === '' || rest.length >= whole.length || !whole.endsWith(rest)) return false;
  const before = whole.slice(0, -rest.length);
  return IS_REGION.test(before) || (STARTS_AT_LEVEL.test(rest) && IS_PLACE_NAME.test(before));
}

/**
 * The one full name each name stands for. A name that may stand for several bodies, or for none that
 * is known, stays what it is: nobody's office is given to another county.
 */
export function resolveNames(names: Iterable<string>): (name: string) => string {
  const known = [...new Set(names)];
  const fullest = known.filter((name) => !known.some((other) => isShortFor(name, other)));
  const resolved = new Map(
    known.map((name) => {
      const full = fullest.filter((other) => isShortFor(name, other));
      return [name, full.length === 1 ? (full[0] ?? name) : name];
    }),
  );
  return (name) => resolved.get(name) ?? name;
}

/** What any spelling of a wanted office has in common: by it the acts are looked for. */
export function looseWord(word: string): string {
  const spelt = spellOut(word);
  const rest = spelt.replace(PARTY, '').replace(LEADING_REGION, '').replace(STARTS_AT_LEVEL, '');
  return rest.length >= 2 ? rest : spelt;
}
