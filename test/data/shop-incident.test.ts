import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compressGzip } from '../../data/incident-2026-11-18/maker/gzip.js';
import { END_OF_SHOP, SHOP, useShop } from '../support/shop-incident.js';

const PROGRAM = join(SHOP, 'make-incident.js');
const OUTAGE = ['outage', 'latest', '--as-of', END_OF_SHOP];

describe('the sample of today', () => {
  it('is what its program makes, byte for byte', () => {
    const made = mkdtempSync(join(tmpdir(), 'incident-'));
    execFileSync(process.execPath, [PROGRAM, '--out', made]);
    const names = readdirSync(join(SHOP, 'logs')).sort();
    expect(readdirSync(made).sort()).toEqual(names);
    expect(
      names.filter((name) => !readFileSync(join(made, name)).equals(readFileSync(join(SHOP, 'logs', name)))),
    ).toEqual([]);
    rmSync(made, { recursive: true });
  });

  it('is packed so that any reader unpacks it', () => {
    const repetitive = fc
      .array(fc.constantFrom('{"level":50,"msg":"', 'request failed', '\u0000é', 'abcabcabc'), {
        maxLength: 400,
      })
      .map((parts) => Buffer.from(parts.join('')));
    fc.assert(
      fc.property(fc.oneof(repetitive, fc.uint8Array({ maxLength: 2000 }).map(Buffer.from)), (bytes) => {
        expect(gunzipSync(compressGzip(bytes)).equals(bytes)).toBe(true);
      }),
      { examples: [[Buffer.alloc(70_000, 'x')]] },
    );
  });

  it('refuses to write into a folder that holds something', () => {
    expect(() => execFileSync(process.execPath, [PROGRAM, '--out', SHOP], { stdio: 'pipe' })).toThrow(
      `make-incident: ${SHOP} is not empty. Name a new folder.`,
    );
  });

  it('has a config of ten lines at most', () => {
    const config = readFileSync(join(SHOP, 'oops-report.yaml'), 'utf8');
    expect(config.trimEnd().split('\n').length).toBeLessThanOrEqual(10);
  });
});

describe('what the program makes of it', () => {
  const { runs, runThere } = useShop([
    ['ingest', 'logs', '--format', 'json'],
    ['windows', 'import', 'maintenances.json', '--format', 'json'],
  ]);

  it('reads every file of it, and refuses nothing', () => {
    const [ingest, windows] = runs.map(({ code, stdout, stderr }) => ({
      code,
      stderr,
      ...JSON.parse(stdout),
    }));
    expect(ingest).toMatchObject({ code: 0, stderr: '', exports: 18, rejected: 0, skipped: 0, unsettled: 0 });
    expect(ingest.loaded).toBeGreaterThan(1_500);
    expect(ingest.notErrors).toBeGreaterThan(1_500);
    expect(windows).toEqual({ code: 0, stderr: '', imported: 2, updated: 0, unchanged: 0, refused: [] });
  });

  it('gives each system the verdict that the story has', async () => {
    const { code, stdout } = await runThere(...OUTAGE, '--format', 'json');
    const { verdict, systems, observedUntil } = JSON.parse(stdout);
    expect({ code, verdict, observedUntil }).toEqual({
      code: 1,
      verdict: 'not-as-expected',
      observedUntil: '2026-11-18T11:00:00.000Z',
    });
    const told = systems.map((one: Record<string, Record<string, unknown>>) => [
      one.system,
      one.failure?.verdict,
      one.recovery?.verdict,
      one.verdict,
    ]);
    expect(told).toEqual([
      ['api', 'failed-as-expected', 'recovered', 'as-expected'],
      ['billing', 'failed-unexpectedly', 'recovered', 'not-as-expected'],
      ['mailer', 'unaffected', 'recovered', 'as-expected'],
      ['search', 'failed-as-expected', 'recovered', 'as-expected'],
      ['web', 'failed-as-expected', 'recovered', 'as-expected'],
      ['worker', 'failed-as-expected', 'partly-silent', 'not-as-expected'],
    ]);
    const [api, billing, , , web, worker] = systems;
    expect(api.recovery.laterRise).toMatchObject({
      start: '2026-11-18T09:16:52.604Z',
      signatures: [{ type: 'TypeError' }],
    });
    expect(billing.unexpected).toMatchObject([{ type: 'LostPayment', count: 2 }]);
    expect(web.discards).toBe(103);
    expect(worker.recovery.missingReporters).toEqual(['worker-2']);
  });

  it('is the outage report of the golden files', async () => {
    const text = await runThere(...OUTAGE);
    await expect(text.stdout).toMatchFileSnapshot('../golden/outage-shop.txt');
    const json = await runThere(...OUTAGE, '--format', 'json');
    await expect(json.stdout).toMatchFileSnapshot('../golden/outage-shop.json');
  });

  it('is the summary of the golden file', async () => {
    const { code, stdout } = await runThere('daily', '2026-11-18', '--as-of', END_OF_SHOP);
    expect(code).toBe(0);
    await expect(stdout).toMatchFileSnapshot('../golden/daily-shop.txt');
  });

  it('leaves the variables of programs out, which hold the numbers of cards', async () => {
    expect(readFileSync(join(SHOP, 'logs/billing.log'), 'utf8')).toMatch(/"card":"'4000 0000 0000 \d{4}'"/);
    const { stdout } = await runThere('export', '--format', 'ndjson');
    expect(stdout).toContain('LostPayment');
    expect(stdout).not.toContain('4000 0000 0000');
  });
});
