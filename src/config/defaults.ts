import { BUILT_IN_RULES } from '../oops/classes/rules.js';
import { SILENCE_LABELS } from '../outages/window-log/silences/systems-of-silence.js';
import type { Config } from './config.js';
import { FAILURE_MODE_FAMILIES, failureModesOf } from './failure-modes/families.js';

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

/** What serves without a config file, and where the file is silent. */
export const DEFAULT_CONFIG: Config = {
  systems: [],
  expectedFailures: failureModesOf(FAILURE_MODE_FAMILIES),
  toleratedFailures: [],
  neverSuppress: [],
  groups: [],
  attribution: { clockTolerance: SECOND, recoveryGrace: MINUTE, openWindowCap: 4 * HOUR },
  verdict: {
    baseline: 24 * HOUR,
    observation: 30 * MINUTE,
    minimumObservation: 5 * MINUTE,
    followUp: 24 * HOUR,
    alpha: 0.001,
    minimumShare: 0.5,
    deliveryLag: MINUTE,
  },
  inputs: [],
  projects: {},
  receiver: { keys: {} },
  windowSources: [],
  silences: { labels: SILENCE_LABELS },
  settlingTime: 2 * SECOND,
  retention: null,
  prune: { keepReferenced: [], files: false },
  schedule: null,
  bugUrl: 'https://bugs.launchpad.net/bugs/{id}',
  timezone: 'UTC',
  oopsUrl: null,
  mail: { host: null, port: null, security: 'auto', user: null, from: null },
  localReferrers: ['launchpad.net', 'ubuntu.com'],
  rules: BUILT_IN_RULES,
  hashesUsers: false,
  allowsUnredacted: false,
};
