import { afterAll, expect, it, onTestFinished } from 'vitest';
import { extendRules } from '../../../../src/oops/classes/rules.js';
import type { SummaryKind } from '../../../../src/oops/oops.js';
import { readKeys } from '../../../../src/questions/keys.js';
import type { Question } from '../../../../src/questions/question.js';
import { createClickHouseStore } from '../../../../src/store/clickhouse/clickhouse-store.js';
import { refreshSignatures } from '../../../../src/store/clickhouse/signing/refresh-signatures.js';
import { nameRules } from '../../../../src/store/clickhouse/signing/signing.js';
import { sayWords } from '../../../../src/store/clickhouse/words.js';
import { write } from '../../../../src/store/clickhouse/writes.js';
import type { DerivationSettings } from '../../../../src/store/derivation-settings.js';
import { createSqliteStore } from '../../../../src/store/sqlite/sqlite-store.js';
import type { Store } from '../../../../src/store/store.js';
import { describeWithClickHouse } from '../../../support/clickhouse/clickhouse-parts.js';
import { AT, databaseOf, newOops, SETTINGS } from '../../../support/sample-oops.js';
import { createDatabasePool } from '../database-pool.js';
import { fill } from '../fill-store.js';

const KINDS: Readonly<Record<string, SummaryKind>> = {
  ...{ code: 'codehosting', watch: 'checkwatches', one: 'ubuntuone' },
};

/** Reporters of several kinds, two of them of one system, and values that are normalised in another way. */
const OTHER: DerivationSettings = {
  describeReporter: (name) => {
    const system = name.replace(/\d$/, '');
    return { system, kind: KINDS[system] ?? 'webapp' };
  },
  localReferrers: ['Example.com', 'launchpad.net'],
  rules: extendRules({
    ...{ classification: [], kindClassification: [] },
    signatures: [{ pattern: { source: 'basket \\d+' }, replacement: 'basket $$N' }],
  }),
};

const REFERRERS = ['https://www.example.com/', 'https://notexample.com/', 'https://launchpad.net/', null];
const REPORTERS = ['web', 'code1', 'code2', 'watch', 'one', "it's"];
const OOPSES = REPORTERS.flatMap((reporter, r) =>
  ['TimeoutError', 'InvalidBugId', 'ValueError', 'NotFound', null].map((type, t) =>
    newOops(`OOPS-1A${r}B${t}`, {
      ...{ reporter, type, value: `basket ${r * t}`, url: t === 2 ? 'https://launchpad.net/@@x' : null },
      referrer: REFERRERS[(r + t) % 4] ?? null,
    }),
  ),
);

/** As who writes says it, so that it is known by which rules OOPSes were signed. */
function sayRules(writing: Parameters<Parameters<typeof write>[1]>[0]): Promise<void> {
  const rules = nameRules(SETTINGS.rules.signatures)('webapp');
  const sayings = REPORTERS.map((reporter) => ({
    key: JSON.stringify([reporter, rules]),
    value: { reporter, rules },
  }));
  return sayWords(writing, 'signed', sayings);
}

/** Has some belong to an outage. */
function attributeSome(store: Store): Promise<void> {
  return store.changeAttributions(async (_, writer) => {
    writer.clear('fdt');
    for (const { oops } of OOPSES.filter((_, index) => index % 3 === 0)) {
      const claim = { phase: 'downtime', relation: 'during', disposition: 'expected' } as const;
      writer.add({ id: oops.id, time: AT }, { outage: 'fdt', ...claim, isSuppressed: true });
    }
  });
}

describeWithClickHouse('what follows from the config', () => {
  const pool = createDatabasePool(2);
  afterAll(() => pool.drop());

  it('is asked as it stands, and not as it stood when OOPSes were written', async () => {
    const { connection, release } = await pool.take();
    await fill(connection, { oopses: OOPSES });
    await write(connection, sayRules);
    await refreshSignatures(connection, OTHER);
    const clickHouse = createClickHouseStore(connection, OTHER);
    const sqlite = createSqliteStore(databaseOf(OOPSES, OTHER), OTHER);
    onTestFinished(async () => {
      await clickHouse.close();
      await sqlite.close();
      release();
    });
    const ask = (store: Store, given: Partial<Question>) =>
      store.snapshot((data) =>
        data.answer({
          ...{ from: null, to: null, filters: [], text: null, groupBy: null, distinct: [], columns: null },
          ...{ sort: null, limit: 1000, ...given },
        }),
      );
    const compare = async (given: Partial<Question>) => {
      const found = await ask(clickHouse, given);
      expect([given, found]).toEqual([given, await ask(sqlite, given)]);
      return found.rows;
    };

    for (const isAttributed of [false, true]) {
      if (isAttributed) for (const store of [clickHouse, sqlite]) await attributeSome(store);
      const groupBy = readKeys('--group-by', 'system,class,is_local_referrer');
      expect((await compare({ groupBy })).length).toBeGreaterThan(15);
      await compare({ groupBy: readKeys('--group-by', 'signature') });
      const columns = readKeys('--columns', 'id,signature,class,outage,is_local_referrer,path');
      expect((await compare({ columns, sort: '-signature' }))[0]?.[1]).toBe('ValueError: basket $N');
    }
    for (const value of ['exceptions', 'remote-errors', 'value-errors', 'remote-checkwatches-warnings']) {
      const filters = [{ name: 'class', values: [value], negated: false } as const];
      expect((await compare({ filters })).length).toBeGreaterThan(0);
    }
    for (const value of ['CODE', 'c*', '*t*', 'code1', '', '*e*d*', 'web*web']) {
      await compare({ filters: [{ name: 'system', values: [value], negated: false }] });
      await compare({ filters: [{ name: 'reporter', values: [value], negated: true }] });
    }
  });
});
