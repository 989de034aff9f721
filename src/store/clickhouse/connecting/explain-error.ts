import { DATABASE_PASSWORD_VARIABLE } from '../../../config/environment.js';
import { UserError } from '../../../user-error.js';
import { type ClickHouseAddress, nameStore } from '../../address/address.js';
import { explainNetworkError } from './explain-network-error.js';

/** What an engine says of an error, by the number that it has there. */
export interface EngineError extends Error {
  /** In decimal digits. */
  readonly code: string;
  /** The same in capitals, e.g. `UNKNOWN_TABLE`. */
  readonly type: string;
}

/** Whether an error is what ClickHouse says, rather than what happened on the way to it. */
export function isEngineError(error: unknown): error is EngineError {
  if (!(error instanceof Error) || !('code' in error) || !('type' in error)) return false;
  return typeof error.code === 'string' && /^\d+$/.test(error.code) && typeof error.type === 'string';
}

/** Says what is wrong with the servers of an address, where somebody can put it right. See `explain` of an opened store. */
export type ExplainError = (error: unknown) => UserError | undefined;

/**
 * Makes what says in one line what is wrong with the servers of an address, where, and what to do. Of any other error it returns
 * undefined: that is a fault of the program.
 *
 * @example
 * createExplainError(address)(error)?.message;
 * // 'clickhouse://localhost/oops: has no database oops. Make it with oops-report db migrate, or correct --db.'
 */
export function createExplainError(address: ClickHouseAddress): ExplainError {
  const name = nameStore(address);
  return (error) => {
    if (error instanceof UserError) return error;
    const message = isEngineError(error)
      ? explainEngineError(error, address)
      : explainNetworkError(error, address);
    return message === undefined ? undefined : new UserError(`${name}: ${message}`, { cause: error });
  };
}

/** What the server says of what it was told, with what it was. */
type Explanation = (address: ClickHouseAddress, message: string) => string;

const WRONG_PASSWORD: Explanation = ({ user, password }) =>
  password === ''
    ? `does not let ${user} in without a password. Set ${DATABASE_PASSWORD_VARIABLE}, or name another user in --db.`
    : `does not know the user ${user} with this password. Correct ${DATABASE_PASSWORD_VARIABLE}, or the user in --db.`;
const NO_DATABASE: Explanation = ({ database }) =>
  `has no database ${database}. Make it with oops-report db migrate, or correct --db.`;
const NO_TABLE: Explanation = () =>
  'lacks a table of oops-report. Make it with oops-report db migrate, or correct --db.';
const READ_ONLY_USER: Explanation = ({ user }, message) =>
  message.includes('setting')
    ? `lets ${user} change no setting, and oops-report sets some (${quoteOf(message)}). Give its profile readonly = 2, or 0 to write.`
    : `lets ${user} only read. Name a user in --db who may write, or change its profile.`;
const READ_ONLY_TABLE: Explanation = () =>
  'has a table that cannot be written now: it lost Keeper, or was made read-only. Look at system.replicas, then run the command again.';
const FULL_DISK: Explanation = () => 'its disk is full. Free some space there and run the command again.';
const NO_MEMORY: Explanation = (_, message) =>
  `needs more memory than it has for this (${quoteOf(message)}). Ask for a shorter time, or give it more.`;
const TOO_SLOW: Explanation = (_, message) =>
  `takes longer for this than it may (${quoteOf(message)}). Ask for a shorter time, or raise max_execution_time of the user.`;
const FORBIDDEN: Explanation = ({ user }, message) =>
  `lets ${user} not do this (${quoteOf(message)}). Grant it, or name another user in --db.`;
const BUSY: Explanation = () =>
  'answers as many questions as it may at once. Wait until some are over, or raise max_concurrent_queries.';
const TOO_MANY_PARTS: Explanation = () =>
  'does not keep up with what is written. Wait until it has merged its parts, and write from fewer places.';
const NO_CLUSTER: Explanation = ({ cluster }) =>
  `does not know the cluster ${cluster}. Correct ?cluster= of --db, or add it to remote_servers of the config there.`;
const HARD_PATTERN: Explanation = (_, message) =>
  `cannot search for this (${quoteOf(message)}). Write a shorter regular expression.`;
const ENDED: Explanation = () =>
  'somebody ended the question there. Ask again, unless that was meant for you.';

/** What can be wrong at a server, by its number. */
const EXPLANATIONS: Readonly<Record<string, Explanation>> = {
  '60': NO_TABLE,
  '81': NO_DATABASE,
  '158': TOO_SLOW,
  '159': TOO_SLOW,
  '160': TOO_SLOW,
  '164': READ_ONLY_USER,
  '192': WRONG_PASSWORD,
  '193': WRONG_PASSWORD,
  '194': WRONG_PASSWORD,
  '202': BUSY,
  '241': NO_MEMORY,
  '242': READ_ONLY_TABLE,
  '243': FULL_DISK,
  '252': TOO_MANY_PARTS,
  '394': ENDED,
  '427': HARD_PATTERN,
  '497': FORBIDDEN,
  '516': WRONG_PASSWORD,
  '701': NO_CLUSTER,
  '774': READ_ONLY_TABLE,
};

/** What is said where a shard does not answer another: broken off, no such host, too late, no connection, none of several. */
const SHARD_AWAY = ['32', '198', '209', '210', '279', '519'];

function explainEngineError({ code, message }: EngineError, address: ClickHouseAddress): string | undefined {
  if (SHARD_AWAY.includes(code)) {
    const shard = /\(([^()\s]+:\d+)[),]|(?:from|to) ([^\s,]+:\d+)/.exec(message);
    const which = shard ? `its shard ${shard[1] ?? shard[2]} does` : 'one of its shards does';
    return `${which} not answer, and no answer is given without it. Start it, or look at the network between them.`;
  }
  if (/No space left on device/.test(message)) return FULL_DISK(address, message);
  return EXPLANATIONS[code]?.(address, message);
}

/** What the server itself says, in one line and not too long. */
function quoteOf(message: string): string {
  const [first = ''] = message.trim().split(/\.?(?:\n|$)|\. (?=[A-Z])/);
  return first.length > 200 ? `${first.slice(0, 200)}…` : first;
}
