import { z } from 'zod';
import { MAPPED_COLUMNS, type MappedColumn } from '../outages/window-log/mapped-json/column-map.js';
import { parseDuration } from '../time/duration.js';
import { parseInstant } from '../time/instant.js';
import { isTimeZone } from '../time/zone.js';
import { DURING, SUMMARY_KINDS } from './config.js';
import { DEFAULT_CONFIG } from './defaults.js';
import {
  ALL_FAMILIES,
  expandFamilies,
  FAILURE_MODE_FAMILIES,
  type FailureModeEntry,
} from './failure-modes/families.js';
import { inputSchema } from './input-schema.js';
import { mailSchema } from './mail-schema.js';
import { RULE_KEYS, rulesOf } from './rule-schema.js';
import { choice, isNothing, list, mapping, named, pattern, scalar, text } from './values.js';

const { attribution, verdict } = DEFAULT_CONFIG;

const flag = choice(['true', 'false']).transform((word) => word === 'true');
const duration = scalar(parseDuration, 'a duration such as 10s, 5m or 24h');
const positiveDuration = scalar(
  (text) => parseDuration(text) || null,
  'a duration above zero, such as 10s, 5m or 24h',
);
const seconds = positiveDuration.transform((milliseconds) => milliseconds / 1000);
const probability = scalar(
  (text) => (Number(text) > 0 && Number(text) < 1 ? Number(text) : null),
  'a number between 0 and 1',
);
const share = scalar(
  (text) => (Number(text) > 0 && Number(text) <= 1 ? Number(text) : null),
  'a share above 0, and at most 1',
);
const address = scalar((text) => /^[^\s@]+@[^\s@]+$/.exec(text)?.[0] ?? null, 'an e-mail address');
const host = scalar(
  (text) => /^[a-z\d-]+(\.[a-z\d-]+)*$/i.exec(text)?.[0].toLowerCase() ?? null,
  'the name of a host such as launchpad.net',
);
const day = scalar(
  (text) => (/^\d{4}-\d\d-\d\d$/.test(text) && parseInstant(text) !== null ? text : null),
  'a day such as 2011-10-13',
);
const timezone = scalar(
  (text) => (isTimeZone(text) ? text : null),
  'the IANA name of a time zone such as UTC or Europe/London',
);
const cron = scalar(
  (text) => (text.trim().split(/\s+/).length === 5 ? text.trim() : null),
  'a cron line of five fields such as "0 2 * * 1-5"',
);
const addressOfId = (example: string) =>
  scalar(
    (text) => (/^https?:\/\/\S*\{id\}\S*$/.test(text) ? text : null),
    `an address that holds {id}, such as ${example}`,
  );

const failureModes = list(mapping({ type: text, value: pattern.exactOptional() }));

/** A failure mode, or a family of those that are built in. */
const expectedFailure = mapping({
  type: text.exactOptional(),
  value: pattern.exactOptional(),
  family: choice([ALL_FAMILIES, ...FAILURE_MODE_FAMILIES]).exactOptional(),
}).transform(({ family, type, ...rest }, { addIssue }): FailureModeEntry => {
  if (family === undefined && type !== undefined) return { type, ...rest };
  if (family !== undefined && type === undefined && rest.value === undefined) return { family };
  addIssue(
    family === undefined
      ? { code: 'custom', path: ['type'], message: 'has no value. Write a text.' }
      : {
          code: 'custom',
          path: ['family'],
          message: 'has types and values of its own. Make two entries of it.',
        },
  );
  return z.NEVER;
});
const expectedFailures = list(expectedFailure);

const system = mapping({
  reporters: list(text).default([]),
  during: choice(DURING).default('fails'),
  expectedFailures: expectedFailures.nullable().default(null),
});

const group = mapping({
  systems: list(text),
  summary: choice(SUMMARY_KINDS).default('webapp'),
  recipients: list(address).default([]),
  active: flag.default(true),
});

const schedule = mapping({
  timezone: timezone.default('UTC'),
  slots: list(
    mapping({ cron, budget: seconds.nullable().default(null) }).transform(({ cron, budget }) => ({
      cron,
      budgetSeconds: budget,
    })),
  ).default([]),
  slotTolerance: duration.default(600_000),
  maxDowntimePerDay: seconds.nullable().default(null),
  patchBudget: seconds.nullable().default(null),
  blackoutDates: list(day).default([]),
}).transform(({ maxDowntimePerDay, patchBudget, ...rest }) => ({
  ...rest,
  maxDowntimePerDaySeconds: maxDowntimePerDay,
  patchBudgetSeconds: patchBudget,
}));

const columnPaths = Object.fromEntries(
  MAPPED_COLUMNS.map((column) => [column, text.exactOptional()]),
) as Record<MappedColumn, ReturnType<typeof text.exactOptional>>;
const windowColumns = mapping({ ...columnPaths, outage: text, start: text });

/**
 * What oops-report.yaml may say, key by key, over the document as plain data: texts, arrays and maps. What one key
 * says about another is left to `findContradictions`.
 */
export const configSchema = mapping({
  systems: named(system).transform((pairs) => pairs.map(([name, rest]) => ({ name, ...rest }))),
  failureModes: list(choice(FAILURE_MODE_FAMILIES)).default([...FAILURE_MODE_FAMILIES]),
  expectedFailures: expectedFailures.default([{ family: ALL_FAMILIES }]),
  toleratedFailures: failureModes.default([]),
  neverSuppress: failureModes.default([]),
  groups: named(group).transform((pairs) => pairs.map(([name, rest]) => ({ name, ...rest }))),
  attribution: mapping({
    clockTolerance: duration.default(attribution.clockTolerance),
    recoveryGrace: duration.default(attribution.recoveryGrace),
    openWindowCap: positiveDuration.default(attribution.openWindowCap),
  }),
  verdict: mapping({
    baseline: positiveDuration.default(verdict.baseline),
    observation: positiveDuration.default(verdict.observation),
    minimumObservation: positiveDuration.default(verdict.minimumObservation),
    followUp: positiveDuration.default(verdict.followUp),
    alpha: probability.default(verdict.alpha),
    minimumShare: share.default(verdict.minimumShare),
    deliveryLag: duration.default(verdict.deliveryLag),
  }),
  inputs: list(inputSchema).default([]),
  projects: named(text).transform((pairs) => Object.fromEntries(pairs)),
  windowSources: list(mapping({ files: text, columns: windowColumns })).default([]),
  silences: mapping({ labels: list(text).default([...DEFAULT_CONFIG.silences.labels]) }),
  settlingTime: duration.default(DEFAULT_CONFIG.settlingTime),
  schedule: z.preprocess((input) => (isNothing(input) ? null : input), schedule.nullable()),
  bugUrl: addressOfId(DEFAULT_CONFIG.bugUrl).default(DEFAULT_CONFIG.bugUrl),
  timezone: timezone.default('UTC'),
  oopsUrl: addressOfId('https://oops.example.com/{id}').nullable().default(null),
  mail: mailSchema,
  localReferrers: list(host).default([...DEFAULT_CONFIG.localReferrers]),
  ...RULE_KEYS,
}).transform(
  ({ failureModes: chosen, expectedFailures, systems, classification, normalisation, ...rest }) => ({
    ...rest,
    systems: systems.map((one) => ({
      ...one,
      expectedFailures: one.expectedFailures && expandFamilies(one.expectedFailures, chosen),
    })),
    expectedFailures: expandFamilies(expectedFailures, chosen),
    rules: rulesOf({ classification, normalisation }),
  }),
);
