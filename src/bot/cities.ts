/** Zones in which readers of a county paper live, by the cities people name them by. A new one goes to the end: buttons say places in this list. */
export const CITY_ZONES = [
  'Asia/Shanghai',
  'Asia/Hong_Kong',
  'Asia/Taipei',
  'Asia/Singapore',
  'Asia/Tokyo',
  'Asia/Dubai',
  'Europe/Rome',
  'Europe/Paris',
  'Europe/Madrid',
  'Europe/Lisbon',
  'Europe/Berlin',
  'Europe/Amsterdam',
  'Europe/Vienna',
  'Europe/Budapest',
  'Europe/London',
  'Europe/Moscow',
  'America/New_York',
  'America/Los_Angeles',
  'America/Toronto',
  'America/Sao_Paulo',
  'Africa/Johannesburg',
  'Australia/Sydney',
] as const;
export type CityZone = (typeof CITY_ZONES)[number];
export type Cities = Readonly<Record<CityZone, readonly string[]>>;

/** Names that no language of ours shows: those of Taiwan and Hong Kong, in any letters, and spellings. */
export const OTHER_NAMES: Readonly<Partial<Record<CityZone, readonly string[]>>> = {
  'Asia/Taipei': ['臺北'],
  'Asia/Dubai': ['杜拜'],
  'Europe/Madrid': ['巴塞隆納', '巴塞隆拿'],
  'America/Sao_Paulo': ['Sao Paulo'],
  'Africa/Johannesburg': ['約翰尼斯堡'],
  'Australia/Sydney': ['雪梨'],
};
