import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { CommandContext } from '../../../src/commands/program/context.js';
import { addFiles } from '../../support/temporary-folder.js';
import { makeWorkplace } from '../../support/workplace.js';

const line = (service: string) =>
  `${JSON.stringify({ level: 'error', time: '2011-09-08T08:00:00Z', service, msg: `failed in ${service}` })}\n`;

/** A folder in which the logs of some services were loaded. */
async function makePlace(services: readonly string[], more: Partial<CommandContext> = {}) {
  const place = makeWorkplace(more);
  if (services.length === 0) return place;
  addFiles(place.folder, { 'app.log': services.map(line).join('') });
  await place.run('ingest', 'app.log');
  return place;
}

describe('config init', () => {
  it('writes a config of what was heard, which every command takes', async () => {
    const { folder, run } = await makePlace(['api', 'worker-1', 'worker-2', 'worker-3']);
    expect(await run('config', 'init')).toEqual({
      code: 0,
      stdout: '',
      stderr:
        'oops-report.yaml: written with 2 systems of 4 reporters. Read it, then see what it means with oops-report config check.\n',
    });
    const text = readFileSync(join(folder, 'oops-report.yaml'), 'utf8');
    expect(text.split('\n', 1)).toEqual(['# yaml-language-server: $schema=oops-report.schema.json']);
    expect(text).toContain(
      '  worker: { reporters: ["worker-*"] } # worker-1, worker-2, worker-3: 3 OOPSes\n',
    );
    const { stdout } = await run('query', '--group-by', 'system', '--format', 'json');
    expect((JSON.parse(stdout) as { rows: unknown[] }).rows).toEqual([
      ['worker', 3, 0],
      ['api', 1, 0],
    ]);
  });

  it('writes the comments alone where nothing was loaded', async () => {
    const { folder, run } = await makePlace([]);
    expect(await run('config', 'init')).toEqual({
      code: 0,
      stdout: '',
      stderr: [
        'oops-report.db is new and empty: load reports with oops-report ingest PATH.\n',
        'oops-report.yaml: written with comments alone, because nothing was loaded yet. Load reports with oops-report ingest PATH, then write it anew with oops-report config init --force.\n',
      ].join(''),
    });
    expect(readFileSync(join(folder, 'oops-report.yaml'), 'utf8')).toContain('\ntimezone: UTC\n');
    expect((await run('daily', '2011-09-08')).code).toBe(0);
  });

  it('writes over a file only with --force, also over a config that is wrong', async () => {
    const { folder, run } = await makePlace(['api']);
    const file = join(folder, 'oops-report.yaml');
    writeFileSync(file, 'sytems: {}\n');
    expect(await run('config', 'init')).toEqual({
      code: 2,
      stdout: '',
      stderr:
        'oops-report: oops-report.yaml: is there already. Name another file with --output, or write over it with --force.\n',
    });
    expect(readFileSync(file, 'utf8')).toBe('sytems: {}\n');
    expect((await run('config', 'init', '--force')).code).toBe(0);
    expect(readFileSync(file, 'utf8')).toContain('  api: { reporters: [api] } # 1 OOPS\n');
  });

  it.each<[string[], Record<string, string>, string]>([
    [['--output', 'other.yaml'], {}, 'other.yaml'],
    [['--config', 'named.yaml'], {}, 'named.yaml'],
    [[], { OOPS_REPORT_CONFIG: 'of-environment.yaml' }, 'of-environment.yaml'],
  ])('with %j and %j writes %s', async (args, env, file) => {
    const { folder, run } = await makePlace(['api'], { env });
    expect((await run('--quiet', 'config', 'init', ...args)).stderr).toBe('');
    expect(existsSync(join(folder, file))).toBe(true);
    expect(existsSync(join(folder, 'oops-report.yaml'))).toBe(false);
  });

  it.each([
    [{ TZ: 'Europe/London' }, 'as TZ has it.\ntimezone: Europe/London\n'],
    [{ TZ: ':Asia/Tokyo' }, 'as TZ has it.\ntimezone: Asia/Tokyo\n'],
    [{ TZ: '/etc/localtime' }, 'or names no zone.\ntimezone: UTC\n'],
    [{}, 'or names no zone.\ntimezone: UTC\n'],
  ])('takes the zone of %j', async (env, wanted) => {
    const { folder, run } = await makePlace([], { env });
    await run('config', 'init');
    expect(readFileSync(join(folder, 'oops-report.yaml'), 'utf8')).toContain(wanted);
  });
});

describe('config schema', () => {
  it('prints what docs/config.schema.json has, or writes it', async () => {
    const { folder, run } = makeWorkplace();
    const schema = readFileSync('docs/config.schema.json', 'utf8');
    expect(await run('config', 'schema')).toEqual({ code: 0, stdout: schema, stderr: '' });
    expect(await run('config', 'schema', '--output', 's.json')).toEqual({ code: 0, stdout: '', stderr: '' });
    expect(readFileSync(join(folder, 's.json'), 'utf8')).toBe(schema);
    expect(existsSync(join(folder, 'oops-report.db'))).toBe(false);
  });
});
