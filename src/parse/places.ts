/** The place a text is about, by the last character of its kind: 县 → 平阳县, 省 → 江西省. */
export type Homes = ReadonlyMap<string, string>;

/** 平阳县|第十七届…, 江西省|人民政府: a place in front of one of its bodies, after a mark or at the start. */
const PLACE =
  /(?:^|[，。；：、（(“《在为由]|任(?!命))(?:中共|政协|中国共产党)?(?<place>(?![全本我各该某两多])(?:(?![的为在由了还并经对向]|会议|听取|审议|表决|根据|关于|决定|免去|选举|任命|罢免|同志|出席|召开|接受|辞去|补选|提请|撤销|聘任|解聘|通过|代理|担任|批准)\p{Script=Han}){1,8}?(?<kind>省|自治区|自治州|自治县|市|县|区|旗|州|盟|镇|乡))(?=第?[一二三四五六七八九十]{1,4}届|人民|人大|监察委|委|政协|政府|法院|检察院)/gu;

/** Of each kind of place, the one that a text names most often in full. */
export function findHomes(texts: readonly string[]): Homes {
  const counts = new Map<string, number>();
  for (const text of texts) {
    for (const { groups } of text.matchAll(PLACE)) {
      const place = groups?.['place'];
      if (place && place.length > 1) counts.set(place, (counts.get(place) ?? 0) + 1);
    }
  }
  const homes = new Map<string, string>();
  for (const [place] of [...counts].toSorted(([, one], [, other]) => other - one)) {
    const kind = place.slice(-1);
    if (!homes.has(kind)) homes.set(kind, place);
  }
  return homes;
}

/** The place in a body's name: 临溪县第十六届人民代表大会常务委员会 → 临溪县. `null` for the nation's. */
export function placeOf(organization: string): string | null {
  const place =
    /^(?:中共|中国共产党|中国人民政治协商会议|政协)?(?<place>[\p{Script=Han}]{1,12}?(?:省|自治区|自治州|自治县|市|县|区|旗|州|盟|镇|乡|街道|特别行政区))(?=第[一二三四五六七八九十]{1,4}届|人民|监察委|委员会|政协|中级|高级|党委|委|[\p{Script=Han}]{2,20}(?:局|厅|办公室|中心|委员会|委|法院|检察院|中学|小学|学校|医院)$)/u.exec(
      organization,
    )?.groups?.['place'];
  return place && place.length > 1 ? place : null;
}

export function withHome(homes: Homes, place: string | null): Homes {
  return place === null ? homes : new Map([...homes, [place.slice(-1), place]]);
}

/** The place a report is about: the first that its headline or its lead names in full. */
export function placeOfReport(texts: readonly string[]): string | null {
  for (const text of texts) {
    const [match] = text.slice(0, 400).matchAll(PLACE);
    const place = match?.groups?.['place'];
    if (place && place.length > 1) return place;
  }
  return null;
}
