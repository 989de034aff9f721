import { describe, expect, it } from 'vitest';
import { DEFAULT_CONFIG } from '../../src/config/defaults.js';
import { parseConfig } from '../../src/config/parse-config.js';
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
verdict: { baseline: 12h, observation: 20m, minimumObservation: 500ms, alpha: 1e-2, deliveryLag: 0s }
inputs: [ { files: "api-*.log", deliveryLag: 5m }, { files: /srv/oopses } ]
settlingTime: 500ms
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
        alpha: 0.01,
        deliveryLag: 0,
      },
      inputs: [
        { files: 'api-*.log', deliveryLag: 300_000 },
        { files: '/srv/oopses', deliveryLag: null },
      ],
      settlingTime: 500,
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
      rules: BUILT_IN_RULES,
    });
  });

  it('puts its own classification before the built-in rules, and its own normalisation behind them', () => {
    const { rules } = parse(`
classification:
  - { class: user-generated-errors, types: [BadToken, "Bad*Error"], url: '/\\+login', informational: false }
  - { class: remote-errors, types: [HgError], kinds: [codehosting] }
normalisation:
  - { pattern: 'job \\d+', replacement: "job $N" }
  - { pattern: "[0-9a-f]{40}", types: [NotBranchError], kinds: [codehosting, generic] }
`);
    expect(rules).toEqual({
      classification: [
        {
          class: 'user-generated-errors',
          types: ['BadToken', 'Bad*Error'],
          url: { source: '/\\+login' },
          informational: false,
        },
        ...BUILT_IN_RULES.classification,
      ],
      kindClassification: [
        { class: 'remote-errors', types: ['HgError'], kinds: ['codehosting'], precedence: 'before' },
        ...BUILT_IN_RULES.kindClassification,
      ],
      signatures: [
        ...BUILT_IN_RULES.signatures,
        { pattern: { source: 'job \\d+' }, replacement: 'job $N' },
        {
          pattern: { source: '[0-9a-f]{40}' },
          replacement: '',
          types: ['NotBranchError'],
          kinds: ['codehosting', 'generic'],
        },
      ],
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

  it('spells the systems of a group as the config does, else in upper case as reporters are shown', () => {
    const group = 'groups: { web: { systems: [APPSERVERS] } }';
    expect(parse(`systems: { AppServers: {} }\n${group}`).groups[0]?.systems).toEqual(['AppServers']);
    expect(parse('groups: { web: { systems: [lpnet1] } }').groups[0]?.systems).toEqual(['LPNET1']);
  });

  it.each([
    ['verdict: { alpha: 0.0001 }', 0.0001],
    ['verdict: { alpha: "0.999" }', 0.999],
    ['verdict: { observation: 5m }', 0.001],
  ])('takes %s', (text, alpha) => expect(parse(text).verdict.alpha).toBe(alpha));
});

describe('parseConfig refuses', () => {
  const durations = 'a duration such as 10s, 5m or 24h';
  const aboveZero = 'a duration above zero, such as 10s, 5m or 24h';

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
      'line 1: system: is no known key. Known here: systems, expectedFailures, toleratedFailures, neverSuppress, groups, attribution, verdict, inputs, settlingTime, schedule, bugUrl, timezone, oopsUrl, mail, localReferrers, classification, normalisation.',
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
      'line 1: __proto__: is no known key. Known here: systems, expectedFailures, toleratedFailures, neverSuppress, groups, attribution, verdict, inputs, settlingTime, schedule, bugUrl, timezone, oopsUrl, mail, localReferrers, classification, normalisation.',
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

    // Values
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
      'neverSuppress: [AssertionError]',
      'line 1: neverSuppress[0]: "AssertionError" is not a mapping such as { key: value }.',
    ],
    [
      'groups: { web: {} }',
      'line 1: groups.web.systems: has no value. Write a list such as [A, B], or [] for none.',
    ],
    [
      'groups: { web: { systems: [A], summary: web } }',
      'line 1: groups.web.summary: "web" is not one of webapp, codehosting, checkwatches, ubuntuone, generic.',
    ],
    [
      'groups: { web: { systems: [A], active: yes } }',
      'line 1: groups.web.active: "yes" is not one of true, false.',
    ],
    [
      'groups: { web: { systems: [A], recipients: [me] } }',
      'line 1: groups.web.recipients[0]: "me" is not an e-mail address.',
    ],
    ['attribution: { clockTolerance: 1 }', `line 1: attribution.clockTolerance: "1" is not ${durations}.`],
    ['attribution: { recoveryGrace: -1s }', `line 1: attribution.recoveryGrace: "-1s" is not ${durations}.`],
    ['attribution: { openWindowCap: 0s }', `line 1: attribution.openWindowCap: "0s" is not ${aboveZero}.`],
    ['verdict: { baseline: 0h }', `line 1: verdict.baseline: "0h" is not ${aboveZero}.`],
    ['verdict: { observation: 0s }', `line 1: verdict.observation: "0s" is not ${aboveZero}.`],
    ['verdict: { minimumObservation: 0s }', `line 1: verdict.minimumObservation: "0s" is not ${aboveZero}.`],
    ['verdict: { alpha: 0 }', 'line 1: verdict.alpha: "0" is not a number between 0 and 1.'],
    ['verdict: { alpha: 1 }', 'line 1: verdict.alpha: "1" is not a number between 0 and 1.'],
    ['verdict: { alpha: 5% }', 'line 1: verdict.alpha: "5%" is not a number between 0 and 1.'],
    [
      'schedule: { timezone: Mars/Base }',
      'line 1: schedule.timezone: "Mars/Base" is not the IANA name of a time zone such as UTC or Europe/London.',
    ],
    [
      'schedule:\n  slots:\n    - { cron: "0 2 * *" }',
      'line 3: schedule.slots[0].cron: "0 2 * *" is not a cron line of five fields such as "0 2 * * 1-5".',
    ],
    [
      'schedule: { slots: [{ cron: "0 2 * * *", budget: 10 }] }',
      `line 1: schedule.slots[0].budget: "10" is not ${aboveZero}.`,
    ],
    [
      'schedule: { blackoutDates: [2011-02-30] }',
      'line 1: schedule.blackoutDates[0]: "2011-02-30" is not a day such as 2011-10-13.',
    ],
    [
      'schedule: { blackoutDates: [2011-10-13T00:00] }',
      'line 1: schedule.blackoutDates[0]: "2011-10-13T00:00" is not a day such as 2011-10-13.',
    ],
    [
      'bugUrl: https://example.com/',
      'line 1: bugUrl: "https://example.com/" is not an address that holds {id}, such as https://bugs.launchpad.net/bugs/{id}.',
    ],
    [
      'localReferrers: ["https://example.com"]',
      'line 1: localReferrers[0]: "https://example.com" is not the name of a host such as launchpad.net.',
    ],
    [
      'classification: [{ class: errors, types: [X] }]',
      'line 1: classification[0].class: "errors" is not one of exceptions, time-outs, soft-time-outs, informational-only-errors, user-generated-errors, unauthorized-errors, pages-not-found, remote-errors, remote-checkwatches-warnings, application-errors, producer-errors, assertion-errors, value-errors, unknown-errors.',
    ],
    [
      'classification:\n  - { class: time-outs, types: [X] }\n  - { class: time-outs }',
      'line 3: classification[1]: a rule needs a condition: types, informational or url.',
    ],
    [
      'classification: [{ class: remote-errors, kinds: [codehosting] }]',
      'line 1: classification[0]: a rule with kinds needs types.',
    ],
    [
      'classification: [{ class: remote-errors, types: [X], url: x, kinds: [codehosting] }]',
      'line 1: classification[0]: a rule with kinds tells OOPSes apart by their types alone. Remove informational and url, or kinds.',
    ],
    [
      'classification: [{ class: time-outs, types: [X], kinds: [webapp, codehosting] }]',
      'line 1: classification[0]: a codehosting summary has no section time-outs. It has exceptions, remote-errors.',
    ],
    [
      'normalisation: [{ pattern: "(" }]',
      'line 1: normalisation[0].pattern: "(" cannot be searched for: `(`: missing closing ).',
    ],
    [
      'toleratedFailures:\n  - type: A\n    value: "a(?!b)"\n',
      'line 3: toleratedFailures[0].value: "a(?!b)" cannot be searched for: `(?!` looks ahead, which cannot be searched for in linear time.',
    ],
    [
      'classification:\n  - class: exceptions\n    url: "(.)\\\\1"\n',
      'line 3: classification[0].url: "(.)\\\\1" cannot be searched for: `\\1` refers back to a group, which cannot be searched for in linear time.',
    ],
    [
      'normalisation: [{ pattern: "\\\\d*" }]',
      'line 1: normalisation[0].pattern: "\\\\d*" also finds nothing at all, so that it would be replaced everywhere.',
    ],
    ['normalisation: [{ replacement: x }]', 'line 1: normalisation[0].pattern: has no value. Write a text.'],

    ['mail: { port: 0 }', 'line 1: mail.port: "0" is not a port from 1 to 65535.'],
    [
      'mail: { password: x }',
      'line 1: mail.password: is no known key. Known here: host, port, security, user, from.',
    ],
    [
      'mail: { from: nobody }',
      'line 1: mail.from: "nobody" is not a sender such as oops@example.com or Summaries <oops@example.com>.',
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
