import { expect, it } from 'vitest';
import { namedInActs, saveIssue } from '../../src/store/index.ts';
import { describeOnEachDialect } from '../support/databases.ts';
import { anAct, anAppointment, anIngest } from '../support/samples.ts';

const NOTHING = { asPerson: false, asPost: false, asOrganization: false };

describeOnEachDialect('what the acts know of a name', (open) => {
  it.each([
    ['王芳', { ...NOTHING, asPerson: true }],
    ['局长', { ...NOTHING, asPost: true }],
    ['平阳县民政局', { ...NOTHING, asOrganization: true }],
    ['王', NOTHING],
    ['民政局', NOTHING],
    ['李明', NOTHING],
    ["' or 1=1", NOTHING],
    ['\0', NOTHING],
    ['', NOTHING],
  ])('«%s»: %o', async (name, known) => {
    const { db } = await open();
    const acts = [anAct(), anAct({ person: '李明', confidence: 0.4 })];
    await saveIssue(db, anIngest({ items: [anAppointment({ acts })] }));
    expect(await namedInActs(db, name)).toEqual(known);
  });
});
