import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { makeFolder } from '../temporary-folder.js';
import { FETCH, findParts, reasonToSkip } from './clickhouse-parts.js';

const read = (path: string) => readFileSync(new URL(`../../../${path}`, import.meta.url), 'utf8');

describe('what a ClickHouse for tests is started from', () => {
  it('is the library of the folder that was named, and a compiler', () => {
    const folder = makeFolder({ 'libchdb.so': '', gcc: '' });
    writeFileSync(join(folder, 'cc'), '', { mode: 0o755 });
    expect(findParts({ OOPS_REPORT_TEST_CHDB: folder, PATH: `/nowhere:${folder}` })).toEqual({
      library: join(folder, 'libchdb.so'),
      compiler: join(folder, 'cc'),
    });
  });

  it('is missing where the named folder has no library', () => {
    const folder = makeFolder();
    expect(reasonToSkip({ OOPS_REPORT_TEST_CHDB: folder, PATH: process.env.PATH })).toBe(
      `no libchdb.so in ${folder}, which OOPS_REPORT_TEST_CHDB names`,
    );
  });

  it('is missing where no compiler is on PATH', () => {
    const folder = makeFolder({ 'libchdb.so': '' });
    expect(reasonToSkip({ OOPS_REPORT_TEST_CHDB: folder, PATH: folder })).toBe(
      'no C compiler for the launcher of ClickHouse',
    );
  });

  it('has to be there in CI: no test is skipped', () => {
    const folder = makeFolder();
    expect(reasonToSkip({ OOPS_REPORT_TEST_CHDB: folder, CI: 'true' })).toBeNull();
  });

  it('is fetched by the command that CONTRIBUTING.md names, and not with the program', () => {
    expect(read('CONTRIBUTING.md')).toContain(`\`${FETCH}\``);
    expect(read('package-lock.json')).not.toContain('chdb');
  });
});
