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
