import type { FailureMode } from '../../oops/classes/failure-mode.js';
import { modesOf } from './modes-of.js';

/** Replies of a server that is there and refuses: src/server.c and networking.c of Redis. Older ones call a replica slave. */
const REFUSES = [
  '^(?:Error: )?(?:LOADING|READONLY|MASTERDOWN|CLUSTERDOWN|UNBLOCKED) ',
  'Redis is loading the dataset in memory',
  "You can't write against a read only (?:replica|slave)",
  'Link with MASTER is down',
  'CLUSTERDOWN ',
  'max number of clients reached',
] as const;

/** How systems fail whose Redis goes away, loads, or is no master any more. */
export const REDIS: readonly FailureMode[] = [
  // redis-py, redis/exceptions.py and sentinel.py: the parser cuts the first word of the reply off.
  ...modesOf([
    'BusyLoadingError',
    'ReadOnlyError',
    'MasterDownError',
    'ClusterDownError',
    'MasterNotFoundError',
  ]),
  // redis-py, redis/connection.py.
  ...modesOf(
    ['ConnectionError'],
    [
      ...REFUSES,
      'Connection closed by server',
      'Error -?\\d+ connecting to \\S+ (?:Connection refused|Temporary failure in name resolution)',
      'Error -?\\d+ connecting to \\S+ (?:No route to host|Connection timed out)',
      'Error while reading from \\S',
    ],
  ),
  ...modesOf(['ResponseError'], REFUSES),
  // ioredis and node-redis.
  ...modesOf(['ReplyError', 'ErrorReply', 'SimpleError'], REFUSES),
  ...modesOf(['MaxRetriesPerRequestError', 'SocketClosedUnexpectedlyError', 'ClientOfflineError']),
  ...modesOf(['Error'], ['^Connection is closed\\.$', '^Socket closed unexpectedly$']),
  // redis-rb and redis-client.
  ...modesOf(['Redis::CannotConnectError', 'RedisClient::CannotConnectError']),
  ...modesOf(['RedisClient::ReadOnlyError', 'RedisClient::MasterDownError', 'Redis::ReadOnlyError']),
  ...modesOf(['Redis::CommandError', 'RedisClient::CommandError'], REFUSES),
  // Jedis, Lettuce, Spring Data and StackExchange.Redis. A read that timed out is a JedisConnectionException as well.
  ...modesOf(
    ['JedisConnectionException', 'RedisConnectionException'],
    [
      'Failed to (?:connect|create socket)',
      'Could not get a resource from the pool',
      'Unexpected end of stream',
      'Unable to connect to ',
      'No connection (?:is available|is active)',
      'It was not possible to connect to the redis server',
    ],
  ),
  ...modesOf(['RedisConnectionFailureException', 'RedisLoadingException', 'RedisReadOnlyException']),
  ...modesOf(['JedisDataException', 'RedisCommandExecutionException', 'RedisServerException'], REFUSES),
];
