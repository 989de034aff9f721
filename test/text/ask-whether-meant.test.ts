import { expect, it } from 'vitest';
import { askWhetherMeant } from '../../src/text/ask-whether-meant.js';

it.each([
  ['appserver', ['blog', 'appservers'], 'Did you mean appservers?'],
  ['web', ['Web', 'web2', 'web2'], 'Did you mean Web or web2?'],
  ['mail', ['blog', 'soyuz'], ''],
  ['mail', [], ''],
])('asks of %s among %j: %s', (typed, names, question) => {
  expect(askWhetherMeant(typed, names)).toBe(question);
});
