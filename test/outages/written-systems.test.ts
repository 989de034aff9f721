import { expect, it } from 'vitest';
import { splitSystems, splitTypedSystems } from '../../src/outages/written-systems.js';

it.each([
  ['api', ['api']],
  ['api,web', ['api', 'web']],
  ['api web', ['api', 'web']],
  ['api;web', ['api', 'web']],
  [' api, web ;blog,', ['api', 'web', 'blog']],
  ['*', ['*']],
  ['all', ['all']],
  ['', []],
])('cuts the list %j', (text, names) => {
  expect(splitSystems(text)).toEqual(names);
});

it('takes a typed all for *, unless a system has that name', () => {
  expect(splitTypedSystems('all', null)).toEqual(['*']);
  expect(splitTypedSystems('ALL', new Set(['web']))).toEqual(['*']);
  expect(splitTypedSystems('all', new Set(['web', 'All']))).toEqual(['all']);
});
