import { describe, expect, it } from 'vitest';
import { END_OF_SAMPLE } from '../../../support/load-incident.js';
import { run } from '../../../support/run.js';
import { makeIncidentFolder, pagesOf } from '../../../support/site.js';
import { addFiles } from '../../../support/temporary-folder.js';

const OUTAGE = 'fdt-2011-09-08';
const AS_OF = { now: END_OF_SAMPLE };

async function bodyOf(answer: ReturnType<ReturnType<typeof pagesOf>>): Promise<string> {
  const made = await answer;
  return made.kind === 'page' ? made.body : made.to;
}

describe('the page of the window log', () => {
  it('has, as JSON, what the command prints, of all windows whatever page is asked for', async () => {
    const folder = makeIncidentFolder();
    const { stdout } = await run(folder, ['windows', 'list', '--format', 'json']);
    const pages = pagesOf(folder);
    for (const query of ['', 'page=2']) {
      expect(await pages({ route: 'windows', format: 'json', query })).toMatchObject({ body: stdout });
    }
    expect(stdout).toContain(OUTAGE);
  });

  it('says how each window stands, what is open first, and leads to what can be done about it', async () => {
    const folder = makeIncidentFolder();
    const clock = { now: () => END_OF_SAMPLE };
    const add = (...args: string[]) => run(folder, ['windows', 'add', '--outage', ...args], clock);
    await add('open', '--systems', 'soyuz', '--start', '2011-09-08T10:00Z', '--title', 'Disk <b>full</b>');
    await add('plan', '--kind', 'planned', '--start', '2011-09-08T08:50Z', '--end', '2011-09-08T09:00Z');
    const html = await bodyOf(pagesOf(folder, { allowsEdit: true })({ route: 'windows', ...AS_OF }));
    expect(html).toContain('4 windows of 3 outages, 1 of them open,');
    const rows = [...html.matchAll(/<tr><th scope="row">(.*)<\/tr>/g)].map(([, row = '']) => row);
    expect(rows.map((row) => /href="([^"]*)"/.exec(row)?.[1])).toEqual([
      '/outages/open',
      `/outages/${OUTAGE}`,
      '/outages/plan/log',
      `/outages/${OUTAGE}`,
    ]);
    expect(rows[0]).toContain('<strong class="inconclusive">open</strong>');
    expect(rows[0]).toContain('<a href="/outages/open/end">End it now<span class="unseen">: open</span></a>');
    expect(rows[0]).toContain('<td>Disk &lt;b&gt;full&lt;/b&gt;</td>');
    expect(rows[2]).toContain(`took place as<br><a href="/outages/${OUTAGE}">${OUTAGE}</a>`);
    expect(rows[2]).toContain('<td>planned downtime</td>');
    expect(html).toContain('<a href="/windows/add">Record a window</a>');
    const plain = await bodyOf(pagesOf(folder)({ route: 'windows', ...AS_OF }));
    expect(plain).not.toMatch(/\/windows\/add|\/end"|\/session/);
  });

  it('has a hundred windows, and links to the others', async () => {
    const folder = makeIncidentFolder();
    const rows = Array.from({ length: 199 }, (_, place) => {
      const start = new Date(Date.parse('2011-01-01T00:00:00Z') + place * 86_400_000).toISOString();
      return `old-${place},downtime,blog,${start},${start.replace('T00:00', 'T00:01')}\n`;
    });
    addFiles(folder, { 'w.csv': `outage,phase,systems,start,end\n${rows.join('')}` });
    await run(folder, ['windows', 'import', 'w.csv']);
    const pages = pagesOf(folder);
    const read = async (query: string) => {
      const html = await bodyOf(pages({ route: 'windows', query }));
      return {
        windows: [...html.matchAll(/<tr><th scope="row"><a href="\/outages\/([^"]*)"/g)].map(([, id]) => id),
        links: [...html.matchAll(/rel="(prev|next)" href="([^"]*)"/g)].map(([, to, href]) => `${to} ${href}`),
      };
    };
    const [first, second, third] = [await read(''), await read('page=2'), await read('page=3')];
    expect([first, second, third].map(({ windows }) => windows.length)).toEqual([100, 100, 1]);
    expect(new Set([...first.windows, ...second.windows, ...third.windows]).size).toBe(200);
    expect(third).toEqual({ windows: ['old-0'], links: ['prev /windows?page&#x3D;2'] });
    expect(first.links).toEqual(['next /windows?page&#x3D;2', 'next /windows?page&#x3D;2']);
    expect(second.links).toContain('prev /windows');
  });

  it.each([
    ['2', 404],
    ['0', 400],
    ['-1', 400],
    ['x', 400],
  ])('has no page %j: %i', async (number, status) => {
    const answer = await pagesOf(makeIncidentFolder())({ route: 'windows', query: `page=${number}` });
    expect(answer).toMatchObject({ status });
  });

  it('says that the log is empty, and how it is filled', async () => {
    const folder = makeIncidentFolder();
    await run(folder, ['windows', 'remove', OUTAGE]);
    const html = await bodyOf(pagesOf(folder)({ route: 'windows' }));
    expect(html).toContain('The window log is empty.');
    expect(html).toContain('oops-report windows add');
  });
});

describe('the page of the changes of an outage', () => {
  it('is what the command prints, with what the windows said before', async () => {
    const folder = makeIncidentFolder();
    await run(folder, ['windows', 'edit', OUTAGE, '--of-phase', 'downtime', '--title', 'A <b> "try"']);
    await run(folder, ['windows', 'remove', OUTAGE], { user: 'ben & co' });
    const { stdout } = await run(folder, ['windows', 'log', OUTAGE, '--format', 'json']);
    const asked = { route: 'changes', params: { outage: OUTAGE } } as const;
    const pages = pagesOf(folder);
    expect(await pages({ ...asked, format: 'json' })).toMatchObject({ body: stdout });
    const html = await bodyOf(pages(asked));
    expect(html).toContain('5 changes, the first one first.');
    expect(html).toContain('<td>title was Fast downtime trial run</td>');
    expect(html).toContain('<td>ben &amp; co</td><td>removed</td>');
    expect(html).not.toContain(`href="/outages/${OUTAGE}"`);
  });

  it('is not there where there never was such an outage', async () => {
    const asked = { route: 'changes', params: { outage: 'fdt-2011-09-07' } } as const;
    expect(await pagesOf(makeIncidentFolder())(asked)).toMatchObject({
      status: 404,
      body: expect.stringContaining(`Did you mean ${OUTAGE}?`) as string,
    });
  });
});
