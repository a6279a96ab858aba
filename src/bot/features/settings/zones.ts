import { z } from 'zod';
import { LANGUAGES, simplify } from '../../../domain/index.ts';
import { isTimezone } from '../../../match/index.ts';
import { plain, type Rows } from '../../answer.ts';
import { CITY_ZONES, type CityZone, OTHER_NAMES } from '../../cities.ts';
import { buttonKind } from '../../press.ts';
import type { Clock } from '../../texts/calendar.ts';
import { type Texts, textsIn } from '../../texts/index.ts';
import { settingsButton } from '../settings-buttons.ts';

export const zonesButton = buttonKind('zones', z.tuple([]));
export const zoneButton = buttonKind('zone', z.tuple([z.enum([...CITY_ZONES, 'usual'])]));
const ZONES_IN_A_ROW = 2;

export function zonesPage(texts: Texts, { timezone, now }: Clock) {
  const { when, buttons } = texts;
  return plain(when.zoneAsk({ timezone, now }), [
    ...cityRows(texts, timezone, zoneButton.write),
    [
      { text: when.zoneUsual, callback: zoneButton.write('usual') },
      { text: buttons.back, callback: settingsButton.write() },
    ],
  ]);
}

/** Where people live, two cities a row. */
export function cityRows(
  { when, current }: Texts,
  timezone: string | null,
  write: (zone: CityZone) => string,
): Rows {
  const cities = CITY_ZONES.map((zone) => {
    const city = when.city(when.cities[zone]);
    return { text: zone === timezone ? current(city) : city, callback: write(zone) };
  });
  return Array.from({ length: Math.ceil(cities.length / ZONES_IN_A_ROW) }, (_, row) =>
    cities.slice(row * ZONES_IN_A_ROW, (row + 1) * ZONES_IN_A_ROW),
  );
}

/** A city of any of our languages, or the zone's own name: `europe/rome` is `Europe/Rome`. */
export function readZone(words: string): string | undefined {
  const name = words.normalize('NFKC').trim().toLowerCase();
  const plain = simplify(name);
  const city = CITY_ZONES.find((zone) =>
    [
      ...LANGUAGES.flatMap((language) => textsIn(language).when.cities[zone]),
      ...(OTHER_NAMES[zone] ?? []),
    ].some((each) => simplify(each.toLowerCase()) === plain),
  );
  if (city) return city;
  const zone = name.replace(/\s+/gu, '_');
  if (!isTimezone(zone)) return undefined;
  return new Intl.DateTimeFormat('en', { timeZone: zone }).resolvedOptions().timeZone;
}
