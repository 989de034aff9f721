import { describe, expect, it } from 'vitest';
import { DEFAULT_CONFIG } from '../../src/config/defaults.js';
import { failureModesOf } from '../../src/config/failure-modes/families.js';
import { parseConfig } from '../../src/config/parse-config.js';
import { matchFailureMode } from '../../src/oops/classes/failure-mode.js';
import { BUILT_IN_RULES } from '../../src/oops/classes/rules.js';
import { UserError } from '../../src/user-error.js';

const parse = (text: string) => parseConfig(text, 'oops-report.yaml');

function refusal(text: string): string {
  try {
    parse(text);
  } catch (error) {
    expect(error).toBeInstanceOf(UserError);
    return (error as Error).message;
  }
  throw new Error('the config was accepted');
}

describe('parseConfig', () => {
  it.each([
    '',
    '\n',
    '# nothing but a comment\n',
    '---\n',
    '---\n...\n',
    '{}',
    '~',
    'systems:\nverdict:\nschedule:\n',
  ])('takes the defaults for %j', (text) => expect(parse(text)).toEqual(DEFAULT_CONFIG));

  it.each([
    ['', ['postgresql', 'redis']],
    ['failureModes: [redis]', ['redis']],
    ['failureModes: []', []],
    ['expectedFailures: [{ type: ReplyError }]\nfailureModes: [postgresql]', ['redis']],
    ['expectedFailures: []', []],
    ['expectedFailures: [{ family: all }]', ['postgresql', 'redis']],
    ['expectedFailures: [{ family: redis }]', ['redis']],
    [
      'expectedFailures: [{ family: all }, { type: ReplyError }]\nfailureModes: [postgresql]',
      ['postgresql', 'redis'],
    ],
    ['expectedFailures: [{ family: all }]\nfailureModes: [redis]', ['redis']],
  ])('expects, with %j, the failures of %j', (text, expected) => {
    const { expectedFailures } = parse(text);
    const messages = {
      postgresql: ['OperationalError', 'database removed'],
      redis: ['ReplyError', 'LOADING Redis'],
    };
    const known = Object.entries(messages).filter(([, [type = '', value = '']]) =>
      matchFailureMode(expectedFailures, type, value),
    );
    expect(known.map(([name]) => name)).toEqual(expected);
  });

  it('has a family in the list of a system, beside what is its own', () => {
    const { systems } = parse('systems: { a: { expectedFailures: [{ family: redis }, { type: E }] } }');
    expect(systems[0]?.expectedFailures).toEqual([...failureModesOf(['redis']), { type: 'E' }]);
  });

  it('reads every key', () => {
    const text = `
systems:
  appservers:
    reporters: [A, B, "lpnet*"]     # a comment
  blog:
    reporters: [blog]
    during: unaffected
  codehosting:
    reporters: [CH]
    expectedFailures:
      - { type: DisconnectionError }
      - { type: TimeoutError, value: "data ?base" }
expectedFailures: []
toleratedFailures: [ { type: "Soft*" } ]
neverSuppress: [ { type: AssertionError } ]
groups:
  web: { systems: [appservers], summary: webapp, recipients: [oops@example.com] }
  code: { systems: [CODEHOSTING], summary: codehosting, active: false }
attribution: { clockTolerance: 2s, recoveryGrace: 90s, openWindowCap: 1h30m }
verdict: { baseline: 12h, observation: 20m, minimumObservation: 500ms, followUp: 2h, alpha: 1e-2, minimumShare: 1, deliveryLag: 0s }
inputs:
  - { files: "api-*.log", deliveryLag: 5m, format: json, columns: { time: ts, System: svc, type: err.name }, errors: { level: [Error, fatal] } }
  - { files: /srv/oopses }
projects: { 42: api }
receiver: { keys: { 42: [0123456789abcdef] } }
silences: { labels: [cluster] }
windowSources: [ { files: "jobs-*.json", columns: { outage: id, start: begin.at } } ]
settlingTime: 500ms
retention: 400d
prune: { keepReferenced: [bugs.txt], files: true }
schedule:
  timezone: Europe/London
  slots: [ { cron: "0 2 * * 1-5", budget: 10s }, { cron: "0 10 * * 1-5" } ]
  slotTolerance: 5m
  maxDowntimePerDay: 30s
  patchBudget: 4s
  blackoutDates: [2011-10-13]
bugUrl: "https://example.com/{id}"
timezone: Europe/London
oopsUrl: "https://oops.example.com/{id}"
mail: { host: mail.example.com, port: 587, security: starttls, user: oops, from: "OOPS <oops@example.com>" }
localReferrers: [Example.com]
redact: { builtIn: false, parameters: [token], variables: [X-*], values: ["card \\\\d+"], emails: true, users: true, allowUnredacted: true }
`;
    expect(parse(text)).toEqual({
      systems: [
        { name: 'appservers', reporters: ['A', 'B', 'lpnet*'], during: 'fails', expectedFailures: null },
        { name: 'blog', reporters: ['blog'], during: 'unaffected', expectedFailures: null },
        {
          name: 'codehosting',
          reporters: ['CH'],
          during: 'fails',
          expectedFailures: [
            { type: 'DisconnectionError' },
            { type: 'TimeoutError', value: { source: 'data ?base' } },
          ],
        },
      ],
      expectedFailures: [],
      toleratedFailures: [{ type: 'Soft*' }],
      neverSuppress: [{ type: 'AssertionError' }],
      groups: [
        {
          name: 'web',
          systems: ['appservers'],
          summary: 'webapp',
          recipients: ['oops@example.com'],
          active: true,
        },
        { name: 'code', systems: ['codehosting'], summary: 'codehosting', recipients: [], active: false },
      ],
      attribution: { clockTolerance: 2000, recoveryGrace: 90_000, openWindowCap: 5_400_000 },
      verdict: {
        baseline: 43_200_000,
        observation: 1_200_000,
        minimumObservation: 500,
        followUp: 7_200_000,
        alpha: 0.01,
        minimumShare: 1,
        deliveryLag: 0,
      },
      inputs: [
        {
          files: 'api-*.log',
          deliveryLag: 300_000,
          rows: {
            format: 'json',
            columns: { time: 'ts', reporter: 'svc', type: 'err.name' },
            errorLevels: ['error', 'fatal'],
          },
        },
        { files: '/srv/oopses', deliveryLag: null, rows: {} },
      ],
      projects: { 42: 'api' },
      receiver: { keys: { 42: ['0123456789abcdef'] } },
      silences: { labels: ['cluster'] },
      windowSources: [{ files: 'jobs-*.json', columns: { outage: 'id', start: 'begin.at' } }],
      settlingTime: 500,
      retention: 34_560_000_000,
      prune: { keepReferenced: ['bugs.txt'], files: true },
      schedule: {
        timezone: 'Europe/London',
        slots: [
          { cron: '0 2 * * 1-5', budgetSeconds: 10 },
          { cron: '0 10 * * 1-5', budgetSeconds: null },
        ],
        slotTolerance: 300_000,
        maxDowntimePerDaySeconds: 30,
        patchBudgetSeconds: 4,
        blackoutDates: ['2011-10-13'],
      },
      bugUrl: 'https://example.com/{id}',
      timezone: 'Europe/London',
      oopsUrl: 'https://oops.example.com/{id}',
      mail: {
        host: 'mail.example.com',
        port: 587,
        security: 'starttls',
        user: 'oops',
        from: 'OOPS <oops@example.com>',
      },
      localReferrers: ['example.com'],
      rules: {
        ...BUILT_IN_RULES,
        redaction: {
          ...{ builtIn: false, parameters: ['token'], variables: ['X-*'] },
          ...{ values: [{ source: 'card \\d+' }], emails: true, userKey: null },
        },
      },
      hashesUsers: true,
      allowsUnredacted: true,
    });
  });

  it('fills in what a section leaves out', () => {
    const { attribution, verdict, schedule } = parse(
      'attribution: { recoveryGrace: 2m }\nverdict: {}\nschedule: {}',
    );
    expect(attribution).toEqual({ ...DEFAULT_CONFIG.attribution, recoveryGrace: 120_000 });
    expect(verdict).toEqual(DEFAULT_CONFIG.verdict);
    expect(schedule).toEqual({
      timezone: 'UTC',
      slots: [],
      slotTolerance: 600_000,
      maxDowntimePerDaySeconds: null,
      patchBudgetSeconds: null,
      blackoutDates: [],
    });
  });

  it('takes reporters as they were written, whatever YAML makes of them', () => {
    const [system] = parse(
      'systems: { odd: { reporters: [1, on, 0x1F, 1e3, 007, null, 2011-09-08] } }',
    ).systems;
    expect(system?.reporters).toEqual(['1', 'on', '0x1F', '1e3', '007', 'null', '2011-09-08']);
  });

  it('keeps the systems in the order of the file and takes any name', () => {
    const text = 'systems:\n  b: {}\n  10: {}\n  __proto__: { reporters: [P] }\n  2: {}\n  a:\n';
    expect(parse(text).systems.map(({ name }) => name)).toEqual(['b', '10', '__proto__', '2', 'a']);
  });

  it('leaves dates as texts in a document of YAML 1.1', () => {
    const { schedule } = parse('%YAML 1.1\n---\nschedule: { blackoutDates: [2011-10-13] }');
    expect(schedule?.blackoutDates).toEqual(['2011-10-13']);
  });

  it('follows anchors and aliases', () => {
    const { systems } = parse('systems:\n  a: &x { expectedFailures: [{ type: E }] }\n  b: *x\n');
    expect(systems.map(({ expectedFailures }) => expectedFailures)).toEqual([
      [{ type: 'E' }],
      [{ type: 'E' }],
    ]);
  });

  it('spells the systems of a group as the config does, else as it is written', () => {
    const group = 'groups: { web: { systems: [APPSERVERS] } }';
    expect(parse(`systems: { AppServers: {} }\n${group}`).groups[0]?.systems).toEqual(['AppServers']);
    expect(parse('groups: { web: { systems: [lpnet1] } }').groups[0]?.systems).toEqual(['lpnet1']);
  });
});

describe('parseConfig refuses', () => {
  it.each([
    // What is no YAML
    [
      'a: [1',
      'line 1: the YAML cannot be read. Flow sequence in block collection must be sufficiently indented and end with a ].',
    ],
    ['systems:\n\ta: {}', 'line 2: the YAML cannot be read. Tabs are not allowed as indentation.'],
    ['verdict: {}\n\nverdict: {}\n', 'line 3: verdict is given twice. Keep one of them.'],
    ['systems:\n  a: {}\n  a: {}\n', 'line 3: a is given twice. Keep one of them.'],
    [
      'a: 1\n---\nb: 2\n',
      'line 2: the YAML cannot be read. Source contains multiple documents; please use YAML.parseAllDocuments().',
    ],
    [
      'verdict:\n  alpha: !!float 0.1\n',
      'line 2: the YAML cannot be read. Unresolved tag: tag:yaml.org,2002:float.',
    ],
    [
      'systems: *all',
      'line 1: *all stands for nothing. A text that begins with * needs quotes, "*" for example.',
    ],

    [
      'systems:\n  all:\n    reporters: [*]',
      'line 3: A text that begins with * needs quotes, "*" for example.',
    ],
    [
      'systems:\n  a:\n    reporters: [A, *-cron]',
      'line 3: *-cron stands for nothing. A text that begins with * needs quotes, "*" for example.',
    ],

    // Keys
    [
      'system: {}',
      'line 1: system: is no known key. Known here: systems, failureModes, expectedFailures, toleratedFailures, neverSuppress, groups, attribution, verdict, inputs, projects, receiver, windowSources, silences, settlingTime, retention, prune, schedule, bugUrl, timezone, oopsUrl, mail, localReferrers, classification, normalisation, redact.',
    ],
    [
      'systems:\n  web:\n    reporters: [A]\n    reporter: [B]\n',
      'line 4: systems.web.reporter: is no known key. Known here: reporters, during, expectedFailures.',
    ],
    [
      'attribution:\n  x: 1s\n  y: 1s\n',
      'line 2: attribution.x: is no known key. Known here: clockTolerance, recoveryGrace, openWindowCap. (and 1 more)',
    ],
    [
      '__proto__: {}',
      'line 1: __proto__: is no known key. Known here: systems, failureModes, expectedFailures, toleratedFailures, neverSuppress, groups, attribution, verdict, inputs, projects, receiver, windowSources, silences, settlingTime, retention, prune, schedule, bugUrl, timezone, oopsUrl, mail, localReferrers, classification, normalisation, redact.',
    ],

    // Kinds of value
    ['- systems', 'line 1: a list is not a mapping such as { key: value }.'],
    ['systems', 'line 1: "systems" is not a mapping such as { key: value }.'],
    ['systems: [web]', 'line 1: systems: a list is not a mapping such as { key: value }.'],
    ['systems:\n  web: lpnet', 'line 2: systems.web: "lpnet" is not a mapping such as { key: value }.'],
    [
      'systems:\n  web:\n    reporters: lpnet',
      'line 3: systems.web.reporters: "lpnet" is not a list such as [A, B], or [] for none.',
    ],
    [
      'systems:\n  web:\n    reporters:\n      - A\n      - [B]\n',
      'line 5: systems.web.reporters[1]: a list is not a text.',
    ],
    [
      'systems:\n  web:\n    reporters: [""]',
      'line 3: systems.web.reporters[0]: has no value. Write a text.',
    ],
    ['systems: { ? [a] : {} }', 'line 1: systems: one of its keys is no name. Write text: value.'],
    [
      'expectedFailures:\n#  - { type: X }\n',
      'line 1: expectedFailures: has no value. Write a list such as [A, B], or [] for none.',
    ],
    ['expectedFailures:\n  - { value: x }', 'line 2: expectedFailures[0].type: has no value. Write a text.'],
    [
      'systems: { a: { expectedFailures: [{ type: E, family: redis }] } }',
      'line 1: systems.a.expectedFailures[0].family: has types and values of its own. Make two entries of it.',
    ],
    [
      'expectedFailures: [{ family: oracle }]',
      'line 1: expectedFailures[0].family: "oracle" is not one of all, postgresql, mysql, redis, mongodb, pools, sockets, http-unavailable.',
    ],
    [
      'toleratedFailures: [{ family: redis }]',
      'line 1: toleratedFailures[0].type: has no value. Write a text. (and 1 more)',
    ],

    // Values: what each key may hold is told in schema.test.ts
    [
      '# a comment\n\nsystems:\n  appservers:\n    reporters: [A]\n    # how it behaves\n    during: "sometimes"\n',
      'line 7: systems.appservers.during: "sometimes" is not one of fails, unaffected.',
    ],
    [
      'toleratedFailures:\n  - { value: x }',
      'line 2: toleratedFailures[0].type: has no value. Write a text.',
    ],
    [
      'toleratedFailures:\n  - type: A\n  - type: B\n    value: "("\n',
      'line 4: toleratedFailures[1].value: "(" cannot be searched for: `(`: missing closing ).',
    ],
    [
      'schedule:\n  slots:\n    - { cron: "0 2 * *" }',
      'line 3: schedule.slots[0].cron: "0 2 * *" is not a cron line of five fields such as "0 2 * * 1-5".',
    ],
    [
      'classification:\n  - { class: time-outs, types: [X] }\n  - { class: time-outs }',
      'line 3: classification[1]: a rule needs a condition: types, informational or url.',
    ],
    [
      'toleratedFailures:\n  - type: A\n    value: "a(?!b)"\n',
      'line 3: toleratedFailures[0].value: "a(?!b)" cannot be searched for: `(?!` looks ahead, which cannot be searched for in linear time.',
    ],
    [
      'classification:\n  - class: exceptions\n    url: "(.)\\\\1"\n',
      'line 3: classification[0].url: "(.)\\\\1" cannot be searched for: `\\1` refers back to a group, which cannot be searched for in linear time.',
    ],

    // Contradictions
    [
      'systems:\n  a: { reporters: [S, "x*"] }\n  b:\n    reporters:\n      - SMS\n      - X*\n',
      'line 6: systems.b.reporters[1]: "X*" belongs to a already. Remove it from one of them.',
    ],
    ['systems:\n  web: {}\n  Web: {}\n', 'line 3: systems.Web: is web in another case. Keep one of them.'],
    [
      'systems:\n  code hosting: {}\n',
      'line 2: systems.code hosting: a name cannot be * or hold spaces or semicolons. Choose another.',
    ],
    [
      'systems:\n  "*": {}\n',
      'line 2: systems.*: a name cannot be * or hold spaces or semicolons. Choose another.',
    ],
    [
      'systems:\n  a: {}\n  b: {}\ngroups:\n  web: { systems: [A, c] }\n',
      'line 5: groups.web.systems[1]: "c" is not one of the systems a, b.',
    ],
    [
      'systems:\n  blog:\n    during: unaffected\n    expectedFailures: [{ type: E }]\n',
      'line 4: systems.blog.expectedFailures: a system that is unaffected has none. Remove them, or write during: fails.',
    ],
    [
      'verdict: { observation: 4m }',
      'line 1: verdict.minimumObservation: is longer than observation, so that every verdict would be too early. Make it shorter.',
    ],

    // The line of what is written elsewhere is that of the alias
    [
      'groups:\n  web: { systems: &x [b] }\nsystems:\n  a: { reporters: [B] }\n  b: { reporters: *x }\n',
      'line 5: systems.b.reporters[0]: "b" belongs to a already. Remove it from one of them.',
    ],

    // Several at once: the first of the file
    [
      'verdict: { alpha: 2 }\nattribution: { clockTolerance: soon }\nbug: 1\n',
      'line 1: verdict.alpha: "2" is not a number between 0 and 1. (and 2 more)',
    ],
    [
      'timezone: UTC\nfailureModes:\n  - redis\n  - Redis\n',
      'line 4: failureModes[1]: "Redis" is not one of postgresql, mysql, redis, mongodb, pools, sockets, http-unavailable.',
    ],
    [
      'systems:\n  a: &x { during: no }\n  b: *x\n',
      'line 2: systems.a.during: "no" is not one of fails, unaffected. (and 1 more)',
    ],
  ])('%j', (text, expected) => expect(refusal(text)).toBe(`oops-report.yaml ${expected}`));

  it('aliases that multiply', () => {
    const levels = [...'abcdefgh'].map((name, level) => {
      const items = Array(10).fill(level === 0 ? 'E' : `*${'abcdefgh'[level - 1]}`);
      return `${name}: &${name} [${items.join(', ')}]`;
    });
    expect(refusal(levels.join('\n'))).toBe(
      'oops-report.yaml: its aliases make too large a document. Write out what they stand for.',
    );
  });
});
