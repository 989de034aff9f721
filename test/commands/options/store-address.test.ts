import { describe, expect, it } from 'vitest';
import { run } from '../../support/run.js';
import { makeFolder } from '../../support/temporary-folder.js';

const ADVICE = 'Write it like clickhouse://user@host:8123/database.';

describe('the address of the database', () => {
  it.each([
    [['--db', 'clickhouse://ch1'], {}, `--db names no database behind the server. ${ADVICE}`],
    [
      [],
      { OOPS_REPORT_DB: 'clickhouse://ch1' },
      `OOPS_REPORT_DB names no database behind the server. ${ADVICE}`,
    ],
    [
      ['--db', 'clickhouse://oops@127.0.0.1:1/oops'],
      { OOPS_REPORT_DB_PASSWORD_FILE: 'none' },
      'OOPS_REPORT_DB_PASSWORD_FILE none: no such file or folder. Name a file that can be read.',
    ],
  ])('that can be none ends with one line: %j %j', async (args, env, message) => {
    expect(await run(makeFolder(), [...args, 'status'], { env })).toEqual({
      ...{ code: 2, stdout: '', stderr: `oops-report: ${message}\n` },
    });
  });

  it.each([[['status']], [['daily']], [['ingest', '.']], [['serve', '--port', '0']], [['sql', 'SELECT 1']]])(
    'of a server that nobody can reach ends %j with one line that shows no password',
    async (args) => {
      const env = { OOPS_REPORT_DB_PASSWORD: 'sEcReT' };
      const db = ['--db', 'clickhouse://oops@127.0.0.1:1/oops'];
      const { code, stdout, stderr } = await run(makeFolder(), [...db, ...args], { env });
      expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
      expect(stderr).toMatch(/^oops-report: clickhouse:\/\/127\.0\.0\.1:1\/oops: .*\n$/);
      expect(stderr).not.toContain('sEcReT');
    },
  );
});
