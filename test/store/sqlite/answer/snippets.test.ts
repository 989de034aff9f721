import { expect, it } from 'vitest';
import { readTextQuery } from '../../../../src/questions/text-query.js';
import { prepareSnippets, snippetsOfTexts } from '../../../../src/store/sqlite/answer/snippets.js';
import { refreshTextIndex } from '../../../../src/store/sqlite/answer/text-index.js';
import { databaseOf, newOops } from '../../../support/sample-oops.js';

const OOPSES = [
  newOops('OOPS-1A1', { type: 'KeyError', value: 'The Store left', url: 'https://launchpad.net/' }),
  newOops('OOPS-1A2', { type: 'StoreError', value: 'x' }),
];

it('shows of each phrase the first text that has it', () => {
  const db = databaseOf(OOPSES);
  refreshTextIndex(db);
  const snippetOf = (text: string) => prepareSnippets(db, readTextQuery('--text', text));
  expect(snippetOf('store OR launchpad')(1)).toBe('value: The [Store] left; url: https://[launchpad].net/');
  expect(snippetOf('store*')(2)).toBe('type: [StoreError]');
  expect(snippetOf('store')(2)).toBe('');
});

it('makes the same of texts that are not in the database', () => {
  const db = databaseOf(OOPSES);
  refreshTextIndex(db);
  const texts = OOPSES.map(({ oops: { value, type, topic, url, username, traceback } }) => [
    ...[value, type, topic, url, username, traceback],
  ]);
  for (const text of ['store OR launchpad', 'store*', 'store', 'NOT store', '"store left" launchpad']) {
    const query = readTextQuery('--text', text);
    expect(snippetsOfTexts(query, texts)).toEqual([1, 2].map(prepareSnippets(db, query)));
  }
});
