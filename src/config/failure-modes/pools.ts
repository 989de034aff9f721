import type { FailureMode } from '../../oops/classes/failure-mode.js';
import { modesOf } from './modes-of.js';
import { PRISMA_ERRORS } from './prisma.js';

/** How systems fail whose pool of connections has none to give: behind it, nothing answers or everything is taken. */
export const POOLS: readonly FailureMode[] = [
  // HikariCP, pool/HikariPool.java; Commons DBCP, c3p0 and Tomcat's pool.
  ...modesOf(
    ['SQLTransientConnectionException', 'SQLException', 'PoolExhaustedException'],
    [
      'Connection is not available, request timed out after \\d+ms',
      'Cannot get a connection, pool error',
      'attempt by a client to checkout a Connection has timed out',
      'Timeout: Pool empty\\. Unable to fetch a connection',
    ],
  ),
  // Hibernate and Spring: what they make of it.
  ...modesOf(['JDBCConnectionException', 'CannotGetJdbcConnectionException']),
  // psycopg_pool, pool.py. That of httpx has no words, and is about something else.
  ...modesOf(['PoolTimeout'], ["couldn't get a connection after"]),
  // SQLAlchemy, pool/impl.py.
  ...modesOf(['TimeoutError'], ['QueuePool limit of size \\d+ overflow -?\\d+ reached']),
  // psycopg2.pool and mysql.connector.pooling.
  ...modesOf(['PoolError'], ['pool exhausted']),
  // knex, lib/client.js.
  ...modesOf(['KnexTimeoutError', 'TimeoutError', 'Error'], ['Knex: Timeout acquiring a connection']),
  // pg-pool, index.js; Sequelize.
  ...modesOf(['Error'], ['^timeout exceeded when trying to connect$']),
  ...modesOf(['SequelizeConnectionAcquireTimeoutError']),
  // P2024 of Prisma.
  ...modesOf(PRISMA_ERRORS, ['Timed out fetching a new connection from the connection pool']),
  // ActiveRecord.
  ...modesOf(['ActiveRecord::ConnectionTimeoutError'], ['could not obtain a connection from the pool']),
  // Npgsql, PoolingDataSource.cs.
  ...modesOf(['NpgsqlException'], ['The connection pool has been exhausted']),
];
