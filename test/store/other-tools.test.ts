import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { VIEWS } from '../../src/questions/sql/views.js';
import { openDatabase } from '../../src/store/sqlite/opening/database.js';
import { createOopsWriter } from '../../src/store/sqlite/writing/oops-writer.js';
import { AT, newOops, SETTINGS } from '../support/sample-oops.js';
import { makeFolder } from '../support/temporary-folder.js';

/** Why the test of the shell cannot be run here; null when it can, or must, as in CI. STRICT tables need SQLite 3.37. */
function missingShell(): string | null {
  if (process.env.CI) return null;
  const { error, stdout } = spawnSync('sqlite3', ['--version'], { encoding: 'utf8' });
  if (error) return 'sqlite3 is not installed';
  const [major = 0, minor = 0] = stdout.split('.').map(Number);
  return major > 3 || minor >= 37 ? null : `sqlite3 ${stdout.trim()} is older than 3.37`;
}

const missing = missingShell();

describe('the sqlite3 shell', () => {
  it.skipIf(missing !== null)(
    `opens the database and sees the views${missing ? ` (${missing})` : ''}`,
    () => {
      const file = join(makeFolder(), 'test.db');
      const { db } = openDatabase(file);
      const writer = createOopsWriter(db, SETTINGS);
      writer.transaction(
        () => void writer.insert(newOops('OOPS-1A1', { type: 'KeyError', reporter: 'A' }), AT),
      );
      const script = [
        'SELECT id, time, system, type, path, outage IS NULL FROM oops;',
        ...Object.keys(VIEWS).map((view) => `SELECT '${view}', count(*) FROM ${view};`),
      ].join('\n');
      const { stdout, stderr, status } = spawnSync('sqlite3', ['-readonly', '-csv', file], {
        encoding: 'utf8',
        input: script,
      });
      db.close();
      expect({ status, stderr, lines: stdout.trim().split(/\r?\n/) }).toEqual({
        status: 0,
        stderr: '',
        lines: [
          'OOPS-1A1,2011-09-08T08:53:06.000Z,A,KeyError,/oopses/2011-09-08/OOPS-1A1,1',
          'oops,1',
          'outage_window,0',
          'signature,1',
          'attributed_oops,0',
          'discard,0',
        ],
      });
    },
  );
});
