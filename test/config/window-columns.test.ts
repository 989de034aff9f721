import { describe, expect, it } from 'vitest';
import { parseConfig } from '../../src/config/parse-config.js';
import { createWindowColumns } from '../../src/config/window-columns.js';
import { UserError } from '../../src/user-error.js';

const CONFIG = `
windowSources:
  - { files: "instatus-*.json", columns: { outage: id, start: start.at, rows: data.items } }
  - { files: "*.json", columns: { outage: key, start: from } }
`;

describe('the columns of a window source', () => {
  const columnsOf = createWindowColumns(parseConfig(CONFIG, 'c.yaml'));

  it.each([
    ['/srv/instatus-1.json', { outage: 'id', start: 'start.at', rows: 'data.items' }],
    ['/srv/other.json', { outage: 'key', start: 'from' }],
    ['/srv/windows.csv', undefined],
  ])('of %s are those of the first pattern that matches', (path, columns) => {
    expect(columnsOf(path)).toEqual(columns);
  });

  it.each([
    [
      'windowSources: [{ files: a, columns: { outage: id, start: a, begin: x } }]',
      'c.yaml line 1: windowSources[0].columns.begin: is no known key. Known here: outage, phase, systems, start, end, title, budget, kind, rows.',
    ],
    [
      'windowSources: [{ files: a, columns: { outage: id } }]',
      'c.yaml line 1: windowSources[0].columns.start: has no value. Write a text.',
    ],
    [
      'silences: { labels: service }',
      'c.yaml line 1: silences.labels: "service" is not a list such as [A, B], or [] for none.',
    ],
  ])('are refused in %j', (text, message) => {
    expect(() => parseConfig(text, 'c.yaml')).toThrow(new UserError(message));
  });
});

it('names the labels of silences, or the usual ones', () => {
  expect(parseConfig('silences: { labels: [cluster] }', 'c.yaml').silences).toEqual({ labels: ['cluster'] });
  expect(parseConfig('', 'c.yaml').silences).toEqual({ labels: ['system', 'service', 'job', 'app'] });
});
