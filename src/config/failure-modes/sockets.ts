import type { FailureMode } from '../../oops/classes/failure-mode.js';
import { modesOf } from './modes-of.js';

/** The words of strerror(3) and gai_strerror(3) for a host that refuses, resets or is not to be reached. */
const AWAY = [
  'Connection refused',
  'Connection reset by peer',
  'No route to host',
  'Network is unreachable',
  'Temporary failure in name resolution',
] as const;

/**
 * How systems fail when a connection is refused, reset or not to be had. A broken pipe is none of them, it is a client
 * that left; nor a host without an address, which is a wrong name.
 */
export const SOCKETS: readonly FailureMode[] = [
  // Python.
  ...modesOf(['ConnectionRefusedError', 'ConnectionResetError', 'RemoteDisconnected']),
  ...modesOf(['OSError', 'gaierror', 'URLError'], AWAY),
  // Requests, urllib3, httpx, httpcore and aiohttp.
  ...modesOf(
    ['ConnectionError', 'MaxRetryError', 'NewConnectionError', 'ProtocolError', 'ConnectError', 'ReadError'],
    [...AWAY, 'Remote end closed connection without response', 'All connection attempts failed'],
  ),
  ...modesOf(['RemoteProtocolError'], ['Server disconnected without sending a response']),
  ...modesOf(['ClientConnectorError', 'ClientOSError'], [...AWAY, 'Connect call failed']),
  ...modesOf(['ServerDisconnectedError']),
  // Node, its fetch, and axios, got and node-fetch over it: lib/net.js and _http_client.js. ECONNABORTED is a time-out of ours.
  ...modesOf(
    ['Error', 'AggregateError', 'AxiosError', 'RequestError', 'FetchError'],
    [
      '\\b(?:ECONNREFUSED|ECONNRESET|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH)\\b',
      '\\bconnect ETIMEDOUT\\b',
      '\\bsocket hang up\\b',
    ],
  ),
  ...modesOf(['SocketError'], ['other side closed']),
  ...modesOf(['ConnectTimeoutError']),
  ...modesOf(['SequelizeConnectionRefusedError', 'SequelizeHostNotReachableError']),
  // Java and Spring.
  ...modesOf(['ConnectException', 'HttpHostConnectException', 'NoRouteToHostException']),
  ...modesOf(['SocketException', 'ResourceAccessException'], [...AWAY, 'Connection reset']),
  // .NET.
  ...modesOf(
    ['SocketException', 'HttpRequestException'],
    [...AWAY, 'No connection could be made because the target machine actively refused it'],
  ),
  // Ruby.
  ...modesOf(['Errno::ECONNREFUSED', 'Errno::ECONNRESET', 'Errno::EHOSTUNREACH']),
  ...modesOf(['Faraday::ConnectionFailed', 'Net::OpenTimeout'], [...AWAY, 'Failed to open TCP connection']),
  // Go: the names begin with a star, which matches itself.
  ...modesOf(['*net.OpError', '*url.Error', '*fmt.wrapError'], AWAY),
];
