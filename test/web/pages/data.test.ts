import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { GLOSSARY } from '../../../src/reports/glossary/glossary.js';
import { commonReason } from '../../../src/reports/rejects/rejects.js';
import type { PageAnswer } from '../../../src/web/page.js';
import { MORNING_AFTER } from '../../support/load-incident.js';
import { run } from '../../support/run.js';
import { makeIncidentFolder, pagesOf } from '../../support/site.js';
import { addFiles } from '../../support/temporary-folder.js';

const bodyOf = (answer: PageAnswer) => (answer.kind === 'page' ? answer.body : '');
const at = { now: () => MORNING_AFTER };

/** The folder of the incident, with so many lines of a log that cannot be read. */
async function folderWithRejects(lines: number): Promise<string> {
  const folder = makeIncidentFolder();
  const bad = Array.from({ length: lines }, (_, n) => `{"id": "OOPS-9A${n}"}`);
  addFiles(folder, { 'x.ndjson': `{"id": "OOPS-1A2", "time": 0}\nno JSON\n${bad.join('\n')}\n` });
  await run(folder, ['ingest', 'x.ndjson'], at);
  return folder;
}

describe('the page of the status', () => {
  it('tells until when all is known, source by source, and leads to what needs a look', async () => {
    const folder = await folderWithRejects(3);
    await run(
      folder,
      ['windows', 'add', '--outage', 'open', '--systems', '*', '--start', '2011-09-09T05:00Z'],
      at,
    );
    const body = bodyOf(await pagesOf(folder)({ route: 'status' }));
    expect(body).toMatch(/<p>All is known until 2011-09-09 05:59:00 UTC, 1 min ago\.<\/p>/);
    expect(body).toContain('<a href="/rejects">4 files and lines that could not be read</a>');
    expect(body).toContain('<a href="/outages/open">open since 2011-09-09 05:00:00 UTC, 1 h</a>');
    expect(body).toContain(join(folder, 'x.ndjson'));
  });

  it('says whether that is late, where somebody says how late it may be', async () => {
    const ask = pagesOf(makeIncidentFolder());
    const late = await ask({ route: 'status', query: 'max-lag=10s' });
    expect(late).toMatchObject({
      status: 200,
      body: expect.stringContaining('<strong>LATE.</strong>') as string,
    });
    const inTime = bodyOf(await ask({ route: 'status', query: 'max-lag=10m' }));
    expect(inTime).toContain('<strong>IN TIME.</strong>');
    expect(inTime).toContain('value="10m"');
    expect(await ask({ route: 'status', query: 'max-lag=soon' })).toMatchObject({ status: 400 });
  });

  it.each([
    ['', []],
    ['max-lag=10s', ['--max-lag', '10s']],
  ])('has, as JSON of %j, what the command prints', async (query, args) => {
    const folder = await folderWithRejects(1);
    const answer = await pagesOf(folder)({ route: 'status', query, format: 'json' });
    const { stdout } = await run(folder, ['status', ...args, '--format', 'json'], at);
    expect(answer).toMatchObject({ status: 200, body: stdout });
  });
});

describe('the page of rejects', () => {
  it('groups them by reason, and lists a hundred', async () => {
    const ask = pagesOf(await folderWithRejects(230));
    const body = bodyOf(await ask({ route: 'rejects' }));
    expect(body).toContain('231 files and lines could not be read.');
    expect(body).toContain(
      '<a href="/rejects?reason&#x3D;no+time">no time</a></th><td class="number">230</td>',
    );
    expect(body).toContain('>Rejects 1 to 100 of 231</h2>');
    expect(body).toContain('<a rel="next" href="/rejects?page&#x3D;2">After these →</a>');
    const last = bodyOf(await ask({ route: 'rejects', query: 'reason=no+time&page=3' }));
    expect(last).toContain('>Rejects 201 to 230 of 230</h2>');
    expect(last).toContain('x.ndjson line 232');
    expect(last).not.toContain('rel="next"');
  });

  it('has, as JSON, what the command prints', async () => {
    const folder = await folderWithRejects(2);
    const answer = await pagesOf(folder)({ route: 'rejects', format: 'json' });
    const { stdout } = await run(folder, ['rejects', '--format', 'json'], at);
    expect(answer).toMatchObject({ status: 200, body: stdout });
  });

  it('says that there are none', async () => {
    const body = bodyOf(await pagesOf(makeIncidentFolder())({ route: 'rejects' }));
    expect(body).toContain('<p>Nothing was rejected: all that was found could be read.</p>');
  });

  it.each(['page=2', 'reason=other'])('has no page %s', async (query) => {
    expect(await pagesOf(await folderWithRejects(1))({ route: 'rejects', query })).toMatchObject({
      status: 404,
    });
  });

  it('tells reasons from one another by what is the same in each file', () => {
    expect(commonReason('line 12: unknown key \'tpye\' of "x"')).toBe('line N: unknown key … of …');
  });
});

describe('the glossary', () => {
  const words = GLOSSARY.flatMap((part) => part.words);

  it('has every word once, and leads to words that are there', () => {
    const ids = words.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(words.flatMap(({ see }) => see).filter((id) => !ids.includes(id))).toEqual([]);
    for (const { id, meaning } of words) expect(`${id}: ${meaning}`).toMatch(/^[a-z-]+: .*[.]$/);
  });

  it('has a place for each, and its data as JSON', async () => {
    const ask = pagesOf(makeIncidentFolder());
    const body = bodyOf(await ask({ route: 'glossary' }));
    for (const { id } of words) expect(body).toContain(`<dt id="${id}">`);
    expect(body).toContain('<a href="#failure-mode">failure mode</a>');
    expect(JSON.parse(bodyOf(await ask({ route: 'glossary', format: 'json' })))).toEqual(GLOSSARY);
  });
});
