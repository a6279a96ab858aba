import { CONFIDENCE_LINE, spellingsOf } from '../../domain/index.ts';
import type { Db } from '../database/database.ts';
import { storable } from '../database/storable.ts';

/** As what a name stands in the acts that are told. */
export type NamedInActs = {
  readonly asPerson: boolean;
  readonly asPost: boolean;
  readonly asOrganization: boolean;
};

/** Whether the words are exactly a person, a post or a body of the archive's acts. */
export async function namedInActs(db: Db, words: string): Promise<NamedInActs> {
  const names = spellingsOf(storable(words));
  const isNamed = (column: 'person' | 'post' | 'organization') =>
    db
      .selectFrom('acts')
      .select('item_id')
      .where(column, 'in', names)
      .where('place', 'is not', null)
      .where('confidence', '>=', CONFIDENCE_LINE)
      .limit(1)
      .executeTakeFirst();
  const [person, post, organization] = await Promise.all([
    isNamed('person'),
    isNamed('post'),
    isNamed('organization'),
  ]);
  return {
    asPerson: person !== undefined,
    asPost: post !== undefined,
    asOrganization: organization !== undefined,
  };
}
