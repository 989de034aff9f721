import { describe, expect, it } from 'vitest';
import { parseWindowJson } from '../../../../src/outages/window-log/json.js';
import { readWindowColumns } from '../../../../src/outages/window-log/mapped-json/column-map.js';
import { UserError } from '../../../../src/user-error.js';
import { OPTIONS, refusalsOf, rowsOf } from '../sources.js';

const JOBS = `{
  "page": { "tags": ["a", "b"] },
  "jobs": [
    { "id": 41, "name": "Move\\nit", "kind": "partial", "begin": { "at": "2026-11-09T20:00:00-05:00" },
      "finish": { "at": "2026-11-09T22:00:00-05:00" }, "scope": [{ "name": "Web Shop" }, { "name": "orders" }] },
    { "id": 42, "name": null, "begin": { "at": 1794269700 }, "finish": { "at": null }, "scope": [{ "name": "search" }] },
    { "id": 43, "name": "Wrong", "begin": { "at": "noon" }, "finish": {}, "scope": [{ "name": "search" }] },
    { "id": 44, "name": "None", "begin": { "at": 1794269700000 }, "finish": {}, "scope": [] }
  ]
}`;
const COLUMNS = 'outage=id,start=begin.at,end=finish.at,systems=scope.name,title=name,phase=kind';

const read = (text: string, columns: string, more = {}) =>
  parseWindowJson(text, { ...OPTIONS, columns: readWindowColumns(columns), ...more });

describe('JSON with keys of its own', () => {
  const jobs = read(JOBS, COLUMNS);

  it('is read by a map of them, from the first list of dictionaries', () => {
    expect(rowsOf(jobs)).toEqual([
      ['41', 'partial', 'orders web-shop', '2026-11-10T01:00:00Z', '2026-11-10T03:00:00Z', 'Move', ''],
      ['42', 'downtime', 'search', '2026-11-10T00:15:00Z', '', '', ''],
    ]);
  });

  it('is refused row by row, with line and id', () => {
    expect(refusalsOf(jobs)).toEqual([
      '7: window 43: start noon is no time. Write it as year, month, day and time: 2011-09-08T08:53:05Z.',
      '8: window 44: systems is empty. Write the names of the systems, or * for all.',
    ]);
  });

  it('has the systems of the option where a row names none', () => {
    const chosen = read(JOBS, COLUMNS, { systems: ['db'] });
    expect(rowsOf(chosen).map(([outage, , systems]) => [outage, systems])).toEqual([
      ['41', 'orders web-shop'],
      ['42', 'search'],
      ['44', 'db'],
    ]);
  });

  it.each<[string, string, string[]]>([
    [
      'a list by itself',
      '[{"outage": "a", "start": "2026-11-10"}]',
      ['a', 'downtime', '*', '2026-11-10T00:00:00Z', '', '', ''],
    ],
    [
      'a list further in',
      '{"data": {"n": 1, "items": [{"outage": "a", "start": "2026-11-10", "systems": "web; db"}]}}',
      ['a', 'downtime', 'db web', '2026-11-10T00:00:00Z', '', '', ''],
    ],
  ])('is found: %s', (_, text, row) => {
    const columns = text.includes('systems')
      ? 'outage=outage,start=start,systems=systems'
      : 'outage=outage,start=start';
    expect(rowsOf(read(text, columns))).toEqual([row]);
  });

  it('is read without a map where its keys are called like the columns', () => {
    const text =
      '{"windows": [{"outage": "a", "start": "2026-11-10T08:00Z", "systems": ["web"], "kind": "planned"}]}';
    expect(rowsOf(parseWindowJson(text, OPTIONS))).toEqual([
      ['a', 'downtime', 'web', '2026-11-10T08:00:00Z', '', '', 'planned'],
    ]);
  });

  it('can have one phase, kind and scope for all', () => {
    const text = '[{"id": "a", "from": "2026-11-10T08:00Z", "length": 90}]';
    const { windows } = read(text, 'outage=id,start=from,phase=partial,kind=planned,systems=*,budget=length');
    expect(windows[0]?.window).toMatchObject({
      phase: 'partial',
      isPlanned: true,
      systems: ['*'],
      budgetSeconds: 90,
    });
  });

  it('has times without an offset by the clocks of the zone', () => {
    const text = '[{"id": "a", "from": "2026-07-10 08:00"}]';
    expect(rowsOf(read(text, 'outage=id,start=from', { zone: 'Europe/London' }))[0]?.[3]).toBe(
      '2026-07-10T07:00:00Z',
    );
  });

  it('has the systems of a list that the config knows, and a remark on the others', () => {
    const text = '[{"id": "a", "from": "2026-11-10", "on": ["Web Shop", "Cafeteria"]}]';
    const { windows, remarks } = read(text, 'outage=id,start=from,systems=on', {
      knownSystems: new Set(['web_shop']),
    });
    expect(windows[0]?.window.systems).toEqual(['web_shop']);
    expect(remarks).toEqual([
      'f.json line 1: window a: system "Cafeteria" is no system of the config and was left out.',
    ]);
  });

  it('has keys with a dot in their name', () => {
    const text = '[{"x": {"a.b": {"c": "fdt-1"}}, "on.the": "2026-07-10"}]';
    expect(rowsOf(read(text, 'outage=x.a.b.c,start=on.the'))[0]?.[0]).toBe('fdt-1');
  });

  it.each([
    [
      { systems: [{ name: 'web' }] },
      'systems is a list or a dictionary. Name a key within it, such as KEY.name.',
    ],
    [{ title: {} }, 'title is a list or a dictionary. Name a key within it, such as KEY.name.'],
    [{ start: [] }, 'start is a list or a dictionary. Name a key within it, such as KEY.name.'],
    [
      { start: 1e300 },
      `start 1e+300 is no time. Write it as year, month, day and time: 2011-09-08T08:53:05Z.`,
    ],
    [{ phase: true }, 'phase "true" is unknown. Write downtime, partial or shutdown.'],
  ])('is refused with %j', (wrong, reason) => {
    const text = JSON.stringify({ rows: [{ outage: 'a', start: '2026-11-10', systems: 'web', ...wrong }] });
    expect(refusalsOf(parseWindowJson(text, OPTIONS))).toEqual([`1: window a: ${reason}`]);
  });

  it('is remarked on where no row has what may be absent', () => {
    expect(
      read('[{"id": "a", "from": "2026-11-10"}]', 'outage=id,start=from,end=until,title=id').remarks,
    ).toEqual(['f.json: no window in it has until for end.']);
  });

  it.each([
    [
      'outage=uid,start=begin.at,systems=where',
      "f.json: no window in it has uid for outage, where for systems; the keys found are: id, name, kind, begin.at, finish.at, scope.name. Needed are outage and start: say where they lie with --columns 'outage=KEY,start=KEY,end=KEY,systems=KEY,title=KEY'.",
    ],
    [
      'rows=job,outage=id,start=begin.at',
      'f.json: rows job is no list; its keys are: page.tags, jobs.id, jobs.name, jobs.kind, jobs.begin.at, jobs.finish.at, jobs.scope.name. Correct rows in --columns.',
    ],
    [
      'outage=id,star=begin.at',
      '--columns outage=id,star=begin.at: star is no column of a window. Did you mean start?',
    ],
    ['outage', '--columns outage: write COLUMN=KEY, such as outage=id,start=begin.at.'],
  ])('is refused whole with the map %s, and the keys that are there', (columns, message) => {
    expect(() => read(JOBS, columns)).toThrow(new UserError(message));
  });
});
