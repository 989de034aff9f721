import type { FailureMode } from '../../oops/classes/failure-mode.js';
import { HTTP_UNAVAILABLE } from './http-unavailable.js';
import { MONGODB } from './mongodb.js';
import { MYSQL } from './mysql.js';
import { POOLS } from './pools.js';
import { POSTGRESQL } from './postgresql.js';
import { REDIS } from './redis.js';
import { SOCKETS } from './sockets.js';

/** The names of the families, in the order in which they are asked. */
export const FAILURE_MODE_FAMILIES = [
  'postgresql',
  'mysql',
  'redis',
  'mongodb',
  'pools',
  'sockets',
  'http-unavailable',
] as const;
export type FailureModeFamily = (typeof FAILURE_MODE_FAMILIES)[number];

/** In a list of expected failures: every family that `failureModes` names. */
export const ALL_FAMILIES = 'all';

/** What a list of expected failures in the config is made of: failure modes, and families of the built-in ones. */
export type FailureModeEntry = FailureMode | { readonly family: FailureModeFamily | typeof ALL_FAMILIES };

const MODES: Record<FailureModeFamily, readonly FailureMode[]> = {
  postgresql: POSTGRESQL,
  mysql: MYSQL,
  redis: REDIS,
  mongodb: MONGODB,
  pools: POOLS,
  sockets: SOCKETS,
  'http-unavailable': HTTP_UNAVAILABLE,
};

/**
 * How a system fails when what it depends on is away, by what that is. All of it says that a service is away or refuses;
 * types that also report ordinary defects, and time-outs of slow work, count only by their words.
 *
 * @example
 * matchFailureMode(failureModesOf(['postgresql']), 'OperationalError', 'FATAL:  the database system is shutting down');
 */
export function failureModesOf(families: readonly FailureModeFamily[]): FailureMode[] {
  return families.flatMap((family) => MODES[family]);
}

/** The failure modes that a list of the config stands for. @param chosen the families that `failureModes` names */
export function expandFamilies(
  entries: readonly FailureModeEntry[],
  chosen: readonly FailureModeFamily[],
): FailureMode[] {
  return entries.flatMap((entry) => {
    if (!('family' in entry)) return [entry];
    return entry.family === ALL_FAMILIES ? failureModesOf(chosen) : MODES[entry.family];
  });
}

/**
 * A list of failure modes as the config would say it: what is built in by its family, and all of it as one entry.
 *
 * @example
 * entriesOf(failureModesOf(['redis'])); // [{ family: 'redis' }]
 */
export function entriesOf(modes: readonly FailureMode[]): FailureModeEntry[] {
  const named = [
    { family: ALL_FAMILIES, modes: failureModesOf(FAILURE_MODE_FAMILIES) },
    ...FAILURE_MODE_FAMILIES.map((family) => ({ family, modes: MODES[family] })),
  ] as const;
  const entries: FailureModeEntry[] = [];
  for (let place = 0; place < modes.length; ) {
    const begun = named.find((one) => one.modes.every((mode, index) => mode === modes[place + index]));
    entries.push(begun ? { family: begun.family } : (modes[place] as FailureMode));
    place += begun?.modes.length ?? 1;
  }
  return entries;
}
