import { describe, expect, it } from 'vitest';
import { parseConfig } from '../../src/config/parse-config.js';
import { duringOf, expectedFailuresOf, kindOf } from '../../src/config/system-map.js';

const config = parseConfig(
  `
systems:
  appservers: { reporters: [A] }
  blog: { reporters: [B], during: unaffected }
  CodeHosting: { reporters: [CH], expectedFailures: [{ type: TimeoutError }] }
  silent: { reporters: [X], expectedFailures: [] }
expectedFailures: [{ type: DisconnectionError }]
groups:
  code: { systems: [CODEHOSTING], summary: codehosting }
  all: { systems: [appservers, codehosting, silent], summary: generic }
`,
  'oops-report.yaml',
);

describe('expectedFailuresOf', () => {
  it.each([
    ['appservers', [{ type: 'DisconnectionError' }]],
    ['codehosting', [{ type: 'TimeoutError' }]],
    ['silent', []],
    ['BLOG', []],
    ['UNHEARD', [{ type: 'DisconnectionError' }]],
  ])('of %s', (system, expected) => expect(expectedFailuresOf(config, system)).toEqual(expected));
});

describe('duringOf', () => {
  it.each([
    ['Blog', 'unaffected'],
    ['appservers', 'fails'],
    ['UNHEARD', 'fails'],
  ])('of %s is %s', (system, expected) => expect(duringOf(config, system)).toBe(expected));
});

describe('kindOf', () => {
  it.each([
    ['codehosting', 'codehosting'],
    ['SILENT', 'generic'],
    ['blog', 'webapp'],
    ['UNHEARD', 'webapp'],
  ])('of %s is %s, by the first group that names it', (system, expected) => {
    expect(kindOf(config, system)).toBe(expected);
  });
});
