import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { OOPS_CLASSES } from '../../../../src/oops/classes/classification-rules.js';
import { FILTERS, type Filter, type FilterName } from '../../../../src/questions/filters.js';
import { KEY_NAMES, readKeys } from '../../../../src/questions/keys.js';
import type { Question, Value } from '../../../../src/questions/question.js';
import { askOopses } from '../../../../src/store/sqlite/answer/answer.js';
import { buildQuery } from '../../../../src/store/sqlite/answer/build-query.js';
import { BLOCK_SIZE, sealBlocks } from '../../../../src/store/sqlite/blocks/fact-block.js';
import type { Db } from '../../../../src/store/sqlite/db.js';
import { AT, databaseOf, newOops, SETTINGS } from '../../../support/sample-oops.js';

/** One of some values, the same for the same number. */
const pick = <T>(values: readonly T[], number: number): T => values[number % values.length] as T;

const TYPES = ['KeyError', 'NotFound', 'TimeoutError', null, 'Müller', 'x'];
const TEXTS = ['a', 'B', 'b', '', null, '𝒳', '\ufb00', 'a_b%', 'https://launchpad.net/+bugs'];

/** More OOPSes than a block holds, of many kinds, some of one moment, some deleted, some of outages. */
function manyOopses(): Db {
  const db = databaseOf(
    Array.from({ length: BLOCK_SIZE + 300 }, (_, n) =>
      newOops(`OOPS-${n.toString(16)}X${(n * 7919) % 1000}`, {
        time: AT + Math.floor(((n * 7919) % 5000) / 3) * 40_123 - 50_000_000,
        type: pick(TYPES, n * 5),
        value: pick(TEXTS, n * 3 + Math.floor(n / 11)),
        reporter: pick(['A', 'b', 'B', null], n),
        topic: pick(TEXTS, Math.floor(n / 3)),
        url: pick(TEXTS, Math.floor(n / 7)),
        method: pick(['GET', 'POST', null], n),
        username: pick(['mark', null, ''], Math.floor(n / 2)),
        userAgent: pick(['Googlebot/2.1', 'Mozilla/5.0 Firefox/4.0'], Math.floor(n / 5)),
        referrer: pick(['https://launchpad.net/', 'https://example.com/', null], n),
        durationSeconds: pick([null, 0, 1.5, 2.25, 7], Math.floor(n / 4)),
        statementsCount: (n * 13) % 250,
        branchNick: pick(['launchpad', null], n),
        revno: pick(['13891', '13900', null], Math.floor(n / 6)),
        hostname: pick(['app1', 'app2', null], Math.floor(n / 8)),
        informational: n % 9 === 0,
      }),
    ),
    {
      ...SETTINGS,
      describeReporter: (system) => ({ system, kind: system === 'b' ? 'codehosting' : 'webapp' }),
    },
  );
  db.exec(`
    INSERT INTO stored_attribution
      SELECT id, 'fdt-' || id % 3, iif(id % 2, 'downtime', 'partial'), iif(id % 4, 'during', 'recovery'),
        iif(id % 5, 'expected', 'unexpected'), id % 7 > 0
      FROM stored_oops WHERE id % 3 = 0;
    DELETE FROM stored_oops WHERE id % 50 = 0`);
  sealBlocks(db);
  return db;
}

/** The answer that the SQL of a question gives when nothing but SQL answers it. */
function askSql(db: Db, question: Question): readonly (readonly Value[])[] {
  const { sql, parameters } = buildQuery(question);
  return (db.prepare(sql).raw().all(parameters) as Value[][]).slice(0, question.limit);
}

const VALUES: Readonly<Partial<Record<FilterName, readonly string[]>>> = {
  id: ['OOPS-1*', 'OOPS-2X838'],
  value: ['^[ab]$', '^$'],
  signature: ['1', 'KeyError*', '*: b', 'none'],
  class: OOPS_CLASSES,
  robots: ['yes', 'no', 'only'],
  statements: ['>100', '<=5', '0', '>=1'],
  duration: ['>1.5', '0', '<2'],
  outage: ['any', 'none', 'fdt-1', 'FDT-*'],
  phase: ['downtime', 'partial'],
  relation: ['during', 'recovery'],
  disposition: ['expected', 'background'],
  suppressed: ['yes', 'no', 'only'],
};
const ANY_TEXT = ['a', 'B', '*', '', 'KeyError', '*e*', 'a_*', 'mark', 'launchpad', 'https://*'];

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
  [AT - 40_000_000, AT - 20_000_000],
);
const sign = fc.constantFrom('', '-');

const groups = fc
  .record({ keys: keys(KEY_NAMES, 0), distinct: keys(KEY_NAMES, 0), sign, sort: fc.nat() })
  .map(({ keys, distinct, sign, sort }) => {
    const names = [...keys.map(({ name }) => name), 'count', 'suppressed_count'];
    return { groupBy: keys, distinct, columns: null, sort: sort % 2 ? null : `${sign}${pick(names, sort)}` };
  });
const lists = fc.record({ keys: keys(KEY_NAMES, 1), sign, sort: fc.nat() }).map(({ keys, sign, sort }) => {
  const names = keys.map(({ name }) => name);
  return {
    groupBy: null,
    distinct: [],
    columns: keys,
    sort: sort % 3 ? `${sign}${pick(names, sort)}` : null,
  };
});

describe('askOopses', () => {
  const db = manyOopses();
  askOopses(db, { ...question(), groupBy: [] });

  function question(): Question {
    const none = { from: null, to: null, filters: [] as Filter[], text: null, groupBy: null };
    return { ...none, distinct: [], columns: null, sort: null, limit: 100 };
  }

  it.each([
    ['counts', groups],
    ['lists', lists],
  ])('%s in blocks as SQL does, in the same order', (_, shapes) => {
    fc.assert(
      fc.property(
        shapes,
        fc.array(filters, { maxLength: 2 }),
        period,
        fc.constantFrom(1, 7, 100, 5000),
        (shape, some, [from, to], limit) => {
          const asked: Question = { ...question(), ...shape, filters: some, from, to, limit };
          expect(askOopses(db, asked).rows).toEqual(askSql(db, asked));
        },
      ),
      { numRuns: 120 },
    );
  });

  it.each(KEY_NAMES)('groups by %s as SQL does', (name) => {
    const asked = { ...question(), groupBy: readKeys('--group-by', name), limit: 5000 };
    expect(askOopses(db, asked).rows).toEqual(askSql(db, asked));
  });

  it.each(Object.keys(FILTERS) as FilterName[])('finds by --%s and its opposite what SQL finds', (name) => {
    for (const value of VALUES[name] ?? ANY_TEXT) {
      for (const negated of [false, true]) {
        const asked = { ...question(), filters: [{ name, values: [value], negated }], groupBy: [] };
        expect([value, ...askOopses(db, asked).rows]).toEqual([value, ...askSql(db, asked)]);
      }
    }
  });

  it.each(['time', 'time_ms', 'duration_seconds', 'statements_count', 'type'])(
    'sorts by %s as SQL does',
    (name) => {
      for (const sort of [name, `-${name}`]) {
        const filters: Filter[] = [{ name: 'robots', values: ['no'], negated: false }];
        const columns = readKeys('--columns', `id,${name}`);
        const asked = { ...question(), filters, columns, sort, limit: 20 };
        expect([sort, askOopses(db, asked).rows]).toEqual([sort, askSql(db, asked)]);
      }
    },
  );

  it('says when there are more rows, and only then', () => {
    const asked = { ...question(), filters: [{ name: 'system', values: ['A'], negated: false } as const] };
    const all = askOopses(db, { ...asked, limit: 5000 }).rows.length;
    expect(askOopses(db, { ...asked, limit: all }).truncated).toBe(false);
    expect(askOopses(db, { ...asked, limit: all - 1 }).truncated).toBe(true);
  });

  it('counts what came, changed and went since', () => {
    const small = databaseOf([
      newOops('OOPS-1A1', { reporter: 'A' }),
      newOops('OOPS-1A2', { reporter: 'A' }),
    ]);
    const count = () => askOopses(small, { ...question(), groupBy: readKeys('--group-by', 'system') }).rows;
    expect(count()).toEqual([['A', 2, 0]]);
    small.exec("DELETE FROM stored_oops WHERE oops_id = 'OOPS-1A1'; UPDATE reporter SET system = 'new'");
    small.exec("INSERT INTO stored_attribution VALUES (2, 'fdt-1', 'downtime', 'during', 'expected', 1)");
    expect(count()).toEqual([['new', 1, 1]]);
  });
});
