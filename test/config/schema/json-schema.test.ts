import { globSync, readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { parseConfig } from '../../../src/config/parse-config.js';
import { describeConfigSchema, type JsonSchema } from '../../../src/config/schema/json-schema.js';

const schema = describeConfigSchema();
const validate = new Ajv2020({ allErrors: true, strict: true, allowUnionTypes: true }).compile(schema);

/** What an editor has against a config, which it reads with YAML's types. */
function faultsOf(text: string): string[] {
  validate(parse(text) ?? null);
  return (validate.errors ?? []).map(({ instancePath, keyword }) => `${instancePath}: ${keyword}`);
}

function isAccepted(text: string): boolean {
  try {
    return parseConfig(text, 'oops-report.yaml') !== undefined;
  } catch {
    return false;
  }
}

/** Every key of a schema and of what it holds, with the path to it. */
function keysOf(part: JsonSchema, path = ''): [string, JsonSchema][] {
  const below = Object.entries(part.properties ?? {}) as [string, JsonSchema][];
  const inner = [part.items, part.additionalProperties].filter(
    (one) => typeof one === 'object',
  ) as JsonSchema[];
  return [
    ...below.flatMap(([key, value]): [string, JsonSchema][] => [
      [`${path}.${key}`, value],
      ...keysOf(value, `${path}.${key}`),
    ]),
    ...inner.flatMap((one) => keysOf(one, `${path}[]`)),
  ];
}

describe('describeConfigSchema', () => {
  it.each(globSync('data/*/oops-report.yaml'))('accepts %s, as the program does', (file) => {
    const text = readFileSync(file, 'utf8');
    expect([isAccepted(text), faultsOf(text)]).toEqual([true, []]);
  });

  it('accepts the example of docs/config.md', () => {
    const [, example = ''] = /```yaml\n([\s\S]*?)```/.exec(readFileSync('docs/config.md', 'utf8')) ?? [];
    expect([isAccepted(example), faultsOf(example)]).toEqual([true, []]);
  });

  it.each([
    '',
    'systems:',
    'systems: { api: , 42: { reporters: [1, on, true, "a*"] } }',
    'mail:\nschedule:\nverdict: {}',
    'expectedFailures: []',
    'systems: { blog: { during: unaffected, expectedFailures: [] } }',
    'schedule: { slots: [{ cron: "0 2 * * *" }] }',
    'verdict: { alpha: 0.05, minimumShare: 1, baseline: 1h 30m }',
  ])('accepts %j, as the program does', (text) => {
    expect([isAccepted(text), faultsOf(text)]).toEqual([true, []]);
  });

  it.each([
    ['sytems: {}', ': additionalProperties'],
    ['systems: [api]', '/systems: type'],
    ['systems: { api: { reporter: [a] } }', '/systems/api: additionalProperties'],
    ['systems: { api: { reporters: } }', '/systems/api/reporters: type'],
    ['systems: { api: { during: maybe } }', '/systems/api/during: enum'],
    ['groups: { web: { summary: webapp } }', '/groups/web: required'],
    ['groups: { web: { systems: [api], active: perhaps } }', '/groups/web/active: type'],
    ['groups: { web: { systems: [api], recipients: [somebody] } }', '/groups/web/recipients/0: pattern'],
    ['attribution: { recoveryGrace: soon }', '/attribution/recoveryGrace: pattern'],
    ['attribution: { recoveryGrace: 60 }', '/attribution/recoveryGrace: type'],
    ['verdict: { alpha: 1 }', '/verdict/alpha: exclusiveMaximum'],
    ['failureModes: [oracle]', '/failureModes/0: enum'],
    ['neverSuppress: [{ value: x }]', '/neverSuppress/0: required'],
    ['inputs: [{ format: json }]', '/inputs/0: required'],
    ['schedule: { slots: [{ budget: 10s }] }', '/schedule/slots/0: required'],
    ['schedule: { blackoutDates: [today] }', '/schedule/blackoutDates/0: pattern'],
    ['oopsUrl: https://oops.example.com/', '/oopsUrl: pattern'],
    ['mail: { port: 70000 }', '/mail/port: maximum'],
    ['classification: [{ class: no-such-section, types: [A] }]', '/classification/0/class: enum'],
    ['normalisation: [{ replacement: x }]', '/normalisation/0: required'],
  ])('refuses %j, as the program does', (text, fault) => {
    expect([isAccepted(text), faultsOf(text)]).toEqual([false, [fault]]);
  });

  it('describes every key', () => {
    const keys = keysOf(schema);
    expect(keys.length).toBeGreaterThan(70);
    const columns = /^\.windowSources\[\]\.columns\./;
    expect(keys.filter(([path, { description }]) => !description && !columns.test(path))).toEqual([]);
  });

  it('tells defaults as the config would say them', () => {
    const defaults = keysOf(schema).flatMap(([path, { default: value }]) =>
      value === undefined ? [] : [[path, value]],
    );
    expect(Object.fromEntries(defaults)).toMatchObject({
      '.attribution.openWindowCap': '4h',
      '.verdict.alpha': 0.001,
      '.verdict.baseline': '24h',
      '.settlingTime': '2s',
      '.expectedFailures': [{ family: 'all' }],
      '.groups[].active': true,
      '.schedule.timezone': 'UTC',
    });
  });
});
