import type { FailureMode } from '../../oops/classes/failure-mode.js';
import { modesOf } from './modes-of.js';
import { PRISMA_AWAY, PRISMA_ERRORS } from './prisma.js';

/** What server and client library say, MariaDB without the name: share/messages_to_*.txt of MySQL, errmsg-utf8.txt of MariaDB. */
const AWAY = [
  // 2002 and 2003.
  "Can't connect to (?:local )?(?:MySQL )?server (?:on|through)",
  '\\[2002\\] (?:Connection refused|Connection timed out|No route to host|No such file or directory)',
  // 2006, 2013 and 2055.
  '(?:MySQL |MariaDB )?server has gone away',
  'Lost connection to (?:MySQL |MariaDB )?server',
  // 1040, 1053, 1290 of a read-only server, and 1836.
  '\\bToo many connections(?! for)',
  'Server shutdown in progress',
  'server is running with the --(?:super-)?read-only option',
  'Running in read-only mode',
] as const;

/** How systems fail whose MySQL or MariaDB goes away, or takes no writes. */
export const MYSQL: readonly FailureMode[] = [
  // PyMySQL, mysqlclient and mysql-connector-python, and SQLAlchemy and Django over them. (0, '') is PyMySQL's closed connection.
  ...modesOf(
    ['OperationalError', 'InterfaceError', 'InternalError', 'DatabaseError', 'ProgrammingError'],
    [...AWAY, 'MySQL Connection not available', "^(?:\\(pymysql\\.err\\.InterfaceError\\) )?\\(0, ''\\)"],
  ),
  // mysql and mysql2 for Node: PROTOCOL_CONNECTION_LOST.
  ...modesOf(
    ['Error', 'QueryFailedError'],
    [
      ...AWAY,
      'PROTOCOL_CONNECTION_LOST',
      'Connection lost: The server closed the connection',
      "Can't add new command when connection is in closed state",
    ],
  ),
  // Connector/J and MariaDB's.
  ...modesOf(['CommunicationsException', 'CJCommunicationsException']),
  ...modesOf(
    ['SQLNonTransientConnectionException', 'MySQLNonTransientConnectionException', 'SQLException'],
    [
      ...AWAY,
      'Communications link failure',
      'Could not create connection to database server',
      'No operations allowed after connection closed',
      'Socket fail to connect to host',
    ],
  ),
  // MySqlConnector and Connector/NET.
  ...modesOf(['MySqlException'], [...AWAY, 'Unable to connect to any of the specified MySQL hosts']),
  // mysql2 for Ruby, Trilogy, and ActiveRecord over them.
  ...modesOf(
    [
      'Mysql2::Error',
      'Mysql2::Error::ConnectionError',
      'ActiveRecord::ConnectionNotEstablished',
      'ActiveRecord::ConnectionFailed',
      'ActiveRecord::StatementInvalid',
    ],
    AWAY,
  ),
  // PDO and Laravel; go-sql-driver.
  ...modesOf(['PDOException', '*QueryException', '*mysql.MySQLError'], AWAY),
  ...modesOf(PRISMA_ERRORS, [...PRISMA_AWAY, ...AWAY]),
];
