import { LIST_OF_INTEGERS } from '../../statements.js';
import { DATABASE_REPLACEMENTS } from './database-replacements.js';
import type { ExplainedReplacement } from './explained-replacement.js';
import { IDENTIFIER_REPLACEMENTS } from './identifier-replacements.js';
import { NETWORK_REPLACEMENTS } from './network-replacements.js';
import { NUMBER_REPLACEMENTS } from './number-replacements.js';
import { PATH_REPLACEMENTS } from './path-replacements.js';
import { TIME_REPLACEMENTS } from './time-replacements.js';

/**
 * What differs between values of events of other kinds (Sentry, JSON logs, OpenTelemetry) that tell the same fault, in the
 * order in which it is replaced. Error trackers do the like: Sentry's src/sentry/grouping/parameterization.py. Where it
 * is open whether two values tell the same fault they stay apart, for a group too many is seen and one too few is not:
 * words, names of hosts, services' ports, codes and versions stay.
 */
export const EVENT_REPLACEMENTS: readonly ExplainedReplacement[] = [
  ...DATABASE_REPLACEMENTS,
  ...NETWORK_REPLACEMENTS,
  ...TIME_REPLACEMENTS,
  ...PATH_REPLACEMENTS,
  ...IDENTIFIER_REPLACEMENTS,
  ...NUMBER_REPLACEMENTS,
  { ...LIST_OF_INTEGERS, reason: 'how many there are depends on the data' },
];
