import type { ClassicMessage, Entity } from '../domain/index.ts';
import { clean } from './clean.ts';
import type { Formatted } from './formatted.ts';
import { splitClassic } from './split.ts';

/** What an admin wrote, in as many parts as it takes, the formatting as it was. */
export function composeBroadcast({ text, entities }: Formatted): ClassicMessage[] {
  const whole = cleanFormatted({ text, entities });
  return splitClassic({ style: 'classic', ...whole, buttons: [] });
}

/** As `clean`; what stands before an entity says where it is afterwards. */
function cleanFormatted({ text, entities }: Formatted): Formatted {
  const cleaned = clean(text);
  const moved = (offset: number) => Math.min(clean(text.slice(0, offset)).length, cleaned.length);
  return {
    text: cleaned,
    entities: nested(
      entities.map((entity) => {
        const offset = moved(entity.offset);
        return { ...entity, offset, length: moved(entity.offset + entity.length) - offset };
      }),
    ),
  };
}

/** Empty ones go; of two that overlap without one holding the other, the later one is cut. */
function nested(entities: readonly Entity[]): Entity[] {
  const kept: Entity[] = [];
  const sorted = entities
    .filter((entity) => entity.length > 0 && (entity.type !== 'text_link' || entity.url))
    .toSorted((one, other) => one.offset - other.offset || other.length - one.length);
  for (const entity of sorted) {
    const start = kept
      .filter((outer) => endOf(outer) > entity.offset && endOf(outer) < endOf(entity))
      .reduce((latest, outer) => Math.max(latest, endOf(outer)), entity.offset);
    kept.push({ ...entity, offset: start, length: endOf(entity) - start });
  }
  return kept.toSorted((one, other) => one.offset - other.offset || other.length - one.length);
}

function endOf(entity: Entity): number {
  return entity.offset + entity.length;
}
