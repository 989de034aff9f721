import { describe, expect, it } from 'vitest';
import { addFiles, textReport } from '../support/temporary-folder.js';
import { makeWorkplace, type Workplace } from '../support/workplace.js';

/** A pattern and a value on which an engine that backtracks never ends. */
const PATTERN = '(a+)+$';
const VALUE = `${'a'.repeat(5000)}!`;
const GLOB = `${'A*'.repeat(40)}B`;
const REPORTER = 'a'.repeat(5000);

async function load(config: string): Promise<Workplace> {
  const place = makeWorkplace();
  const fields = {
    'Exception-Type': VALUE,
    'Exception-Value': VALUE,
    Date: '2011-09-08T08:00:00Z',
    URL: `https://example.com/${VALUE}`,
    reporter: REPORTER,
  };
  addFiles(place.folder, {
    'reports/2011-09-08/OOPS-2077A1': textReport('OOPS-2077A1', fields),
    'oops-report.yaml': config,
  });
  expect(await place.run('ingest', 'reports')).toMatchObject({ code: 0 });
  return place;
}

const answer = async ({ run }: Workplace, ...args: string[]) =>
  JSON.parse((await run(...args, '--format', 'json')).stdout).rows;

describe('a pattern on which others hang', () => {
  it('is answered by query and sql', async () => {
    const place = await load('');
    expect(await answer(place, 'query', '--value', PATTERN, '--group-by', 'type')).toEqual([]);
    expect(await answer(place, 'query', '--type', GLOB, '--group-by', 'type')).toEqual([]);
    const sql = `SELECT count(*) AS n FROM oops WHERE value REGEXP '${PATTERN}'`;
    expect(await answer(place, 'sql', sql)).toEqual([[0]]);
  });

  it('may stand in the config', async () => {
    const place = await load(`
systems: { web: { reporters: ["${GLOB}"], expectedFailures: [{ type: "${GLOB}", value: "${PATTERN}" }] } }
toleratedFailures: [{ type: "*", value: "${PATTERN}" }]
neverSuppress: [{ type: "${GLOB.toLowerCase()}" }, { type: "*", value: "${PATTERN}" }]
classification: [{ class: informational-only-errors, url: "${PATTERN}" }]
normalisation: [{ pattern: "${PATTERN}", replacement: "x" }]
`);
    await place.run(
      'windows',
      'add',
      '--outage',
      'o',
      '--start',
      '2011-09-08T07:59Z',
      '--end',
      '2011-09-08T08:01Z',
    );
    expect(await place.run('daily', '2011-09-08', '--format', 'json')).toMatchObject({ code: 0, stderr: '' });
  });
});
