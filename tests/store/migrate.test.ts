import { expect, it } from 'vitest';
import { migrate } from '../../src/store/index.ts';
import { describeOnEachDialect } from '../support/databases.ts';

describeOnEachDialect('migrations', (open) => {
  it('are not applied a second time', async () => {
    const { db } = await open();
    expect(await migrate(db)).toEqual([]);
  });
});
