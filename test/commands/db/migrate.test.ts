import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliDecompressSync } from 'node:zlib';
import Database from 'better-sqlite3';
import { describe, expect, it } from 'vitest';
import { run } from '../../support/run.js';
import { makeFolder } from '../../support/temporary-folder.js';

const FIXTURE = new URL('../../fixtures/databases/', import.meta.url);

describe('db migrate', () => {
  it('makes the tables of a file, and finds them the next time', async () => {
    const folder = makeFolder();
    expect(await run(folder, ['db', 'migrate'])).toEqual({
      ...{ code: 0, stdout: 'oops-report.db: was made with schema 17.\n', stderr: '' },
    });
    expect((await run(folder, ['db', 'migrate'])).stdout).toBe(
      'oops-report.db: has schema 17, which is that of this version.\n',
    );
    expect((await run(folder, ['status'])).code).toBe(0);
  });

  it('prints with --dry-run what it would do, and makes nothing', async () => {
    const folder = makeFolder();
    const { code, stdout } = await run(folder, ['db', 'migrate', '--dry-run']);
    expect(code).toBe(0);
    expect(stdout).toMatch(/^-- oops-report\.db: would be made with schema 17\.\n\n/);
    expect(existsSync(join(folder, 'oops-report.db'))).toBe(false);
    // What is printed makes the same tables.
    const [db, made] = [new Database(':memory:'), new Database(':memory:')];
    db.exec(stdout);
    await run(folder, ['--db', 'made.db', 'db', 'migrate']);
    made.exec(`ATTACH '${join(folder, 'made.db')}' AS made`);
    const names = (of: Database.Database, schema: string) =>
      of.prepare(`SELECT sql FROM ${schema}.sqlite_schema WHERE sql IS NOT NULL ORDER BY name`).pluck().all();
    expect(names(db, 'main')).toEqual(names(made, 'made'));
  });

  it('brings a database of an older version to this one; --dry-run leaves it as it is', async () => {
    const folder = makeFolder();
    const file = join(folder, 'oops-report.db');
    writeFileSync(file, brotliDecompressSync(readFileSync(new URL('schema-9.db.br', FIXTURE))));
    const before = readFileSync(file);
    const dry = await run(folder, ['db', 'migrate', '--dry-run', '--format', 'json']);
    const { statements, ...rest } = JSON.parse(dry.stdout);
    expect(rest).toEqual({ database: 'oops-report.db', dryRun: true, from: 9, to: 17 });
    expect(statements).toHaveLength(8);
    expect(readFileSync(file).equals(before)).toBe(true);
    expect((await run(folder, ['db', 'migrate'])).stdout).toBe('oops-report.db: went from schema 9 to 17.\n');
    expect((await run(folder, ['status'])).code).toBe(0);
  });

  it('leaves no file beside one that it only looked at', async () => {
    const folder = makeFolder();
    await run(folder, ['db', 'migrate']);
    expect((await run(folder, ['db', 'migrate', '--dry-run'])).stdout).toBe(
      '-- oops-report.db: has schema 17, which is that of this version.\n',
    );
    expect(readdirSync(folder)).toEqual(['oops-report.db']);
  });

  it.each([
    ['a folder', ['--db', '.'], 'is a folder. Give --db the name of a file.'],
    ['no database', ['--db', 'text'], 'is not a database. Give --db another file.'],
  ])('says in one line that it is %s', async (_, db, message) => {
    const folder = makeFolder({ text: 'this is no database, but long enough to be looked at' });
    const size = statSync(join(folder, 'text')).size;
    for (const dry of [[], ['--dry-run']]) {
      const { code, stdout, stderr } = await run(folder, [...db, 'db', 'migrate', ...dry]);
      expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
      expect(stderr).toBe(`oops-report: ${join(folder, db[1] === '.' ? '' : 'text')}: ${message}\n`);
    }
    expect(statSync(join(folder, 'text')).size).toBe(size);
  });
});
