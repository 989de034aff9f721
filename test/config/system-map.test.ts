import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { SystemConfig } from '../../src/config/config.js';
import { parseConfig } from '../../src/config/parse-config.js';
import { createSystemMap, duringOf, expectedFailuresOf, kindOf } from '../../src/config/system-map.js';
import { UserError } from '../../src/user-error.js';

function system(name: string, ...reporters: string[]): SystemConfig {
  return { name, reporters, during: 'fails', expectedFailures: null };
}

describe('createSystemMap', () => {
  const map = createSystemMap([
    system('staging', 'S'),
    system('scanner', 'sms'),
    system('appservers', 'lpnet*'),
    system('canary', 'LPNET1?'),
    system('checkwatches', 'lpnet-checkwatches'),
    system('importd', '*-import'),
    system('blog', 'wordpress', 'a.b'),
  ]);

  it.each([
    ['S', 'staging'],
    ['s', 'staging'],
    ['SMS', 'scanner'],
    ['SM', 'SM'],
    ['LPNET', 'appservers'],
    ['lpnet1', 'appservers'],
    ['LPNET12', 'canary'],
    ['LPNET123', 'appservers'],
    ['LPNET-checkwatches', 'checkwatches'],
    ['LPNET-checkwatches2', 'appservers'],
    ['git-import', 'importd'],
    ['A.B', 'blog'],
    ['AxB', 'AxB'],
    ['WORDPRESS', 'blog'],
    ['BLOG', 'blog'],
    ['Staging', 'staging'],
    ['archive-publisher', 'archive-publisher'],
    ['', ''],
  ])('says that reporter %j is of system %j', (reporter, expected) => {
    expect(map.systemOf(reporter)).toBe(expected);
    expect(map.systemOf(reporter)).toBe(expected);
  });

  it('prefers a question mark to a star among equally many letters', () => {
    const both = createSystemMap([system('many', 'cron*'), system('one', 'cron?')]);
    expect(both.systemOf('CRON1')).toBe('one');
    expect(both.systemOf('CRON12')).toBe('many');
  });

  it('prefers an exact pattern to a longer one with wildcards', () => {
    const both = createSystemMap([system('long', '*xabc*'), system('exact', 'xabc')]);
    expect(both.systemOf('XABC')).toBe('exact');
  });

  it('takes any reporter for a lone star that no other pattern claims', () => {
    const all = createSystemMap([system('rest', '*'), system('web', 'lpnet*')]);
    expect([all.systemOf('LPNET1'), all.systemOf('CH')]).toEqual(['web', 'rest']);
  });

  it('refuses a reporter that two systems claim alike, and only that one', () => {
    const rivals = createSystemMap([
      system('web', 'lpnet*'),
      system('cron', '*-cron'),
      system('jobs', 'LP*'),
    ]);
    expect(rivals.systemOf('lpnet1')).toBe('web');
    expect(rivals.systemOf('edge-cron')).toBe('cron');
    expect(() => rivals.systemOf('lpnet-cron')).toThrow(
      new UserError(
        'Reporter LPNET-CRON is claimed by system web ("lpnet*") and by system cron ("*-cron"). ' +
          'Add LPNET-CRON to the reporters of one of them in the config.',
      ),
    );
  });

  it('leaves alone a reporter that patterns of one system claim alike', () => {
    expect(createSystemMap([system('web', 'lp*', '*p1')]).systemOf('LP1')).toBe('web');
  });

  it('gives one answer whatever the case of the reporter and the order of the systems', () => {
    const systems = [system('a', 'x*', 'xyz'), system('b', 'xy*'), system('c', '?y'), system('d', 'xyz?')];
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom('x', 'y', 'z', 'X', 'Y'), maxLength: 5 }),
        fc.shuffledSubarray(systems, { minLength: systems.length }),
        (reporter, shuffled) => {
          const expected = createSystemMap(systems).systemOf(reporter);
          const answer = createSystemMap(shuffled).systemOf(reporter.toLowerCase());
          expect(answer.toUpperCase()).toBe(expected.toUpperCase());
        },
      ),
    );
  });
});

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
