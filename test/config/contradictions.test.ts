import { describe, expect, it } from 'vitest';
import type { Config, SystemConfig } from '../../src/config/config.js';
import { findContradictions } from '../../src/config/contradictions.js';
import { DEFAULT_CONFIG } from '../../src/config/defaults.js';

const system = (name: string, more: Partial<SystemConfig> = {}): SystemConfig => ({
  name,
  reporters: [],
  during: 'fails',
  expectedFailures: null,
  ...more,
});

const group = (name: string, ...systems: string[]) => ({
  name,
  systems,
  summary: 'generic' as const,
  recipients: [],
  active: true,
});

const found = (more: Partial<Config>) =>
  findContradictions({ ...DEFAULT_CONFIG, ...more }).map(({ path, message }) => [path.join('.'), message]);

describe('findContradictions', () => {
  it('finds none in the defaults', () => {
    expect(found({})).toEqual([]);
  });

  const badName = 'a name cannot be * or hold spaces or semicolons. Choose another.';

  it.each([
    [
      'names that a window log cannot hold',
      { systems: [system('a b'), system('*')] },
      [
        ['systems.a b', badName],
        ['systems.*', badName],
      ],
    ],
    [
      'the same name in another case',
      { groups: [group('web'), group('Web')] },
      [['groups.Web', 'is web in another case. Keep one of them.']],
    ],
    [
      'a reporter of two systems, in any case',
      { systems: [system('a', { reporters: ['X', 'x'] }), system('b', { reporters: ['Y', 'x'] })] },
      [['systems.b.reporters.1', '"x" belongs to a already. Remove it from one of them.']],
    ],
    [
      'expected failures of a system that is unaffected',
      {
        systems: [
          system('a', { during: 'unaffected', expectedFailures: [{ type: 'E' }] }),
          system('b', { during: 'unaffected', expectedFailures: [] }),
        ],
      },
      [
        [
          'systems.a.expectedFailures',
          'a system that is unaffected has none. Remove them, or write during: fails.',
        ],
      ],
    ],
    [
      'a system that nobody knows',
      { systems: [system('a'), system('b')], groups: [group('web', 'A', 'c')] },
      [['groups.web.systems.1', '"c" is not one of the systems a, b.']],
    ],
    ['no unknown system where there are none', { groups: [group('web', 'c')] }, []],
    [
      'a minimum above the observation',
      { verdict: { ...DEFAULT_CONFIG.verdict, minimumObservation: DEFAULT_CONFIG.verdict.observation + 1 } },
      [
        [
          'verdict.minimumObservation',
          'is longer than observation, so that every verdict would be too early. Make it shorter.',
        ],
      ],
    ],
    [
      'no minimum that is all of it',
      { verdict: { ...DEFAULT_CONFIG.verdict, minimumObservation: DEFAULT_CONFIG.verdict.observation } },
      [],
    ],
    [
      'a follow-up that ends before the observation',
      { verdict: { ...DEFAULT_CONFIG.verdict, followUp: DEFAULT_CONFIG.verdict.observation - 1 } },
      [
        [
          'verdict.followUp',
          'is shorter than observation, so that it would follow nothing up. Make it longer.',
        ],
      ],
    ],
    [
      'no follow-up that is as long',
      { verdict: { ...DEFAULT_CONFIG.verdict, followUp: DEFAULT_CONFIG.verdict.observation } },
      [],
    ],
  ] as [string, Partial<Config>, string[][]][])('finds %s', (_, config, issues) => {
    expect(found(config)).toEqual(issues);
  });
});
