import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { expect, it, onTestFinished } from 'vitest';
import { sharedShards } from '../../support/clickhouse/clickhouse.js';
import { describeWithClickHouse } from '../../support/clickhouse/clickhouse-parts.js';
import { freshDatabase } from '../../support/clickhouse/fresh-database.js';
import { CLUSTER, PASSWORD, USER } from '../../support/clickhouse/server-config.js';
import { run } from '../../support/run.js';
import { makeIncidentFolder } from '../../support/site.js';

const PROGRAM = fileURLToPath(new URL('../../../dist/main.js', import.meta.url));
const ENV = { OOPS_REPORT_DB_PASSWORD: PASSWORD };

/** What is asked of a database; what is said has to be the same of its copies. */
const QUESTIONS = [
  'daily 2011-09-08 --as-of 2011-09-08T10:55Z',
  'outage fdt-2011-09-08 --as-of 2011-09-08T10:55Z',
  'windows list',
  'windows log fdt-2011-09-08',
  'rejects',
  'query --group-by system,type --limit 1000',
];

async function answersOf(folder: string, db: string): Promise<string[]> {
  const answers: string[] = [];
  for (const question of QUESTIONS) {
    const args = ['--db', db, ...question.split(' '), '--format', 'json'];
    const { stdout, stderr } = await run(folder, args, { env: ENV });
    expect(stderr).toBe('');
    answers.push(stdout);
  }
  return answers;
}

/**
 * Copies, and is killed where something would be written to a table.
 *
 * @param table of ClickHouse; null: it is not killed
 */
function copyAndKill(folder: string, [from, to]: readonly [string, string], table: string | null) {
  writeFileSync(
    join(folder, 'kill.mjs'),
    `import http from 'node:http';
const { request } = http;
http.request = function (url, ...rest) {
  const asked = decodeURIComponent(String(url).replaceAll('+', ' '));
  if (asked.includes('INSERT INTO ${table} ')) process.kill(process.pid, 'SIGKILL');
  return request.call(this, url, ...rest);
};`,
  );
  const preload = pathToFileURL(join(folder, 'kill.mjs')).href;
  const args = ['--import', preload, PROGRAM, 'copy', from, to, '--format', 'json'];
  return spawnSync(process.execPath, args, {
    cwd: folder,
    encoding: 'utf8',
    env: { ...process.env, ...ENV },
  });
}

describeWithClickHouse('copy to ClickHouse', () => {
  it.each([1, 2])(
    'on %i shards, killed, and back has every report be the same to the byte',
    async (shards) => {
      const address = await makeAddress(shards);
      const folder = makeIncidentFolder();
      const there = ['oops-report.db', address] as const;
      // Before any OOPS is written, and before any file of one.
      for (const table of ['event', 'file']) {
        expect(copyAndKill(folder, there, table)).toMatchObject({ signal: 'SIGKILL' });
      }
      const { status, stdout, stderr } = copyAndKill(folder, there, null);
      expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
      expect(JSON.parse(stdout)).toMatchObject({ copied: 620, resumed: true, differences: [] });
      const back = await run(folder, ['copy', address, 'back.db', '--format', 'json'], { env: ENV });
      expect(back).toMatchObject({ code: 0, stderr: '' });
      expect(JSON.parse(back.stdout)).toMatchObject({ copied: 620, differences: [] });
      const answers = await answersOf(folder, 'oops-report.db');
      expect(await answersOf(folder, 'back.db')).toEqual(answers);
      expect(await answersOf(folder, address)).toEqual(answers);
    },
  );
});

/** The address of an empty database that is gone after the test. */
async function makeAddress(shards: number): Promise<string> {
  const { nodes } = await sharedShards();
  const { name, drop } = await freshDatabase(await sharedShards());
  onTestFinished(drop);
  const hosts = nodes.slice(0, shards).map(({ httpPort }) => `127.0.0.1:${httpPort}`);
  return `clickhouse://${USER}@${hosts.join(',')}/${name}${shards === 2 ? `?cluster=${CLUSTER}` : ''}`;
}
