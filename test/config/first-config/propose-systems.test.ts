import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { proposeSystems } from '../../../src/config/first-config/propose-systems.js';

/** `name: patterns` of each. */
function inWords(reporters: readonly string[]): string[] {
  return proposeSystems(reporters).map(({ name, patterns }) => `${name}: ${patterns.join(' ')}`);
}

describe('proposeSystems', () => {
  it.each<[string, string[], string[]]>([
    ['nothing of nobody', [], []],
    ['one system of numbered workers', ['worker-1', 'worker-2', 'worker-10'], ['worker: worker-*']],
    ['the one without a number among them', ['worker', 'worker-1', 'worker-2'], ['worker: worker worker-*']],
    [
      'a system of each that is alone',
      ['api', 'worker-1', 'Web'],
      ['api: api', 'Web: Web', 'worker-1: worker-1'],
    ],
    [
      'systems of environments',
      ['api', 'api@staging', 'w-a-1@qa', 'w-a-2@qa'],
      ['api: api', 'api@staging: api@staging', 'w-a@qa: w-a-*@qa'],
    ],
    ['a system of hosts', ['web01.example.com', 'web02.example.com'], ['web.example.com: web*.example.com']],
    ['a system of addresses', ['ip-10-0-0-1', 'ip-10-0-0-2'], ['ip: ip-*']],
    ['a system of pods', ['api-7d9f8b6c54-x2x7q', 'api-5c9f8b6c54-bbbbb', 'api'], ['api: api api-*']],
    ['a system of containers', ['job 3f2a9c1d77', 'job 9b8c7d6e5f'], ['job: job *']],
    [
      'one system of names that differ in a hyphen',
      ['lpnet1', 'lpnet2', 'lpnet-1', 'lpnet-2'],
      ['lpnet: lpnet-* lpnet*'],
    ],
    [
      'letters of old ids one by one',
      ['A', 'B', 'EA', 'XMLP', 'A1B', 'A2B'],
      ['A: A', 'A1B: A1B', 'A2B: A2B', 'B: B', 'EA: EA', 'XMLP: XMLP'],
    ],
    ['projects of Sentry one by one', ['42', '57'], ['42: 42', '57: 57']],
    [
      'one that the pattern of others would take',
      ['worker-1', 'worker-2', 'worker-cron'],
      ['worker: worker-*', 'worker-cron: worker-cron'],
    ],
    [
      'names that a window log takes',
      ['a b;c', '*', 'a-b-c'],
      ['a-b-c: a-b-c', 'a-b-c-2: a b;c', 'unnamed: *'],
    ],
    ['a name once, whatever its case', ['API', 'api'], ['API: API']],
    ['no name that is blank', [' ', ''], []],
  ])('proposes %s', (_, reporters, wanted) => {
    expect(inWords(reporters).sort()).toEqual([...wanted].sort());
  });

  it('gives every reporter to one system', () => {
    const names = fc.array(fc.stringMatching(/^[ab12*?@-]{1,6}$/), { maxLength: 12 });
    fc.assert(
      fc.property(names, (reporters) => {
        const given = proposeSystems(reporters).flatMap((system) => system.reporters);
        expect(given.map((name) => name.toUpperCase()).sort()).toEqual(
          [...new Set(reporters.map((name) => name.toUpperCase()))].sort(),
        );
      }),
    );
  });
});
