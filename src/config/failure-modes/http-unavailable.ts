import type { FailureMode } from '../../oops/classes/failure-mode.js';
import { modesOf } from './modes-of.js';

/** The words that RFC 9110 has for 502, 503 and 504. */
const WORDS = '(?:502 Bad Gateway|503 Service Unavailable|504 Gateway Time-?out)';

/** How systems fail when what is behind them answers 502, 503 or 504, shows its maintenance page, or is UNAVAILABLE. */
export const HTTP_UNAVAILABLE: readonly FailureMode[] = [
  // axios, lib/core/settle.js; undici.
  ...modesOf(['AxiosError', 'Error'], ['^Request failed with status code 50[234]$']),
  ...modesOf(['ResponseStatusCodeError'], ['Response status code 50[234]\\b']),
  // got, source/core/errors.ts; requests, models.py; urllib.
  ...modesOf(
    ['HTTPError'],
    [
      '^Response code 50[234] ',
      '^50[234] Server Error: ',
      '^HTTP Error 50[234]: ',
      '^Request failed with status code 50[234] ',
    ],
  ),
  // httpx, _models.py; aiohttp, client_exceptions.py.
  ...modesOf(['HTTPStatusError'], ["^Server error '50[234] "]),
  ...modesOf(['ClientResponseError'], ['^50[234], message=']),
  // urllib3, util/retry.py, and requests over it.
  ...modesOf(['MaxRetryError', 'RetryError', 'ResponseError'], ['too many 50[234] error responses']),
  // xmlrpc.client, its ProtocolError.
  ...modesOf(['ProtocolError'], ['^<ProtocolError for \\S+: 50[234] ']),
  // Werkzeug's own page, and google-api-core.
  ...modesOf(['ServiceUnavailable', 'BadGateway', 'GatewayTimeout'], [`^${WORDS}`, '^50[234] ']),
  // Spring's RestTemplate and WebClient; Feign.
  ...modesOf(['*HttpServerErrorException*', '*WebClientResponseException*'], [`^${WORDS}`]),
  ...modesOf(['*FeignException*'], ['^\\[50[234] ', '^\\[50[234]\\] ']),
  // Ruby: Faraday, rest-client, net/http.
  ...modesOf(['Faraday::ServerError'], ['the server responded with status 50[234]']),
  ...modesOf(['RestClient::ServiceUnavailable', 'RestClient::BadGateway', 'RestClient::GatewayTimeout']),
  ...modesOf(['Net::HTTPFatalError'], ['^50[234] ']),
  // .NET's HttpClient.
  ...modesOf(['HttpRequestException'], ['Response status code does not indicate success: 50[234] ']),
  // PHP: Guzzle; Laravel in maintenance.
  ...modesOf(['*ServerException'], [`resulted in a \`${WORDS}\``]),
  ...modesOf(['*MaintenanceModeException']),
  // gRPC, status 14: grpc-node, grpc-java, grpcio, grpc-go, grpc-dotnet.
  ...modesOf(['Error'], ['^14 UNAVAILABLE: ']),
  ...modesOf(['StatusRuntimeException', 'StatusException'], ['^UNAVAILABLE(?:: |$)']),
  ...modesOf(
    ['_InactiveRpcError', '_MultiThreadedRendezvous', '_Rendezvous', 'AioRpcError'],
    ['status = StatusCode\\.UNAVAILABLE\\b'],
  ),
  ...modesOf(['*status.Error', '*status.statusError'], ['code = Unavailable desc = ']),
  ...modesOf(['RpcException'], ['Status\\(StatusCode="?Unavailable"?,']),
];
