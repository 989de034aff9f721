import { describe, expect, it } from 'vitest';
import { configSchema } from '../../../src/config/schema/schema.js';
import { faultsOf } from '../../support/config-faults.js';

describe('the schema of the config', () => {
  const durations = 'a duration such as 10s, 5m or 24h';
  const aboveZero = 'a duration above zero, such as 10s, 5m or 24h';

  it.each([
    [
      'neverSuppress: [AssertionError]',
      'neverSuppress[0]: "AssertionError" is not a mapping such as { key: value }.',
    ],
    [
      'failureModes: [mysql, oracle]',
      'failureModes[1]: "oracle" is not one of postgresql, mysql, redis, mongodb, pools, sockets, http-unavailable.',
    ],
    ['failureModes:', 'failureModes: has no value. Write a list such as [A, B], or [] for none.'],
    ['expectedFailures:', 'expectedFailures: has no value. Write a list such as [A, B], or [] for none.'],
    ['groups: { web: {} }', 'groups.web.systems: has no value. Write a list such as [A, B], or [] for none.'],
    [
      'groups: { web: { systems: [A], summary: web } }',
      'groups.web.summary: "web" is not one of webapp, codehosting, checkwatches, ubuntuone, generic.',
    ],
    ['groups: { web: { systems: [A], active: yes } }', 'groups.web.active: "yes" is not one of true, false.'],
    [
      'groups: { web: { systems: [A], recipients: [me] } }',
      'groups.web.recipients[0]: "me" is not an e-mail address.',
    ],
    ['attribution: { clockTolerance: 1 }', `attribution.clockTolerance: "1" is not ${durations}.`],
    ['attribution: { recoveryGrace: -1s }', `attribution.recoveryGrace: "-1s" is not ${durations}.`],
    ['attribution: { openWindowCap: 0s }', `attribution.openWindowCap: "0s" is not ${aboveZero}.`],
    ['verdict: { baseline: 0h }', `verdict.baseline: "0h" is not ${aboveZero}.`],
    ['verdict: { observation: 0s }', `verdict.observation: "0s" is not ${aboveZero}.`],
    ['verdict: { minimumObservation: 0s }', `verdict.minimumObservation: "0s" is not ${aboveZero}.`],
    ['verdict: { alpha: 0 }', 'verdict.alpha: "0" is not a number between 0 and 1.'],
    ['verdict: { alpha: 1 }', 'verdict.alpha: "1" is not a number between 0 and 1.'],
    ['verdict: { alpha: 5% }', 'verdict.alpha: "5%" is not a number between 0 and 1.'],
    [
      'schedule: { timezone: Mars/Base }',
      'schedule.timezone: "Mars/Base" is not the IANA name of a time zone such as UTC or Europe/London.',
    ],
    [
      'schedule: { slots: [{ cron: "0 2 * * *", budget: 10 }] }',
      `schedule.slots[0].budget: "10" is not ${aboveZero}.`,
    ],
    [
      'schedule: { blackoutDates: [2011-02-30] }',
      'schedule.blackoutDates[0]: "2011-02-30" is not a day such as 2011-10-13.',
    ],
    [
      'schedule: { blackoutDates: [2011-10-13T00:00] }',
      'schedule.blackoutDates[0]: "2011-10-13T00:00" is not a day such as 2011-10-13.',
    ],
    [
      'bugUrl: https://example.com/',
      'bugUrl: "https://example.com/" is not an address that holds {id}, such as https://bugs.launchpad.net/bugs/{id}.',
    ],
    [
      'localReferrers: ["https://example.com"]',
      'localReferrers[0]: "https://example.com" is not the name of a host such as launchpad.net.',
    ],
  ])('refuses %j', (text, expected) => expect(faultsOf(configSchema, text)).toEqual([expected]));

  it.each([
    'verdict: { alpha: 0.0001 }',
    'verdict: { alpha: "0.999" }',
    'verdict: { deliveryLag: 0s }',
    'attribution: { clockTolerance: 0s }',
    'settlingTime: 0s',
    'schedule:',
    'failureModes: []',
    'inputs: []',
    'localReferrers: []',
    'groups: { web: { systems: [] } }',
  ])('takes %j', (text) => expect(faultsOf(configSchema, text)).toEqual([]));
});
