import { type ExpressionBuilder, sql } from 'kysely';
import type { OwnWhen } from '../../domain/index.ts';
import type { Database } from '../database/schema.ts';
import { readQuiet } from './subscriptions.ts';

/** Of `interests`: when it comes. */
export const WHEN_COLUMNS = ['frequency', 'hour', 'timezone', 'quiet_from', 'quiet_to'] as const;

type Row = Pick<OwnWhen, 'frequency' | 'hour' | 'timezone'> & {
  readonly quiet_from: number | null;
  readonly quiet_to: number | null;
};

export function readWhen({ frequency, hour, timezone, ...row }: Row): OwnWhen {
  const quiet = row.quiet_from === null ? null : (readQuiet(row) ?? 'none');
  return { frequency, hour, timezone, quiet };
}

export function writeWhen({ frequency, hour, timezone, quiet }: OwnWhen): Row {
  const { from, to } = quiet === 'none' ? NEVER : (quiet ?? AS_THE_CHAT);
  return { frequency, hour, timezone, quiet_from: from, quiet_to: to };
}

const NEVER = { from: 0, to: 0 };
const AS_THE_CHAT = { from: null, to: null };

/** The same columns, where what an interest leaves open is its chat's, and by whose clock it is quiet. */
export function filledIn({
  fn: { coalesce },
}: ExpressionBuilder<Database, 'interests' | 'subscriptions'>) {
  return [
    coalesce('interests.frequency', 'subscriptions.frequency').as('frequency'),
    coalesce('interests.hour', 'subscriptions.hour').as('hour'),
    coalesce('interests.timezone', 'subscriptions.timezone').as('timezone'),
    coalesce('interests.quiet_from', 'subscriptions.quiet_from').as('quiet_from'),
    coalesce('interests.quiet_to', 'subscriptions.quiet_to').as('quiet_to'),
    sql<string | null>`case when interests.quiet_from is null then subscriptions.timezone
      else coalesce(interests.timezone, subscriptions.timezone) end`.as('quiet_zone'),
  ];
}
