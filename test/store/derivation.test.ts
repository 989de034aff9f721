import { describe, expect, it } from 'vitest';
import { type DerivationSettings, refreshDerived } from '../../src/store/derivation.js';
import { findOops } from '../../src/store/oops-store.js';
import { listReporters } from '../../src/store/reporter-store.js';
import { databaseOf, newOops, SETTINGS } from './sample-oops.js';

const NOT_A_BRANCH = {
  type: 'NotBranchError',
  value: 'Not a branch: "/srv/bazaar.launchpad.net/push-branches/00/01/"',
};
const CODEHOSTING: DerivationSettings = {
  ...SETTINGS,
  describeReporter: (name) =>
    name === 'CH' ? { system: 'codehosting', kind: 'codehosting' } : { system: 'web', kind: 'webapp' },
};

const added = [
  newOops('OOPS-1CH1', { ...NOT_A_BRANCH, reporter: 'CH', referrer: 'https://bugs.launchpad.net/' }),
  newOops('OOPS-1CH2', { type: 'KeyError', value: 'x', reporter: 'CH', referrer: 'https://example.com/' }),
  newOops('OOPS-1A1', { ...NOT_A_BRANCH, reporter: 'A' }),
];
const ids = added.map(({ oops }) => oops.id);

describe('refreshDerived', () => {
  it('makes the database as if it had been loaded under the new config', () => {
    const changed = databaseOf(added);
    const fresh = databaseOf(added, CODEHOSTING);
    expect(findOops(changed, 'OOPS-1CH1')?.signature).not.toEqual(findOops(fresh, 'OOPS-1CH1')?.signature);
    refreshDerived(changed, CODEHOSTING);
    expect(ids.map((id) => findOops(changed, id))).toEqual(
      ids.map((id) => ({ ...findOops(fresh, id), exceptionId: expect.anything() })),
    );
    expect(listReporters(changed).map(({ name, system, kind }) => [name, system, kind])).toEqual([
      ['A', 'web', 'webapp'],
      ['CH', 'codehosting', 'codehosting'],
    ]);
  });

  it('and back again', () => {
    const db = databaseOf(added);
    refreshDerived(db, SETTINGS);
    const before = ids.map((id) => findOops(db, id));
    refreshDerived(db, CODEHOSTING);
    refreshDerived(db, SETTINGS);
    expect(ids.map((id) => findOops(db, id))).toEqual(before);
  });

  it('follows the hosts that count as our own', () => {
    const db = databaseOf(added);
    const local = () => ids.map((id) => findOops(db, id)?.isLocalReferrer);
    refreshDerived(db, SETTINGS);
    expect(local()).toEqual([true, false, false]);
    refreshDerived(db, { ...SETTINGS, localReferrers: ['example.com'] });
    expect(local()).toEqual([false, true, false]);
    refreshDerived(db, { ...SETTINGS, localReferrers: [] });
    expect(local()).toEqual([false, false, false]);
  });

  it('writes nothing when nothing has changed', () => {
    const db = databaseOf(added);
    refreshDerived(db, SETTINGS);
    const before = db.prepare('SELECT total_changes()').pluck().get();
    refreshDerived(db, SETTINGS);
    expect(db.prepare('SELECT total_changes()').pluck().get()).toBe(before);
  });
});
