import { describe, expect, it } from 'vitest';
import { RULE_KEYS, rulesOf } from '../../../src/config/schema/rule-schema.js';
import { mapping } from '../../../src/config/schema/values.js';
import { readYaml } from '../../../src/config/yaml.js';
import { BUILT_IN_RULES } from '../../../src/oops/classes/rules.js';
import { faultsOf } from '../../support/config-faults.js';

const schema = mapping(RULE_KEYS);

describe('the schema of rules', () => {
  it.each([
    [
      'classification: [{ class: errors, types: [X] }]',
      'classification[0].class: "errors" is not one of exceptions, time-outs, soft-time-outs, informational-only-errors, user-generated-errors, unauthorized-errors, pages-not-found, remote-errors, remote-checkwatches-warnings, application-errors, producer-errors, assertion-errors, value-errors, unknown-errors.',
    ],
    [
      'classification: [{ class: remote-errors, kinds: [codehosting] }]',
      'classification[0]: a rule with kinds needs types.',
    ],
    [
      'classification: [{ class: remote-errors, types: [X], url: x, kinds: [codehosting] }]',
      'classification[0]: a rule with kinds tells OOPSes apart by their types alone. Remove informational and url, or kinds.',
    ],
    [
      'classification: [{ class: time-outs, types: [X], kinds: [webapp, codehosting] }]',
      'classification[0]: a codehosting summary has no section time-outs. It has exceptions, remote-errors.',
    ],
    [
      'normalisation: [{ pattern: "(" }]',
      'normalisation[0].pattern: "(" cannot be searched for: `(`: missing closing ).',
    ],
    [
      'normalisation: [{ pattern: "\\\\d*" }]',
      'normalisation[0].pattern: "\\\\d*" also finds nothing at all, so that it would be replaced everywhere.',
    ],
    ['normalisation: [{ replacement: x }]', 'normalisation[0].pattern: has no value. Write a text.'],
  ])('refuses %j', (text, expected) => expect(faultsOf(schema, text)).toEqual([expected]));
});

describe('rulesOf', () => {
  it('puts its own classification before the built-in rules, and its own normalisation behind them', () => {
    const { data } = readYaml(
      `
classification:
  - { class: user-generated-errors, types: [BadToken, "Bad*Error"], url: '/\\+login', informational: false }
  - { class: remote-errors, types: [HgError], kinds: [codehosting] }
normalisation:
  - { pattern: 'job \\d+', replacement: "job $N" }
  - { pattern: "[0-9a-f]{40}", types: [NotBranchError], kinds: [codehosting, generic] }
`,
      'oops-report.yaml',
    );
    expect(rulesOf(schema.parse(data))).toEqual({
      redaction: BUILT_IN_RULES.redaction,
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

  it('are the built-in ones where a config has none', () => {
    expect(rulesOf(schema.parse(undefined))).toEqual(BUILT_IN_RULES);
  });
});
