import type { ClickHouseAddress } from '../../address/address.js';
import { OtherServerError } from './other-server.js';

/** What the system says of a connection, and what to do. */
const NETWORK: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'nobody listens there. Start the server, or correct host and port in --db',
  ENOTFOUND: 'there is no such host. Correct it in --db',
  EAI_AGAIN: 'its name cannot be looked up now. Look at the network, and try again',
  ETIMEDOUT: 'does not answer. Start the server, or look at the network',
  EHOSTUNREACH: 'cannot be reached. Look at the network',
  ENETUNREACH: 'cannot be reached. Look at the network',
  ECONNRESET:
    'broke the connection off. Look at its log; with TLS in front of it, --db begins with clickhouses://',
  EPIPE: 'broke the connection off. Look at its log, and try again',
  // OpenSSL has no name of its own for each of its faults.
  EPROTO: 'does not speak TLS. Write clickhouse:// for the port without it, or name the port of TLS',
  CERT_HAS_EXPIRED: 'shows a certificate that is out of date. Have it made anew',
  CERT_NOT_YET_VALID: 'shows a certificate of later than now. Look at the clocks',
  ERR_TLS_CERT_ALTNAME_INVALID:
    'shows a certificate for another name. Name the host in --db as the certificate does',
};

/** What is the matter with a certificate that nobody known has signed, who knows it. */
const UNKNOWN_SIGNER =
  'shows a certificate that nobody known has signed. Name who signed it in NODE_EXTRA_CA_CERTS, as a file of PEM';

const UNKNOWN_SIGNERS = [
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  'UNABLE_TO_GET_ISSUER_CERT',
  'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
];

/** What happened on the way to a server, in words; undefined for what the program is to blame for. */
export function explainNetworkError(error: unknown, address: ClickHouseAddress): string | undefined {
  if (!(error instanceof Error)) return undefined;
  if (error instanceof OtherServerError) return explainOther(error.message);
  const {
    code = '',
    address: ip,
    hostname,
    port,
  } = error as NodeJS.ErrnoException & {
    readonly address?: string;
    readonly hostname?: string;
    readonly port?: number;
  };
  const known = UNKNOWN_SIGNERS.includes(code) ? UNKNOWN_SIGNER : NETWORK[code];
  if (known !== undefined) return `${placeOf(address, ip ?? hostname, port)} ${known} (${code}).`;
  // The driver throws what it cannot read as it came, in an error that has nothing else.
  if (code !== '' || error.constructor !== Error) return undefined;
  if (error.message === 'Timeout error.') {
    return 'does not answer in time. Look at its log, or ask for a shorter time.';
  }
  return OTHER_ANSWER.test(error.message) ? explainOther(error.message) : undefined;
}

/** What proxies and other servers say, in a page or in a few words. */
const OTHER_ANSWER =
  /^\s*(?:$|<)|you must use port|gateway|unavailable|upstream|forbidden|denied|unauthori[sz]ed|not found|bad request/i;

/** Where it happened, as far as the error says; else where the address leads to. */
function placeOf({ nodes }: ClickHouseAddress, host: string | undefined, port: number | undefined): string {
  if (host !== undefined && port !== undefined) return writePlace(host, port);
  const named = nodes.filter((node) => host === undefined || node.host === host);
  return (named.length > 0 ? named : nodes).map((node) => writePlace(node.host, node.port)).join(' or ');
}

function writePlace(host: string, port: number): string {
  return host.includes(':') ? `[${host}]:${port}` : `${host}:${port}`;
}

function explainOther(answer: string): string {
  const [, port] = /You must use port (\d+) for HTTP/.exec(answer) ?? [];
  if (port !== undefined) return `has another protocol on this port. Name port ${port} in --db.`;
  const [, title] = /<title>([^<]*)<\/title>/i.exec(answer) ?? [];
  const said = (title ?? answer.replace(/<[^>]*>/g, ' ')).replace(/\s+/g, ' ').trim().slice(0, 100);
  const what = said === '' ? 'it says nothing' : `it says "${said}"`;
  return `something answers there that is not ClickHouse (${what}). Correct host and port in --db, or look at the proxy.`;
}
