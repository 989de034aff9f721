import type { FailureMode } from '../oops/classes/failure-mode.js';

/** What a database, its driver or its connection pooler says when it went away or refuses. */
const DATABASE_AWAY = [
  'could not connect to server',
  'server closed the connection unexpectedly',
  'no connection to the server',
  'connection not open',
  'connection already closed',
  'error with no message from the libpq',
  'terminating connection due to administrator command',
  'the database system is shutting down',
  'the database system is starting up',
  'the database system is in recovery mode',
  'database removed',
  'database does not allow connections',
  'pgbouncer database is disabled',
  'pgbouncer cannot connect to server',
  'no more connections allowed',
] as const;

/**
 * How a system fails when its database goes away, unless the config says otherwise. `DisconnectionError` says so by
 * its type; the general database errors only by their value, because they also report ordinary defects.
 *
 * @example
 * matchFailureMode(DEFAULT_EXPECTED_FAILURES, 'OperationalError', 'FATAL:  the database system is shutting down');
 */
export const DEFAULT_EXPECTED_FAILURES: readonly FailureMode[] = [
  { type: 'DisconnectionError' },
  ...['OperationalError', 'InterfaceError', 'DatabaseError', 'ProgrammingError'].map((type) => ({
    type,
    value: anyOfPhrases(DATABASE_AWAY),
  })),
];

/** Any white space stands between the words: values go over several lines, and text reports fold it. */
function anyOfPhrases(phrases: readonly string[]): RegExp {
  return new RegExp(phrases.map((phrase) => phrase.replaceAll(' ', '\\s+')).join('|'), 'i');
}
