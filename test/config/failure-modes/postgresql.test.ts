import { describe, expect, it } from 'vitest';
import { POSTGRESQL } from '../../../src/config/failure-modes/postgresql.js';
import { matchFailureMode } from '../../../src/oops/classes/failure-mode.js';

const isExpected = (type: string | null, value: string | null) =>
  matchFailureMode(POSTGRESQL, type, value) !== undefined;

const AWAY = [
  'could not connect to server: Connection refused\n\tIs the server running on host "10.0.3.7"?',
  'server closed the connection unexpectedly\n\tThis probably means the server terminated abnormally',
  'no connection to the server',
  'connection not open',
  'connection already closed',
  'error with no message from the libpq',
  'FATAL:  terminating connection due to administrator command',
  'FATAL:  the database system is shutting down',
  'FATAL:  the database system is starting up',
  'FATAL:  the database system is in recovery mode',
  'ERROR:  database removed',
  'ERROR:  database does not allow connections: launchpad_prod',
  'ERROR:  pgbouncer database is disabled',
  'ERROR:  pgbouncer cannot connect to server',
  'ERROR:  no more connections allowed',
];

describe('the failure modes of PostgreSQL', () => {
  it.each(AWAY)('hold a database error that says: %s', (value) => {
    for (const type of ['OperationalError', 'InterfaceError', 'DatabaseError', 'ProgrammingError']) {
      expect(isExpected(type, value)).toBe(true);
    }
  });

  it.each([
    'Server Closed The Connection UNEXPECTEDLY',
    'server closed the connection\n    unexpectedly',
    'FATAL:  the database\tsystem is  shutting down',
  ])('hold it whatever the case and the white space: %j', (value) => {
    expect(isExpected('OperationalError', value)).toBe(true);
  });

  it.each(['', null, 'Already disconnected', 'anything'])('hold every DisconnectionError: %j', (value) => {
    expect(isExpected('DisconnectionError', value)).toBe(true);
  });

  it.each([
    ['OperationalError', null],
    ['OperationalError', 'canceling statement due to statement timeout'],
    ['ProgrammingError', 'relation "person" does not exist'],
    ['IntegrityError', 'server closed the connection unexpectedly'],
    ['AssertionError', 'Bug #504291: Store left in a disconnected state.'],
    ['MyDisconnectionError', ''],
    [null, 'database removed'],
  ])('do not hold %s: %s', (type, value) => expect(isExpected(type, value)).toBe(false));
});
