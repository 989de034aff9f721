import { expect, it } from 'vitest';
import { nearestNames, suggestNames } from '../../src/text/nearest-names.js';

const NAMES = ['appservers', 'blog', 'code-imports', 'codehosting', 'edge', 'librarian'];

it.each([
  ['appserver', ['appservers']],
  ['APPSERVRS', ['appservers']],
  ['code', ['code-imports', 'codehosting']],
  ['blgo', ['blog']],
  ['lbog', ['blog']],
  ['hosting', ['codehosting']],
  ['import', ['code-imports']],
  ['edgf', ['edge']],
  ['', []],
  ['soyuz', []],
])('finds what may have been meant by %o', (typed, names) => {
  expect(nearestNames(typed, NAMES)).toEqual(names);
});

it('tells three names at most', () => {
  expect(nearestNames('web', ['web4', 'web3', 'web2', 'web1'])).toEqual(['web1', 'web2', 'web3']);
});

it('tells only the nearest, not what is farther', () => {
  expect(nearestNames('topc', ['type', 'topic', 'time'])).toEqual(['topic']);
  expect(nearestNames('cvs', ['table', 'csv', 'ndjson'])).toEqual(['csv']);
});

it('asks for the nearest, or says what else to do', () => {
  expect(suggestNames('web', ['web1', 'web2', 'blog'], 'Choose one.')).toBe('Did you mean web1 or web2?');
  expect(suggestNames('soyuz', NAMES, 'Choose one.')).toBe('Choose one.');
});
