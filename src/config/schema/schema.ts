import { z } from 'zod';
import { MAPPED_COLUMNS, type MappedColumn } from '../../outages/window-log/mapped-json/column-map.js';
import { DURING, SUMMARY_KINDS } from '../config.js';
import { DEFAULT_CONFIG } from '../defaults.js';
import {
  ALL_FAMILIES,
  expandFamilies,
  FAILURE_MODE_FAMILIES,
  type FailureModeEntry,
} from '../failure-modes/families.js';
import { inputSchema } from './input-schema.js';
import { mailSchema } from './mail-schema.js';
import { settingsOfRedaction } from './redact-schema.js';
import { RULE_KEYS, rulesOf } from './rule-schema.js';
import {
  address,
  addressOfId,
  cron,
  day,
  duration,
  host,
  positiveDuration,
  probability,
  seconds,
  share,
  timezone,
} from './scalars.js';
import { choice, flag, isNothing, list, mapping, named, pattern, text } from './values.js';

const { attribution, verdict } = DEFAULT_CONFIG;

const exceptionType = text.describe('An exception type, as it is written; * and ? match.');
const exceptionValue = pattern.describe(
  'A regular expression that is searched for in the value of the exception. Without it, the type alone decides.',
);

const failureModes = list(mapping({ type: exceptionType, value: exceptionValue.exactOptional() }));

/** A failure mode, or a family of those that are built in. */
const expectedFailure = mapping({
  type: exceptionType.exactOptional(),
  value: exceptionValue.exactOptional(),
  family: choice([ALL_FAMILIES, ...FAILURE_MODE_FAMILIES])
    .describe(
      'A family of the built-in failure modes, in place of a type; all: those that failureModes names.',
    )
    .exactOptional(),
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
  reporters: list(text)
    .default([])
    .describe(
      'Who reports for it: names of program instances, or the prefixes of their ids. * and ? match. The most specific name counts; the reporter of its own name needs none.',
    ),
  during: choice(DURING)
    .default('fails')
    .describe(
      'What it does while what it depends on is away. unaffected: it has nothing to do with outages.',
    ),
  expectedFailures: expectedFailures
    .nullable()
    .default(null)
    .describe('How this system may fail in an outage, in place of the global list.'),
});

const group = mapping({
  systems: list(text).describe('The systems of the group.'),
  summary: choice(SUMMARY_KINDS)
    .default('webapp')
    .describe('The kind of its summary: which sections it has, and what counts as what.'),
  recipients: list(address).default([]).describe('Whom daily --mail writes to.'),
  active: flag.default(true).describe('false: daily --mail leaves it out.'),
});

const schedule = mapping({
  timezone: timezone.default('UTC').describe('The zone of the slots and of the blackout dates.'),
  slots: list(
    mapping({
      cron: cron.describe(
        'When it begins: minute, hour, day of the month, month, day of the week, such as 0 2 * * 1-5.',
      ),
      budget: seconds.nullable().default(null).describe('How long an outage in it may take.'),
    }).transform(({ cron, budget }) => ({
      cron,
      budgetSeconds: budget,
    })),
  )
    .default([])
    .describe('When outages may begin.'),
  slotTolerance: duration.default(600_000).describe('How far from its slot an outage may begin.'),
  maxDowntimePerDay: seconds.nullable().default(null).describe('How much downtime a day may have.'),
  patchBudget: seconds.nullable().default(null).describe('How long one patch of a deployment may take.'),
  blackoutDates: list(day).default([]).describe('Days on which no outage may be.'),
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
  systems: named(system)
    .transform((pairs) => pairs.map(([name, rest]) => ({ name, ...rest })))
    .describe(
      'Who reports for which system, by the name of the system. A reporter that no system claims is a system of its own.',
    ),
  failureModes: list(choice(FAILURE_MODE_FAMILIES))
    .default([...FAILURE_MODE_FAMILIES])
    .describe('Which families of the built-in failure modes serve.'),
  expectedFailures: expectedFailures
    .default([{ family: ALL_FAMILIES }])
    .describe(
      'How systems may fail in an outage. It takes the place of the built-in list unless { family: all } is in it.',
    ),
  toleratedFailures: failureModes
    .default([])
    .describe('What counts as background in an outage, whatever its rate.'),
  neverSuppress: failureModes.default([]).describe('What stays in the normal report even in an outage.'),
  groups: named(group)
    .transform((pairs) => pairs.map(([name, rest]) => ({ name, ...rest })))
    .describe('Sets of systems that get a summary of their own, by name.'),
  attribution: mapping({
    clockTolerance: duration
      .default(attribution.clockTolerance)
      .describe('How far clocks and the outage log may be apart.'),
    recoveryGrace: duration
      .default(attribution.recoveryGrace)
      .describe('How long after its end an expected failure still belongs to an outage.'),
    openWindowCap: positiveDuration
      .default(attribution.openWindowCap)
      .describe('How long a window without an end attributes.'),
  }).describe('How far around an outage an OOPS can belong to it.'),
  verdict: mapping({
    baseline: positiveDuration
      .default(verdict.baseline)
      .describe('How much time before an outage tells what is usual.'),
    observation: positiveDuration
      .default(verdict.observation)
      .describe('How much time after an outage is looked at.'),
    minimumObservation: positiveDuration
      .default(verdict.minimumObservation)
      .describe('With less time after an outage than this there is no verdict.'),
    followUp: positiveDuration
      .default(verdict.followUp)
      .describe(
        'Until when after an outage more is looked at where the observation showed nothing either way.',
      ),
    alpha: probability.default(verdict.alpha).describe('A p-value below it decides.'),
    minimumShare: share
      .default(verdict.minimumShare)
      .describe('How many of its systems must be as expected for the outage to be.'),
    deliveryLag: duration
      .default(verdict.deliveryLag)
      .describe('How long a report may take from being written to being readable.'),
  }).describe('How long to look before and after an outage, and how sure to be.'),
  inputs: list(inputSchema)
    .default([])
    .describe('What is special about some of what is read: the first whose files match counts.'),
  projects: named(text)
    .transform((pairs) => Object.fromEntries(pairs))
    .describe("Names of Sentry's projects, by their ids."),
  receiver: mapping({
    keys: named(list(text))
      .transform((pairs) => Object.fromEntries(pairs))
      .describe(
        'The keys that events of a project must come with, by the id of the project: those of its DSNs.',
      ),
  }).describe('Who may send to ingest --listen. Without keys, only from this machine.'),
  windowSources: list(
    mapping({
      files: text.describe(
        'Matches the paths of files; * and ? match, without a slash the last part of a path.',
      ),
      columns: windowColumns.describe(
        'For each column of a window, the dotted path of the key that holds it.',
      ),
    }),
  )
    .default([])
    .describe('How windows are read from JSON with keys of its own: the first whose files match counts.'),
  silences: mapping({
    labels: list(text)
      .default([...DEFAULT_CONFIG.silences.labels])
      .describe('The labels whose values name systems: the first that a silence has counts.'),
  }).describe('How silences of Alertmanager are read as windows.'),
  settlingTime: duration
    .default(DEFAULT_CONFIG.settlingTime)
    .describe('Younger files are left for the next run of ingest, because they may still be in the making.'),
  retention: positiveDuration
    .nullable()
    .default(DEFAULT_CONFIG.retention)
    .describe(
      'How long OOPSes are kept, by their time; without it for ever. The database is pruned at the start of an ingest that runs until it is stopped, and once a day.',
    ),
  prune: mapping({
    keepReferenced: list(text)
      .default([...DEFAULT_CONFIG.prune.keepReferenced])
      .describe('Text files, by their paths: whatever OOPS one of them names is kept, however old it is.'),
    files: flag
      .default(DEFAULT_CONFIG.prune.files)
      .describe('Whether the reports on disk are deleted too: see prune --files.'),
  }).describe('How the database is pruned by retention.'),
  schedule: z
    .preprocess((input) => (isNothing(input) ? null : input), schedule.nullable())
    .describe('When outages may be, for windows check and the budget of outage reports.'),
  bugUrl: addressOfId(DEFAULT_CONFIG.bugUrl)
    .default(DEFAULT_CONFIG.bugUrl)
    .describe('The page of a bug, with {id} where its number goes.'),
  timezone: timezone
    .default(DEFAULT_CONFIG.timezone)
    .describe('The zone of the days that daily reports, such as Europe/London.'),
  oopsUrl: addressOfId('https://oops.example.com/{id}')
    .nullable()
    .default(null)
    .describe(
      'The page of an OOPS, such as https://oops.example.com/{id}. Without it OOPSes are not linked.',
    ),
  mail: mailSchema.describe('How daily --mail sends. The password comes from OOPS_REPORT_SMTP_PASSWORD.'),
  localReferrers: list(host)
    .default([...DEFAULT_CONFIG.localReferrers])
    .describe('Hosts whose links, and those of their subdomains, count as our own.'),
  ...RULE_KEYS,
}).transform(
  ({ failureModes: chosen, expectedFailures, systems, classification, normalisation, redact, ...rest }) => ({
    ...rest,
    systems: systems.map((one) => ({
      ...one,
      expectedFailures: one.expectedFailures && expandFamilies(one.expectedFailures, chosen),
    })),
    expectedFailures: expandFamilies(expectedFailures, chosen),
    rules: rulesOf({ classification, normalisation, redact }),
    ...settingsOfRedaction(redact),
  }),
);
