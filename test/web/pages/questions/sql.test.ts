import { describe, expect, it } from 'vitest';
import { VIEWS } from '../../../../src/questions/sql/views.js';
import type { PageAnswer } from '../../../../src/web/page.js';
import { HOSTILE_TEXT, UNPRINTABLE } from '../../../support/hostile-values.js';
import { MORNING_AFTER } from '../../../support/load-incident.js';
import { run } from '../../../support/run.js';
import { makeIncidentFolder, pagesOf } from '../../../support/site.js';

const folder = makeIncidentFolder;
const query = (words: Readonly<Record<string, string>>) => String(new URLSearchParams(words));
const bodyOf = (answer: PageAnswer) => (answer.kind === 'page' ? answer.body : '');

describe('the page of SQL', () => {
  it('is a form with examples that can be asked, and describes the views', async () => {
    const ask = pagesOf(folder(), { allowsSql: true });
    const body = bodyOf(await ask({ route: 'sql' }));
    for (const [name, { columns }] of Object.entries(VIEWS)) {
      expect(body).toContain(`<h3 id="${name}">${name}</h3>`);
      for (const column of Object.keys(columns)) expect(body).toContain(`<code>${column}</code>`);
    }
    const examples = [...body.matchAll(/<li><a href="\/sql\?([^"]*)">/g)].map(([, to = '']) => to);
    expect(examples.length).toBeGreaterThan(3);
    for (const example of examples) {
      const words = new URLSearchParams(example.replaceAll('&#x3D;', '=').replaceAll('&amp;', '&'));
      for (const [, name = ''] of (words.get('sql') ?? '').matchAll(/:(\w+)/g)) words.set(`:${name}`, '2011');
      expect(await ask({ route: 'sql', query: String(words) })).toMatchObject({ status: 200 });
    }
  });

  it.each(['json', 'csv', 'ndjson'] as const)('has as %s what the command prints', async (format) => {
    const place = folder();
    const sql =
      "SELECT system, disposition, count(*) AS n, '=1+1' AS x FROM oops WHERE type = :type GROUP BY 1, 2";
    const answer = await pagesOf(place, { allowsSql: true })({
      route: 'sql',
      format,
      query: query({ sql, ':type': 'DisconnectionError' }),
    });
    const args = ['sql', sql, '--param', 'type=DisconnectionError', '--format', format];
    const { stdout } = await run(place, args, { now: () => MORNING_AFTER });
    expect(answer).toMatchObject({ status: 200, body: stdout });
  });

  it('makes fields of parameters, and asks for those that lack a value', async () => {
    const ask = pagesOf(folder(), { allowsSql: true });
    const sql = 'SELECT :one AS one, :other AS other';
    const lacking = await ask({ route: 'sql', query: query({ sql, ':one': '1' }) });
    expect(lacking).toMatchObject({ status: 400 });
    expect(bodyOf(lacking)).toContain('role="alert">Give a value for :other.</p>');
    expect(bodyOf(lacking)).toContain('<label for="parameter-2">:other</label>');
    const whole = await ask({ route: 'sql', query: query({ sql, ':one': '1', ':other': '' }) });
    expect(bodyOf(whole)).toContain('<th scope="row" class="number">1</th><td class="short"></td>');
  });

  it('sends who filled in the form to an address without what is empty or nothing to it', async () => {
    const words = query({ sql: 'SELECT :a', limit: '', ':a': '', ':b': '3' });
    expect(await pagesOf(folder(), { allowsSql: true })({ route: 'sql', query: words })).toMatchObject({
      kind: 'redirect',
      to: '/sql?sql=SELECT+:a&:a=',
    });
  });

  it.each([
    ['DELETE FROM oops', 'only SELECT, WITH, VALUES and EXPLAIN of these can be run'],
    ['SELECT nme FROM oops', 'no such column: nme.'],
    ['SELECT 1; SELECT 2', 'The supplied SQL string contains more than one statement'],
    ['SELECT load_extension(1)', 'not authorized'],
  ])('says of %s that it cannot be asked', async (sql, says) => {
    const ask = pagesOf(folder(), { allowsSql: true });
    const answer = await ask({ route: 'sql', query: query({ sql }) });
    expect(answer).toMatchObject({ status: 400 });
    expect(bodyOf(answer)).toContain('role="alert">SQL: ');
    expect(bodyOf(answer)).toContain(says);
    expect(bodyOf(answer)).toContain(`spellcheck="false">\n${sql}</textarea>`);
    const json = await ask({ route: 'sql', query: query({ sql }), format: 'json' });
    expect(json).toMatchObject({ status: 400, body: expect.stringContaining(says) as string });
  });

  it('shows a thousand rows, and says where more are', async () => {
    const sql = 'SELECT a.seq FROM oops a, oops b LIMIT 20000';
    const ask = pagesOf(folder(), { allowsSql: true });
    const body = bodyOf(await ask({ route: 'sql', query: query({ sql, limit: '5000' }) }));
    expect(body).toContain('<p>1000 rows, and there are more: ');
    expect(body).toContain('limit&#x3D;10000">up to 10000 as CSV</a>');
    const csv = await ask({ route: 'sql', query: query({ sql, limit: '10000' }), format: 'csv' });
    expect(bodyOf(csv).trimEnd().split('\r\n')).toHaveLength(10_001);
    expect(await ask({ route: 'sql', query: query({ sql, limit: '10001' }), format: 'csv' })).toMatchObject({
      status: 400,
    });
  });

  it('shows whatever a statement holds and answers as text', async () => {
    const sql = `SELECT '${HOSTILE_TEXT.replaceAll('\0', '').replaceAll("'", "''")}' AS "<b>${'x'.repeat(3000)}", :v AS v, hex(zeroblob(4000)) AS z`;
    const ask = pagesOf(folder(), { allowsSql: true });
    const answer = await ask({ route: 'sql', query: query({ sql, ':v': HOSTILE_TEXT }) });
    const body = bodyOf(answer);
    expect(answer).toMatchObject({ status: 200 });
    expect(body).not.toMatch(/<script|<b[ >]/);
    expect(body.replaceAll('\n', '')).not.toMatch(UNPRINTABLE);
    expect(body).toContain('(of 8000 characters)');
  });
});
