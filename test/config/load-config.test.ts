import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { DEFAULT_CONFIG } from '../../src/config/defaults.js';
import { loadConfig } from '../../src/config/load-config.js';
import { UserError } from '../../src/user-error.js';

describe('loadConfig', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'oops-report-config-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  const write = (name: string, grace: string) =>
    writeFileSync(join(folder, name), `attribution: { recoveryGrace: ${grace} }\n`);
  const graceOf = async (path: string | null, env: Record<string, string> = {}) =>
    (await loadConfig(path, env, folder)).attribution.recoveryGrace;

  it('takes the defaults where no file is', async () => {
    expect(await loadConfig(null, {}, folder)).toEqual(DEFAULT_CONFIG);
  });

  it('prefers the option to the environment, and that to the file of the folder', async () => {
    write('oops-report.yaml', '1s');
    write('env.yaml', '2s');
    write('option.yaml', '3s');
    expect(await graceOf(null)).toBe(1000);
    expect(await graceOf(null, { OOPS_REPORT_CONFIG: '' })).toBe(1000);
    expect(await graceOf(null, { OOPS_REPORT_CONFIG: 'env.yaml' })).toBe(2000);
    expect(await graceOf('option.yaml', { OOPS_REPORT_CONFIG: 'env.yaml' })).toBe(3000);
    expect(await graceOf(join(folder, 'option.yaml'))).toBe(3000);
  });

  it('reads a file that begins with a byte order mark', async () => {
    write('bom.yaml', '4s');
    writeFileSync(join(folder, 'bom.yaml'), '\uFEFFattribution: { recoveryGrace: 4s }\n');
    expect(await graceOf('bom.yaml')).toBe(4000);
  });

  it.each([
    ['missing.yaml', 'missing.yaml: there is no such config. Correct --config or OOPS_REPORT_CONFIG.'],
    ['folder.yaml', 'folder.yaml: the config cannot be read (EISDIR). Name a file that can be.'],
    ['latin1.yaml', 'latin1.yaml: the config is not text in UTF-8. Save it as UTF-8.'],
    [
      'wrong.yaml',
      'wrong.yaml line 1: attribution.recoveryGrace: "soon" is not a duration such as 10s, 5m or 24h.',
    ],
  ])('refuses %s', async (path, message) => {
    mkdirSync(join(folder, 'folder.yaml'));
    writeFileSync(join(folder, 'latin1.yaml'), Buffer.from([0x23, 0xe9]));
    write('wrong.yaml', 'soon');
    await expect(graceOf(path)).rejects.toThrow(new UserError(message));
    await expect(graceOf(null, { OOPS_REPORT_CONFIG: path })).rejects.toThrow(new UserError(message));
  });

  it('refuses a wrong file of the folder too', async () => {
    write('oops-report.yaml', 'soon');
    await expect(graceOf(null)).rejects.toThrow(
      new UserError(
        'oops-report.yaml line 1: attribution.recoveryGrace: "soon" is not a duration such as 10s, 5m or 24h.',
      ),
    );
  });
});
