import { describe, expect, it } from 'vitest';
import { extendRules } from '../../../../src/oops/classes/rules.js';
import type { DerivationSettings } from '../../../../src/store/derivation-settings.js';
import { findOops } from '../../../../src/store/sqlite/single/oopses.js';
import { refreshDerived } from '../../../../src/store/sqlite/tables/derived.js';
import { listReporters } from '../../../../src/store/sqlite/tables/reporters.js';
import { databaseOf, newOops, SETTINGS } from '../../../support/sample-oops.js';

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
    expect(findOops(changed, 'OOPS-1CH1')?.stored.signature).not.toEqual(
      findOops(fresh, 'OOPS-1CH1')?.stored.signature,
    );
    refreshDerived(changed, CODEHOSTING);
    expect(ids.map((id) => findOops(changed, id))).toEqual(ids.map((id) => findOops(fresh, id)));
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
    const local = () => ids.map((id) => findOops(db, id)?.stored.isLocalReferrer);
    refreshDerived(db, SETTINGS);
    expect(local()).toEqual([true, false, false]);
    refreshDerived(db, { ...SETTINGS, localReferrers: ['example.com'] });
    expect(local()).toEqual([false, true, false]);
    refreshDerived(db, { ...SETTINGS, localReferrers: [] });
    expect(local()).toEqual([false, false, false]);
  });

  it('classifies and signs anew by the rules of the config', () => {
    const oopses = [
      newOops('OOPS-1A1', { type: 'BadToken', value: 'token 12', url: 'https://launchpad.net/+login' }),
      newOops('OOPS-1A2', { type: 'BadToken', value: 'token 13', url: 'https://launchpad.net/' }),
      newOops('OOPS-1A3', { type: 'NotFound', value: 'x', informational: true }),
      newOops('OOPS-1A4', { type: null }),
    ];
    const rules = extendRules({
      classification: [
        { class: 'user-generated-errors', types: ['BadToken'], url: /\+login/ },
        { class: 'pages-not-found', types: ['NotFound'], informational: true },
        { class: 'unauthorized-errors', types: [''] },
      ],
      kindClassification: [],
      signatures: [{ types: ['BadToken'], pattern: /token \d+/g, replacement: 'token $N' }],
    });
    const own = { ...SETTINGS, rules };
    const db = databaseOf(oopses);
    const derived = (of: typeof db) =>
      oopses.map(({ oops: { id } }) => {
        const found = findOops(of, id);
        return [found?.stored.class, found?.stored.signature.value];
      });
    refreshDerived(db, SETTINGS);
    const before = derived(db);
    refreshDerived(db, own);
    expect(derived(db)).toEqual([
      ['user-generated-errors', 'token $N'],
      ['exceptions', 'token $N'],
      ['pages-not-found', 'x'],
      ['unauthorized-errors', ''],
    ]);
    expect(derived(databaseOf(oopses, own))).toEqual(derived(db));
    refreshDerived(db, SETTINGS);
    expect(derived(db)).toEqual(before);
  });

  it('writes nothing when nothing has changed', () => {
    const db = databaseOf(added);
    refreshDerived(db, SETTINGS);
    const before = db.prepare('SELECT total_changes()').pluck().get();
    refreshDerived(db, SETTINGS);
    expect(db.prepare('SELECT total_changes()').pluck().get()).toBe(before);
  });
});
