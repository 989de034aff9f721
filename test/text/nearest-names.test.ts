import { expect, it } from 'vitest';
import { nearestNames } from '../../src/text/nearest-names.js';

const NAMES = ['appservers', 'blog', 'code-imports', 'codehosting', 'edge', 'librarian'];

it.each([
  ['appserver', ['appservers']],
  ['APPSERVRS', ['appservers']],
  ['code', ['code-imports', 'codehosting']],
  ['blgo', ['blog']],
  ['', []],
  ['soyuz', []],
])('finds what may have been meant by %o', (typed, names) => {
  expect(nearestNames(typed, NAMES)).toEqual(names);
});

it('tells three names at most', () => {
  expect(nearestNames('web', ['web4', 'web3', 'web2', 'web1'])).toEqual(['web1', 'web2', 'web3']);
});
