import { parseTimedelta } from './log-event.js';

/** What stopped a run, or tried to. Unknown is null. */
export interface Refusal {
  readonly reason:
    | 'long-transaction'
    | 'fragile-user'
    | 'connections'
    | 'lag'
    | 'replicas-not-syncing'
    | 'unable-to-kill'
    | 'other';
  readonly user: string | null;
  readonly database: string | null;
  /** How old the transaction is, or how far the replicas lag. */
  readonly seconds: number | null;
  readonly connections: number | null;
  /** As the log has it. */
  readonly message: string;
}

const REASONS: readonly (readonly [Refusal['reason'], RegExp])[] = [
  ['long-transaction', /^(?<database>\S+) has transactions? by (?<user>\S+) open (?<age>.+)$/],
  ['fragile-user', /^Fragile system (?<user>\S+) running\. (?<database>\S+) has (?<count>\d+) connections?/],
  ['connections', /^(?<database>\S+) has (?<count>\d+) connections? by (?<user>\S+?)\.?$/],
  ['lag', /\blag is .*\((?<age>[^)]+)\)/],
  ['lag', /\blag is /],
  ['replicas-not-syncing', /^(Replication events|Streaming replicas) /],
  ['unable-to-kill', /^Unable to kill (?<user>\S+) \[\d+\] on (?<database>\S+?)\.?$/],
];

/**
 * Reads the message of a check that failed.
 *
 * @example
 * readRefusal('launchpad_prod_3 has transaction by karma open 0:21:44.128830').user; // 'karma'
 */
export function readRefusal(message: string): Refusal {
  for (const [reason, pattern] of REASONS) {
    const match = pattern.exec(message);
    if (!match) continue;
    const { user = null, database = null, age, count } = match.groups ?? {};
    const microseconds = age === undefined ? null : parseTimedelta(age);
    return {
      reason,
      user,
      database,
      seconds: microseconds === null ? null : microseconds / 1_000_000,
      connections: count === undefined ? null : Number(count),
      message,
    };
  }
  return { reason: 'other', user: null, database: null, seconds: null, connections: null, message };
}
