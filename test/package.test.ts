import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';
import { END_OF_SHOP } from './support/shop-incident.js';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const PATH = `${dirname(process.execPath)}:${process.env.PATH}`;
const work = mkdtempSync(join(tmpdir(), 'oops-report package '));
afterAll(() => rmSync(work, { recursive: true, force: true }));

function start(command: string, args: readonly string[], more: Record<string, string> = {}, cwd = work) {
  // Of this run's own npm nothing is to reach the npm that is tried.
  const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^npm_/i.test(name)));
  const { status, stdout, stderr } = spawnSync(command, args, {
    cwd,
    encoding: 'utf8',
    env: { ...env, PATH, ...more },
  });
  return { status, stdout, stderr };
}

/** The files of a folder of the package that its users need. */
const NEEDED = [
  'dist/oops-report.js',
  'dist/licences.txt',
  'dist/store/sqlite/migrations/001-initial.sql',
  'templates/outage.html.hbs',
  'templates/partials/page.css',
  'data/incident-2026-11-18/oops-report.yaml',
  'docs/config.md',
  'docs/config.schema.json',
  'README.md',
  'LICENSE',
];

describe.skipIf(process.platform === 'win32')('the package', () => {
  it('runs where it was installed, with no checkout near: both reports, and a first config', ({ skip }) => {
    // The program is compiled already, and other tests run it: it must not be compiled now.
    const packing = ['pack', '--ignore-scripts', '--json', '--pack-destination', work];
    const packed = start('npm', packing, {}, ROOT);
    expect(packed).toMatchObject({ status: 0 });
    const told = JSON.parse(packed.stdout) as
      | { filename: string; files: { path: string }[] }[]
      | Record<string, never>;
    const [{ filename, files } = { filename: '', files: [] }] = Array.isArray(told)
      ? told
      : Object.values(told);
    const names = files.map(({ path }) => path);
    expect(NEEDED.filter((name) => !names.includes(name))).toEqual([]);
    expect(names.filter((name) => /^(?:src|build|test|bench|faults|scripts)\/|\.db$/.test(name))).toEqual([]);

    const prefix = join(work, 'prefix');
    const quiet = ['--no-audit', '--no-fund', '--loglevel=error', '--prefer-offline'];
    const installed = start('npm', ['install', '-g', '--prefix', prefix, ...quiet, join(work, filename)]);
    const isOffline = /ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ETIMEDOUT|ENETUNREACH/.test(installed.stderr);
    skip(isOffline && !process.env.CI, 'no registry can be reached');
    expect(installed).toMatchObject({ status: 0 });

    const shop = join(prefix, 'lib/node_modules/oops-report/data/incident-2026-11-18');
    const settings = {
      OOPS_REPORT_DB: join(work, 'shop.db'),
      OOPS_REPORT_CONFIG: join(shop, 'oops-report.yaml'),
    };
    const oopsReport = (...args: string[]) =>
      start(join(prefix, 'bin/oops-report'), ['--quiet', ...args], settings);
    const asOf = ['--as-of', END_OF_SHOP];
    expect(oopsReport('ingest', join(shop, 'logs'))).toMatchObject({ status: 0, stderr: '' });
    expect(oopsReport('windows', 'import', join(shop, 'maintenances.json'))).toMatchObject({ status: 0 });
    expect(oopsReport('outage', 'latest', ...asOf)).toEqual({
      status: 1,
      stdout: readFileSync(join(ROOT, 'test/golden/outage-shop.txt'), 'utf8'),
      stderr: '',
    });
    expect(oopsReport('daily', '2026-11-18', ...asOf)).toEqual({
      status: 0,
      stdout: readFileSync(join(ROOT, 'test/golden/daily-shop.txt'), 'utf8'),
      stderr: '',
    });
    expect(oopsReport('outage', ...asOf, '--output', join(work, 'r.html'))).toMatchObject({
      status: 1,
      stderr: '',
    });
    expect(oopsReport('config', 'check')).toMatchObject({ status: 0, stderr: '' });
    expect(oopsReport('config', 'init', '--output', join(work, 'first.yaml'))).toMatchObject({ status: 0 });
  });
});
