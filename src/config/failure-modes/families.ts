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
