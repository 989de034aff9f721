import fc from 'fast-check';
import { expect, it } from 'vitest';
import { OOPS_CLASSES } from '../../../src/oops/classes/classification-rules.js';
import { FILTERS, type FilterName } from '../../../src/questions/filters.js';
import { KEY_NAMES, readKeys } from '../../../src/questions/keys.js';
import type { Answer, Question } from '../../../src/questions/question.js';
import { openDatabase } from '../../../src/store/sqlite/opening/database.js';
import { createSqliteStore } from '../../../src/store/sqlite/sqlite-store.js';
import { createOopsWriter } from '../../../src/store/sqlite/writing/oops-writer.js';
import type { Store } from '../../../src/store/store.js';
import type { NewOops } from '../../../src/store/stored-oops.js';
import { AT, newOops, SETTINGS } from '../../support/sample-oops.js';
import type { OpenFilledStore } from './filled-store.js';
import { runs } from './runs.js';

const NOTHING: Question = {
  ...{ from: null, to: null, filters: [], text: null, groupBy: null, distinct: [], columns: null },
  ...{ sort: null, limit: 1000 },
};

/** Numbers that mean something in one database alone. */
const OWN_NUMBERS = ['seq', 'signature_id'];
const NAMES = KEY_NAMES.filter((name) => !OWN_NUMBERS.includes(name));

/** One of some values, the same for the same number. */
const pick = <T>(values: readonly T[], number: number): T => values[number % values.length] as T;

const TYPES = ['KeyError', 'NotFound', 'TimeoutError', null, 'Müller', 'x', 'keyerror', ''];
const TEXTS = [
  'a',
  'B',
  'b',
  '',
  null,
  '𝒳',
  '\ufb00',
  'a_b%',
  'a\nb',
  "it's \\",
  'É',
  'é',
  'https://launchpad.net/+bugs',
];

/** OOPSes of many kinds: some of one moment, some long ago and far ahead, some of ids in another case. */
function manyOopses(): NewOops[] {
  return Array.from({ length: 240 }, (_, n) => {
    const time = AT + Math.floor(((n * 7919) % 300) / 3) * 401_237 - 50_000_000;
    const far = pick([-62_167_219_200_001, -1, 0, 253_402_300_799_999, 253_402_300_800_000, 8.64e15], n);
    return newOops(`${pick(['OOPS', 'oops', 'Oops'], n)}-${n.toString(16)}X${(n * 7919) % 1000}`, {
      time: n % 40 === 7 ? far : time,
      type: pick(TYPES, n * 5),
      value: pick(TEXTS, n * 3 + Math.floor(n / 11)),
      causes: pick([[], [{ type: 'OSError', value: null }]], n),
      fingerprint: pick([null, ['a', 'b']], Math.floor(n / 9)),
      isEvent: n % 5 === 0,
      reporter: pick(['A', 'b', 'B1', 'ü*', null], n),
      topic: pick(TEXTS, Math.floor(n / 3)),
      url: pick([...TEXTS, 'https://launchpad.net/@@x'], Math.floor(n / 7)),
      method: pick(['GET', 'POST', null], n),
      username: pick(['mark', null, '', 'Mark'], Math.floor(n / 2)),
      userAgent: pick(['Googlebot/2.1', 'Mozilla/5.0 Firefox/4.0', null], Math.floor(n / 5)),
      referrer: pick(['https://launchpad.net/', 'https://a.launchpad.net/', 'https://example.com/', null], n),
      durationSeconds: pick([null, 0, 1.5, 2.25, 7, 0.001], Math.floor(n / 4)),
      statementsCount: (n * 13) % 250,
      mostExpensiveStatement: pick(['SELECT $INT', null], n),
      branchNick: pick(['launchpad', null], n),
      revno: pick(['13891', '13900', null, '9'], Math.floor(n / 6)),
      hostname: pick(['app1', 'app2', null], Math.floor(n / 8)),
      informational: n % 9 === 0,
      lastOops: pick(['OOPS-1A1', null], n),
      clockOffset: pick([null, -20, 0, 1500], n),
      traceback: pick(['File "x.py"\n  raise KeyError', null], n),
    });
  });
}

const OOPSES = manyOopses();

/** Has every third OOPS belong to an outage. */
async function attribute(store: Store): Promise<void> {
  await store.changeAttributions(async (_, writer) => {
    writer.clearAll();
    for (const outage of ['fdt-0', 'fdt-1', 'Fdt-2']) writer.clear(outage);
    OOPSES.forEach(({ oops: { id }, time }, n) => {
      if (n % 3 !== 0) return;
      writer.add(
        { id, time },
        {
          outage: pick(['fdt-0', 'fdt-1', 'Fdt-2'], n / 3),
          phase: pick(['downtime', 'partial', 'shutdown'] as const, n),
          relation: pick(['during', 'recovery'], n),
          disposition: pick(['expected', 'background', 'unexpected'], Math.floor(n / 5)),
          isSuppressed: n % 7 > 0,
        },
      );
    });
    writer.finish('a test');
  });
}

const VALUES: Readonly<Partial<Record<FilterName, readonly string[]>>> = {
  id: ['OOPS-1*', 'oops-2X838', 'OOPS-1X919', '*x*9'],
  value: ['^[ab]$', '^$', 'a.b', '(?i)É', '\\w+_', "'s \\\\$", '[^\\x00-\\x7f]'],
  signature: ['KeyError*', '*: b', 'none', '["KeyError","b"]', '["","a"]', ': a'],
  class: OOPS_CLASSES,
  robots: ['yes', 'no', 'only'],
  statements: ['>100', '<=5', '0', '>=1'],
  duration: ['>1.5', '0', '<2', '=2.25', '0.001'],
  outage: ['any', 'none', 'fdt-1', 'FDT-*', 'nowhere'],
  phase: ['downtime', 'partial'],
  relation: ['during', 'recovery'],
  disposition: ['expected', 'background'],
  suppressed: ['yes', 'no', 'only'],
};
const ANY_TEXT = [
  'a',
  'B',
  '*',
  '',
  'KeyError',
  '*e*',
  'a_*',
  'mark',
  'launchpad',
  'https://*',
  'É',
  'ü?',
  '*\\',
  'a*b',
];

const filters = fc.constantFrom(...(Object.keys(FILTERS) as FilterName[])).chain((name) =>
  fc.record({
    name: fc.constant(name),
    values: fc.uniqueArray(fc.constantFrom(...(VALUES[name] ?? ANY_TEXT)), { minLength: 1, maxLength: 2 }),
    negated: fc.boolean(),
  }),
);
const keys = (names: readonly string[], minLength: number) =>
  fc
    .uniqueArray(fc.constantFrom(...names), { minLength, maxLength: 3 })
    .map((some) => (some.length === 0 ? [] : readKeys('--columns', some.join(','))));
const period = fc.constantFrom<[number | null, number | null]>(
  [null, null],
  [AT - 40_000_000, null],
  [null, AT - 20_000_000],
  [AT - 40_000_000, AT - 20_000_000],
);
const sign = fc.constantFrom('', '-');

const groups = fc
  .record({ keys: keys(NAMES, 0), distinct: keys(KEY_NAMES, 0), sign, sort: fc.nat() })
  .map(({ keys, distinct, sign, sort }) => {
    const counts = ['count', 'suppressed_count', ...distinct.map(({ name }) => `distinct_${name}`)];
    const names = [...keys.map(({ name }) => name), ...counts];
    return { groupBy: keys, distinct, columns: null, sort: sort % 2 ? null : `${sign}${pick(names, sort)}` };
  });
const lists = fc.record({ keys: keys(NAMES, 1), sign, sort: fc.nat() }).map(({ keys, sign, sort }) => {
  const names = keys.map(({ name }) => name);
  return {
    ...{ groupBy: null, distinct: [], columns: keys },
    sort: sort % 3 ? `${sign}${pick(names, sort)}` : null,
  };
});

/** A store that is asked, and what SQLite says of the same OOPSes. */
interface Asked {
  readonly ask: (given: Partial<Question>) => Promise<Answer>;
  /** Asks both, and expects the same. */
  readonly compare: (given: Partial<Question>) => Promise<void>;
}

/** What questions of people have to be answered with: the same in every engine, in the same order. */
export function describeQuestions(open: OpenFilledStore): void {
  const withStores = async (work: (stores: Asked) => Promise<void>) => {
    const [{ store }, sqlite] = [await open({ oopses: OOPSES }), openSqlite()];
    try {
      for (const one of [store, sqlite]) await attribute(one);
      await store.snapshot((data) =>
        sqlite.snapshot((same) => {
          const ask = (given: Partial<Question>) => data.answer({ ...NOTHING, ...given });
          const compare = async (given: Partial<Question>) => {
            expect([given, await ask(given)]).toEqual([given, await same.answer({ ...NOTHING, ...given })]);
          };
          return work({ ask, compare });
        }),
      );
    } finally {
      await store.close();
      await sqlite.close();
    }
  };

  it.each([
    ['counts', groups],
    ['lists', lists],
  ])('%s as SQLite does, in the same order', (_, shapes) =>
    withStores(({ compare }) =>
      fc.assert(
        fc.asyncProperty(
          shapes,
          fc.array(filters, { maxLength: 2 }),
          period,
          fc.constantFrom(1, 7, 100, 5000),
          (shape, some, [from, to], limit) => compare({ ...shape, filters: some, from, to, limit }),
        ),
        { numRuns: runs(60) },
      ),
    ),
  );

  it('groups by every key, and counts its values', () =>
    withStores(async ({ compare }) => {
      for (const name of NAMES) {
        const groupBy = readKeys('--group-by', name);
        await compare({ groupBy, distinct: readKeys('--distinct', 'id') });
        await compare({ groupBy: [], distinct: readKeys('--distinct', name) });
        await compare({ groupBy, sort: `-${name}` });
      }
    }));

  it('lists and sorts by every key', () =>
    withStores(async ({ compare }) => {
      for (const name of NAMES) {
        const columns = readKeys('--columns', name === 'id' ? 'id' : `id,${name}`);
        for (const sort of [null, name, `-${name}`]) await compare({ columns, sort });
      }
    }));

  it('finds by every filter, and its opposite', () =>
    withStores(async ({ compare }) => {
      const columns = readKeys('--columns', 'id');
      for (const name of Object.keys(FILTERS) as FilterName[]) {
        for (const value of VALUES[name] ?? ANY_TEXT) {
          for (const negated of [false, true]) {
            await compare({ filters: [{ name, values: [value], negated }], columns });
          }
        }
      }
    }));

  it('names the first file of an OOPS that lies in several: of the folder that was met first', async () => {
    const { store } = await open({});
    const files = ['/z/2', '/a/1', '/z/1', '/a/0'].map((path) => path.split('/').slice(1));
    await store.load({ startedAt: AT, clock: () => AT, exists: () => true }, async (loader) => {
      for (const [folder, name = ''] of files) {
        const place = { directory: `/${folder}`, name };
        const oops = newOops('OOPS-1A1', {}, { directory: place.directory, fileName: name });
        const read = { kind: 'oops', oops, stamp: { size: 1, modifiedAt: 0 } } as const;
        await loader.put([{ ...place, line: 0, before: null, read }]);
      }
    });
    const path = readKeys('--columns', 'path');
    for (const given of [{ columns: path }, { groupBy: path }, { columns: path, sort: 'path' }]) {
      const { rows } = await store.snapshot((data) => data.answer({ ...NOTHING, ...given }));
      expect(rows.map(([first]) => first)).toEqual(['/z/1']);
    }
    await store.close();
  });

  it('finds a signature by its number', () =>
    withStores(async ({ ask }) => {
      const groupBy = readKeys('--group-by', 'signature_id,signature');
      const counted = (await ask({ groupBy })).rows;
      expect(counted.length).toBeGreaterThan(20);
      for (const [number, signature, count] of counted.slice(0, 20)) {
        const filters = [{ name: 'signature' as const, values: [String(number)], negated: false }];
        const found = await ask({ groupBy: readKeys('--group-by', 'signature'), filters });
        expect(found.rows.map((row) => row.slice(0, 2))).toEqual([[signature, count]]);
      }
      const none = [{ name: 'signature' as const, values: ['99999999999999999999'], negated: false }];
      expect((await ask({ filters: none })).rows).toEqual([]);
    }));

  it('numbers OOPSes in the order of loading', () =>
    withStores(async ({ ask }) => {
      const { rows } = await ask({ columns: readKeys('--columns', 'seq,id'), sort: 'seq' });
      expect(rows.map(([, id]) => id)).toEqual(OOPSES.map(({ oops }) => oops.id));
      expect(rows.every(([seq]) => Number.isSafeInteger(seq))).toBe(true);
      expect(new Set(rows.map(([seq]) => seq)).size).toBe(rows.length);
    }));

  it('says when there are more rows, and only then', () =>
    withStores(async ({ ask }) => {
      const system = { filters: [{ name: 'system', values: ['a'], negated: false } as const] };
      const all = (await ask(system)).rows.length;
      expect(all).toBeGreaterThan(1);
      expect((await ask({ ...system, limit: all })).truncated).toBe(false);
      expect((await ask({ ...system, limit: all - 1 })).truncated).toBe(true);
    }));

  it('counts nothing as one group where there are no keys', () =>
    withStores(async ({ ask }) => {
      const nobody = [{ name: 'system', values: ['nobody'], negated: false } as const];
      const distinct = readKeys('--distinct', 'type');
      expect(await ask({ groupBy: [], distinct, filters: nobody })).toEqual({
        columns: ['count', 'suppressed_count', 'distinct_type'],
        rows: [[0, 0, 0]],
        truncated: false,
      });
    }));
}

/** The same OOPSes in SQLite. */
function openSqlite(): Store {
  const { db } = openDatabase(':memory:');
  const writer = createOopsWriter(db, SETTINGS);
  writer.transaction(() => OOPSES.forEach((one) => void writer.insert(one, AT)));
  return createSqliteStore(db, SETTINGS);
}
