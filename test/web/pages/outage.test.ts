import { appendFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { END_OF_SAMPLE } from '../../support/load-incident.js';
import { run } from '../../support/run.js';
import { makeIncidentFolder, pagesOf } from '../../support/site.js';

const OUTAGE = 'fdt-2011-09-08';
const AS_OF = ['--as-of', new Date(END_OF_SAMPLE).toISOString()];

describe('the page of an outage', () => {
  it('is its report, with names that lead on', async () => {
    const answer = await pagesOf(makeIncidentFolder())({ route: 'outage', params: { outage: OUTAGE } });
    const body = answer.kind === 'page' ? answer.body : '';
    expect(body).toContain('<h1>Outage fdt-2011-09-08: Fast downtime trial run</h1>');
    expect(body).toContain('<a href="/outages/fdt-2011-09-08/systems/appservers">appservers</a>');
    expect(body).toMatch(/<a class="id short" href="\/oops\/OOPS-2077\w+" title/);
    expect(body).toMatch(/<a href="\/signatures\/\w+\/[0-9a-f]{12}">/);
    expect(body).toContain('<a href="/outages/fdt-2011-09-08.json">JSON</a>');
  });

  it.each([
    ['outage', { outage: OUTAGE }, ['outage', OUTAGE]],
    ['explanation', { outage: OUTAGE, system: 'appservers' }, ['outage', OUTAGE, '--explain', 'appservers']],
    ['comparison', { outage: OUTAGE, before: OUTAGE }, ['outage', OUTAGE, '--compare', OUTAGE]],
  ] as const)('has, as JSON, what the command prints: %s', async (route, params, args) => {
    const folder = makeIncidentFolder();
    const answer = await pagesOf(folder)({ route, params, format: 'json' });
    const { stdout } = await run(folder, [...args, ...AS_OF, '--format', 'json']);
    expect(answer).toMatchObject({ status: 200, format: 'json', body: stdout });
    expect(stdout).toContain(OUTAGE);
  });

  it.each([
    ['latest', 'html', '/outages/fdt-2011-09-08'],
    ['FDT-2011-09-08', 'html', '/outages/fdt-2011-09-08'],
    ['2011-09-08', 'json', '/outages/fdt-2011-09-08.json'],
  ] as const)('is where %s as %s leads to', async (outage, format, to) => {
    const answer = await pagesOf(makeIncidentFolder())({ route: 'outage', params: { outage }, format });
    expect(answer).toEqual({ kind: 'redirect', to, isPermanent: false });
  });

  it('has the clocks of the zone that the config names beside UTC, as the pages of its OOPSes have', async () => {
    const folder = makeIncidentFolder();
    appendFileSync(join(folder, 'oops-report.yaml'), 'timezone: Europe/London\n');
    const pages = pagesOf(folder);
    const outage = await pages({ route: 'outage', params: { outage: OUTAGE } });
    expect(outage).toMatchObject({
      body: expect.stringContaining(
        '<th scope="row">Europe/London</th><td>09:53:05 - 09:55:17</td>',
      ) as string,
    });
    const oops = await pages({ route: 'oops', params: { oops: 'OOPS-2077A101' } });
    expect(oops).toMatchObject({
      body: expect.stringContaining('2011-09-08 08:54:21.842 UTC (09:54:21 Europe/London)') as string,
    });
    const home = await pages({ route: 'home', now: END_OF_SAMPLE });
    expect(home).toMatchObject({
      body: expect.stringContaining('2011-09-08 08:53:05 UTC (09:53:05 Europe/London), 2 min 12 s') as string,
    });
  });

  it('says where to go when there is none of that name', async () => {
    const answer = await pagesOf(makeIncidentFolder())({
      route: 'outage',
      params: { outage: 'fdt-2011-09-07' },
      format: 'json',
    });
    expect(answer).toMatchObject({
      status: 404,
      body: expect.stringContaining('Did you mean fdt-2011-09-08?') as string,
    });
  });

  it.each([
    // Half an hour after its recovery's grace nothing more is watched.
    ['2011-09-08T08:54:00Z', 10],
    ['2011-09-08T09:20:00Z', 10],
    ['2011-09-08T09:25:17Z', undefined],
    ['2011-09-09T06:00:00Z', undefined],
  ])('at %s is asked for again after %s seconds', async (now, refreshSeconds) => {
    const answer = await pagesOf(makeIncidentFolder())({
      route: 'outage',
      params: { outage: OUTAGE },
      now: Date.parse(now),
    });
    expect((answer as { refreshSeconds?: number }).refreshSeconds).toBe(refreshSeconds);
  });
});
