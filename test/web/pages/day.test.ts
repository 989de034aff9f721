import { describe, expect, it } from 'vitest';
import { END_OF_SAMPLE } from '../../support/load-incident.js';
import { run } from '../../support/run.js';
import { makeIncidentFolder, pagesOf } from '../../support/site.js';

const DAY = '2011-09-08';
const AS_OF = ['--as-of', new Date(END_OF_SAMPLE).toISOString()];

describe('the page of a day', () => {
  it('is its summary, with the days around it and its groups beside it', async () => {
    const answer = await pagesOf(makeIncidentFolder())({ route: 'day', params: { day: DAY } });
    const body = answer.kind === 'page' ? answer.body : '';
    expect(body).toContain('<h1>OOPS summary: Thursday 2011-09-08, UTC, all systems</h1>');
    expect(body).toContain('<a rel="prev" href="/2011-09-07">← 2011-09-07</a>');
    expect(body).toContain('<a rel="next" href="/2011-09-09">2011-09-09 →</a>');
    expect(body).toContain('<a href="/outages/fdt-2011-09-08">Outage fdt-2011-09-08');
    expect(body).toMatch(/<a href="\/2011-09-08\/\w+">Group \w+<\/a>/);
  });

  it('leads to no day that is still to come', async () => {
    const answer = await pagesOf(makeIncidentFolder())({
      route: 'day',
      params: { day: DAY },
      now: Date.parse('2011-09-08T12:00Z'),
    });
    expect(answer.kind === 'page' && answer.body.includes('rel="next"')).toBe(false);
  });

  it.each([
    ['day', { day: DAY }, ['daily', DAY]],
    ['dayOfGroup', { day: DAY, group: 'code' }, ['daily', DAY, '--group', 'code']],
  ] as const)('has, as JSON, what the command prints: %s', async (route, params, args) => {
    const folder = makeIncidentFolder();
    const answer = await pagesOf(folder)({ route, params, format: 'json' });
    const { stdout, stderr } = await run(folder, [...args, ...AS_OF, '--format', 'json']);
    expect({ stderr, answer }).toMatchObject({ stderr: '', answer: { status: 200, body: stdout } });
  });

  it.each([
    ['today', 'html', '/2011-09-09'],
    ['yesterday', 'html', '/2011-09-08'],
    ['yesterday', 'json', '/2011-09-08.json'],
  ] as const)('is where %s as %s leads to', async (route, format, to) => {
    const answer = await pagesOf(makeIncidentFolder())({ route, format });
    expect(answer).toEqual({ kind: 'redirect', to, isPermanent: false });
  });

  it.each([
    ['day', { day: '2011-02-30' }, '2011-02-30'],
    ['dayOfGroup', { day: DAY, group: 'codes' }, 'There is no group codes.'],
  ] as const)('says what there is not: %s of %j', async (route, params, says) => {
    const answer = await pagesOf(makeIncidentFolder())({ route, params });
    expect(answer).toMatchObject({ status: 404, body: expect.stringContaining(says) as string });
  });
});
