import { afterAll, expect, it } from 'vitest';
import { BUILT_IN_RULES, extendRules } from '../../../../src/oops/classes/rules.js';
import { createClickHouseStore } from '../../../../src/store/clickhouse/clickhouse-store.js';
import { refreshSignatures } from '../../../../src/store/clickhouse/signing/refresh-signatures.js';
import { nameRules } from '../../../../src/store/clickhouse/signing/signing.js';
import { sayWords } from '../../../../src/store/clickhouse/words.js';
import { write } from '../../../../src/store/clickhouse/writes.js';
import type { DerivationSettings } from '../../../../src/store/derivation-settings.js';
import { describeWithClickHouse } from '../../../support/clickhouse/clickhouse-parts.js';
import { AT, newOops, SETTINGS } from '../../../support/sample-oops.js';
import { createDatabasePool } from '../database-pool.js';
import { fill } from '../fill-store.js';

const OOPSES = [
  newOops('OOPS-1A1', { reporter: 'CODE', type: 'NotBranchError', value: 'no /push-branches/1/2 here' }),
  newOops('OOPS-1A2', { reporter: 'CODE', type: 'NotBranchError', value: 'no /push-branches/3/4 here' }),
  newOops('OOPS-1B1', { reporter: 'WEB', type: 'KeyError', value: 'basket 17', time: AT + 1 }),
  newOops('OOPS-1B2', { reporter: 'WEB', type: 'KeyError', value: 'basket 18', time: AT + 2 }),
];

/** What is counted where CODE is a system of code hosting, whose values name branches, and where baskets have no numbers. */
const OTHERS: DerivationSettings = {
  ...SETTINGS,
  describeReporter: (system) => ({ system, kind: system === 'CODE' ? 'codehosting' : 'webapp' }),
  rules: extendRules({
    ...{ classification: [], kindClassification: [] },
    signatures: [{ pattern: { source: '\\bbasket \\d+' }, replacement: 'basket $$N' }],
  }),
};

describeWithClickHouse('signatures by other rules than those of the writer', () => {
  for (const shards of [1, 2] as const) {
    const pool = createDatabasePool(shards);
    afterAll(() => pool.drop());

    it(`are those that the config gives now, and events stay as they were: ${shards} of shards`, async () => {
      const { connection, release } = await pool.take();
      await fill(connection, { oopses: OOPSES });
      const rules = nameRules(BUILT_IN_RULES.signatures)('webapp');
      await write(connection, (writing) =>
        sayWords(
          writing,
          'signed',
          ['code', 'web'].map((reporter) => ({
            key: JSON.stringify([reporter, rules]),
            value: { reporter, rules },
          })),
        ),
      );
      const count = async (settings: DerivationSettings) => {
        await refreshSignatures(connection, settings);
        const store = createClickHouseStore(connection, settings);
        return await store.snapshot(async (data) => {
          const counts = await data.countSignatures([{ start: 0, end: 8e15 }], ['CODE', 'WEB']);
          const first = await data.firstSeen(counts.keys());
          return Array.from(counts, ([one, times]) => [one.value, times, first.get(one)]).sort();
        });
      };
      expect(await count(OTHERS)).toEqual([
        ['basket $N', 2, AT + 1],
        ['no $BRANCH here', 2, AT],
      ]);
      expect(await count(SETTINGS)).toEqual([
        ['basket 17', 1, AT + 1],
        ['basket 18', 1, AT + 2],
        ['no /push-branches/1/2 here', 1, AT],
        ['no /push-branches/3/4 here', 1, AT],
      ]);
      await connection.close();
      release();
    });
  }
});
