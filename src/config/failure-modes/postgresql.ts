import type { FailureMode } from '../../oops/classes/failure-mode.js';
import { modesOf } from './modes-of.js';
import { PRISMA_AWAY, PRISMA_ERRORS } from './prisma.js';

/** What the server says before it lets go or refuses: src/backend/tcop/postgres.c, postmaster.c and postinit.c of PostgreSQL. */
const SERVER = [
  // SQLSTATE 57P01 to 57P03.
  'terminating connection due to administrator command',
  'terminating connection due to unexpected postmaster exit',
  'terminating connection because of crash of another server process',
  'the database system is shutting down',
  'the database system is starting up',
  'the database system is in recovery mode',
  'the database system is not yet accepting connections',
  'the database system is not accepting connections',
  // SQLSTATE 53300.
  'sorry, too many clients already',
  'remaining connection slots are reserved for',
  'too many connections for (?:role|database)',
] as const;

/** What pgbouncer (src/client.c, objects.c, janitor.c) and pgpool-II say when what is behind them is away. */
const POOLERS = [
  'database removed',
  'database does not allow connections',
  'pgbouncer database is disabled',
  'pgbouncer cannot connect to server',
  'no more connections allowed',
  'client_login_timeout \\(server down\\)',
  'query_wait_timeout',
  'server conn crashed\\?',
  'server login has been failing',
  'pgpool is not accepting any new connections',
  'all backend nodes are down',
] as const;

/** What libpq says when it cannot reach or keep the server: src/interfaces/libpq of PostgreSQL. */
const LIBPQ = [
  'could not connect to server',
  'failed: (?:Connection refused|Connection timed out|Connection reset by peer|No route to host)',
  'failed: (?:Network is unreachable|timeout expired)',
  'server closed the connection unexpectedly',
  'no connection to the server',
  'SSL connection has been closed unexpectedly',
  'SSL SYSCALL error: EOF detected',
  'could not (?:receive data from|send data to) server',
  'to address: Temporary failure in name resolution',
] as const;

const AWAY = [...SERVER, ...POOLERS, ...LIBPQ] as const;

/** How systems fail whose PostgreSQL goes away or refuses: SQLSTATE class 08, 57P01 to 57P03 and 53300. */
export const POSTGRESQL: readonly FailureMode[] = [
  // Storm and SQLAlchemy: it says so by its type.
  ...modesOf(['DisconnectionError']),
  // psycopg 2 and 3, SQLAlchemy and Django over them and over asyncpg: the general errors report ordinary defects too.
  ...modesOf(
    [
      'OperationalError',
      'InterfaceError',
      'DatabaseError',
      'ProgrammingError',
      'DBAPIError',
      'ProtocolViolation',
    ],
    [
      ...AWAY,
      'connection not open',
      'connection already closed',
      'error with no message from the libpq',
      'the connection is (?:closed|lost)',
      'connection is closed',
      'connection was closed in the middle of operation',
    ],
  ),
  // psycopg's classes of the SQLSTATEs, psycopg/errors.py.
  ...modesOf([
    'AdminShutdown',
    'CrashShutdown',
    'CannotConnectNow',
    'TooManyConnections',
    'ConnectionTimeout',
  ]),
  ...modesOf(['ConnectionDoesNotExist', 'ConnectionFailure', 'SqlclientUnableToEstablishSqlconnection']),
  // asyncpg/exceptions/__init__.py.
  ...modesOf([
    'AdminShutdownError',
    'CrashShutdownError',
    'CannotConnectNowError',
    'TooManyConnectionsError',
  ]),
  ...modesOf(['ConnectionDoesNotExistError', 'ConnectionFailureError', 'ClientCannotConnectError']),
  // node-postgres, packages/pg/lib/client.js; what the server says comes with the name `error`.
  ...modesOf(
    ['Error', 'error', 'QueryFailedError'],
    [
      'Connection terminated unexpectedly',
      'Connection terminated due to connection timeout',
      'Client has encountered a connection error and is not queryable',
    ],
  ),
  ...modesOf(['error', 'QueryFailedError', 'SequelizeDatabaseError'], [...SERVER, ...POOLERS]),
  // PgJDBC, org/postgresql/core/v3.
  ...modesOf(
    ['PSQLException'],
    [
      ...SERVER,
      ...POOLERS,
      'refused\\. Check that the hostname and port are correct',
      'This connection has been closed',
      'An I/O error occurr?ed while sending to the backend',
      'The connection attempt failed',
    ],
  ),
  // Npgsql. It reads "Exception while reading from stream" also after a time-out of a command, so that says nothing.
  ...modesOf(['NpgsqlException'], ['Failed to connect to ', ...SERVER, ...POOLERS]),
  ...modesOf(['PostgresException'], ['^(?:0800[01346]|57P0[123]|53300): ', ...SERVER, ...POOLERS]),
  // ruby-pg and ActiveRecord. PG::ConnectionBad is a wrong password, too.
  ...modesOf(['PG::AdminShutdown', 'PG::CrashShutdown', 'PG::CannotConnectNow', 'PG::TooManyConnections']),
  ...modesOf(
    [
      'PG::ConnectionBad',
      'PG::UnableToSend',
      'ActiveRecord::ConnectionNotEstablished',
      'ActiveRecord::ConnectionFailed',
      'ActiveRecord::StatementInvalid',
    ],
    [...AWAY, "PQsocket\\(\\) can't get socket descriptor", 'connection is closed'],
  ),
  // PDO and Laravel over libpq.
  ...modesOf(['PDOException', '*QueryException'], AWAY),
  ...modesOf(PRISMA_ERRORS, [...PRISMA_AWAY, ...SERVER, ...POOLERS]),
];
