import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { deserialize } from 'bson';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const INCIDENT = join(import.meta.dirname, '../../data/incident-2011-09-08');
const PROGRAM = join(INCIDENT, 'make-incident.js');

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'incident-'));
});
afterAll(() => {
  rmSync(folder, { recursive: true });
});

describe('the sample incident', () => {
  it('is what its program makes, byte for byte', () => {
    const made = join(folder, 'once');
    execFileSync(process.execPath, [PROGRAM, '--out', made]);

    const paths = listFiles(join(INCIDENT, 'reports'));
    expect(listFiles(made)).toEqual(paths);
    const different = paths.filter(
      (path) => !readFileSync(join(made, path)).equals(readFileSync(join(INCIDENT, 'reports', path))),
    );
    expect(different).toEqual([]);
  });

  it.each([
    ['31985.A73', 'OOPS-2077A73', 'DisconnectionError', '2011-09-08T08:53:05.412000+00:00'],
    ['32061.A100', 'OOPS-2077A100', 'AssertionError', '2011-09-08T08:54:21.307000+00:00'],
    ['32061.A101', 'OOPS-2077A101', 'DisconnectionError', '2011-09-08T08:54:21.842000+00:00'],
  ])('holds %s, which is on record as %s with %s', (file, id, type, time) => {
    const text = readFileSync(join(INCIDENT, 'reports/lpnet/2011-09-08', file), 'latin1');
    expect(text).toContain(`Oops-Id: ${id}\nException-Type: ${type}\n`);
    expect(text).toContain(`\nDate: ${time}\n`);
  });

  it('names a BSON report after its own content', () => {
    const day = join(INCIDENT, 'reports/scripts/loganberry/2011-09-08');
    const names = readdirSync(day).filter((name) => /^OOPS-[0-9a-f]{32}$/.test(name));
    expect(names.length).toBeGreaterThan(0);
    expect(names.map((name) => deserialize(readFileSync(join(day, name))).id)).toEqual(names);
  });

  it('gives every OOPS an id of its own when it is made larger', () => {
    const made = join(folder, 'thrice');
    execFileSync(process.execPath, [PROGRAM, '--out', made, '--times', '3']);

    const ids = listFiles(made)
      .filter((path) => !/\.(?:tmp|bson)$/.test(path))
      .map((path) => path.replace(/^.*\/(.+?\/)(?:\d+\.)?/, '$1').replace(/\.(?:gz|bz2)$/, ''));
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids.length).toBeGreaterThan(1_700);
  });

  it('refuses to write into a folder that holds something', () => {
    expect(() => execFileSync(process.execPath, [PROGRAM, '--out', INCIDENT], { stdio: 'pipe' })).toThrow(
      `make-incident: ${INCIDENT} is not empty. Name a new folder.`,
    );
  });
});

/** Paths of all files below a folder, relative to it, in one order. */
function listFiles(root: string): string[] {
  return readdirSync(root, { recursive: true, encoding: 'utf8' })
    .filter((path) => statSync(join(root, path)).isFile())
    .sort();
}
