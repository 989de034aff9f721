import { cpSync, mkdtempSync, readdirSync, rmSync, utimesSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';
import { sharedShards } from '../../support/clickhouse/clickhouse.js';
import { describeWithClickHouse } from '../../support/clickhouse/clickhouse-parts.js';
import { freshDatabase } from '../../support/clickhouse/fresh-database.js';
import { CLUSTER, PASSWORD, USER } from '../../support/clickhouse/server-config.js';
import { type Run, run } from '../../support/run.js';

const DATA = fileURLToPath(new URL('../../../data/', import.meta.url));
/** When the files of a sample came here, as with a clone. */
const CLONED = new Date('2026-11-19T05:00:00Z');

/** The samples, with what loads them, and the questions that are asked of each. */
const SAMPLES = [
  {
    name: 'incident-2011-09-08',
    now: Date.parse('2011-09-09T06:00:00Z'),
    loading: ['ingest reports', 'windows import windows.csv'],
    questions: [
      'daily 2011-09-08',
      'daily 2011-09-08 --format json',
      'daily 2011-09-07 --format json',
      'outage 2011-09-08 --as-of 2011-09-08T10:55Z',
      'outage 2011-09-08 --as-of 2011-09-08T10:55Z --format json',
      'outage 2011-09-08 --as-of 2011-09-08T08:56Z --format json',
      'outages --format json',
      'show OOPS-2077A101',
      'query --group-by system,type --format json',
    ],
  },
  {
    name: 'incident-2026-11-18',
    now: Date.parse('2026-11-19T06:00:00Z'),
    loading: ['ingest logs', 'windows import maintenances.json'],
    questions: [
      'daily 2026-11-18 --as-of 2026-11-18T11:00Z',
      'daily 2026-11-18 --as-of 2026-11-18T11:00Z --format json',
      'outage latest --as-of 2026-11-18T11:00Z',
      'outage latest --as-of 2026-11-18T11:00Z --format json',
      'outages --format json',
      'windows list --format json',
      'windows log maintenance-7x2kq9d1m4fz --format json',
      'windows detect --format json',
      'rejects --format json',
      'query --text connection --limit 20 --format json',
      'query --group-by system,hour --format json',
      'query --outage any --columns id,outage,disposition,suppressed --format json',
    ],
  },
];

/** A folder with a copy of a sample, in which the program is run. */
function copySample(name: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'oops-report-'));
  cpSync(join(DATA, name), folder, { recursive: true });
  for (const place of readdirSync(folder, { recursive: true, encoding: 'utf8' }))
    utimesSync(join(folder, place), CLONED, CLONED);
  return folder;
}

describeWithClickHouse('reports over ClickHouse', () => {
  describe.each(SAMPLES)('of $name', ({ name, now, loading, questions }) => {
    describe.each([{ shards: 1 }, { shards: 2 }])('on $shards shards', ({ shards }) => {
      let folder = '';
      let address = '';
      const ask = (db: string, question: string): Promise<Run> =>
        run(folder, ['--db', db, ...question.split(' ')], {
          now: () => now,
          env: { OOPS_REPORT_DB_PASSWORD: PASSWORD },
        });

      beforeAll(async () => {
        folder = copySample(name);
        const { nodes } = await sharedShards();
        const database = await freshDatabase(await sharedShards());
        const hosts = nodes.slice(0, shards).map(({ httpPort }) => `127.0.0.1:${httpPort}`);
        address = `clickhouse://${USER}@${hosts.join(',')}/${database.name}${shards === 2 ? `?cluster=${CLUSTER}` : ''}`;
        for (const words of loading) {
          const expected = await ask('oops.db', words);
          expect(await ask(address, words)).toEqual(expected);
        }
        return async () => {
          rmSync(folder, { recursive: true });
          await database.drop();
        };
      });

      it.each(questions)('says of %s what SQLite says', async (question) => {
        const expected = await ask('oops.db', question);
        expect(expected.code).not.toBe(2);
        const answer = await ask(address, question);
        const named = (text: string) => text.replaceAll(address.replace(`${USER}@`, ''), 'oops.db');
        expect({ ...answer, stdout: named(answer.stdout), stderr: named(answer.stderr) }).toEqual(expected);
      });
    });
  });
});
