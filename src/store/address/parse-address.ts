import { isIPv6 } from 'node:net';
import { resolve } from 'node:path';
import { DATABASE_PASSWORD_FILE_VARIABLE, DATABASE_PASSWORD_VARIABLE } from '../../config/environment.js';
import { suggestNames } from '../../text/nearest-names.js';
import { UserError } from '../../user-error.js';
import {
  CLICKHOUSE_SCHEMES,
  type ClickHouseAddress,
  DEFAULT_USER,
  type ServerNode,
  type StoreAddress,
} from './address.js';

const ADVICE = 'Write it like clickhouse://user@host:8123/database.';

const PARTS = /^(?:([^@/?#]*)@)?([^@/?#]*)(?:\/([^?#]*))?(?:\?([^#]*))?$/;

/**
 * Reads the address of a store: a file, `:memory:`, or `clickhouse://[user@]host[:port][,host[:port]…]/database[?cluster=name&cut=number]`,
 * with `clickhouses://` for TLS. Throws a UserError for any other; it shows nothing of it that can be a password.
 *
 * @param name what the address was given by, for messages, e.g. `--db`
 * @param cwd the folder that relative paths start from
 * @example
 * parseStoreAddress('clickhouse://oops@ch1/oops', '--db', '/srv');
 * // { engine: 'clickhouse', isSecure: false, nodes: [{ host: 'ch1', port: 8123 }], user: 'oops', password: '', database: 'oops', cluster: null, cut: null }
 */
export function parseStoreAddress(text: string, name: string, cwd: string): StoreAddress {
  if (text === ':memory:') return { engine: 'sqlite', path: text, file: text };
  const [, scheme, rest] =
    /^([a-z][a-z0-9+.-]*):\/\/(.*)$/is.exec(text) ?? /^(clickhouses?):(.*)$/is.exec(text) ?? [];
  if (scheme === undefined || rest === undefined) {
    return { engine: 'sqlite', path: text, file: resolve(cwd, text) };
  }
  const known = scheme.toLowerCase();
  if (known !== 'clickhouse' && known !== 'clickhouses') {
    throw new UserError(
      `${name} ${scheme}:// is no kind of store. Name a file, or a database as clickhouse://user@host:8123/database.`,
    );
  }
  if (!text.startsWith('//', scheme.length + 1)) {
    throw new UserError(`${name} has no // behind ${scheme}:. ${ADVICE}`);
  }
  return parseServers(rest, name, known);
}

function parseServers(
  rest: string,
  name: string,
  scheme: keyof typeof CLICKHOUSE_SCHEMES,
): ClickHouseAddress {
  // Also where what is before the @ is no user as it should be written, as with a slash in a password.
  if (rest.slice(0, rest.lastIndexOf('@') + 1).includes(':')) throw passwordError(name);
  const [, user = '', hosts = '', path = '', query = ''] = PARTS.exec(rest) ?? [];
  if (hosts === '') throw new UserError(`${name} names no server. ${ADVICE}`);
  const { isSecure, port } = CLICKHOUSE_SCHEMES[scheme];
  const [first, ...others] = hosts.split(',').map((host) => parseNode(host, name, port));
  if (!first) throw new UserError(`${name} names no server. ${ADVICE}`);
  const nodes = [first, ...others] as const;
  refuseTwice(nodes, name);
  return {
    ...{ engine: 'clickhouse', isSecure, nodes, user: decode(user, name) || DEFAULT_USER, password: '' },
    ...{ database: parseDatabase(path, name), ...parseQuery(query, name) },
  };
}

function parseNode(text: string, name: string, usualPort: number): ServerNode {
  const [, bracketed, plain, digits] = /^(?:\[([^\]]*)\]|([\w.-]+))(?::(.*))?$/s.exec(text) ?? [];
  const host = (bracketed ?? plain ?? '').toLowerCase();
  if (host === '' || (bracketed !== undefined && !isIPv6(host))) {
    throw new UserError(`${name} has a server whose name is none. ${ADVICE}`);
  }
  if (digits === undefined) return { host, port: usualPort };
  const port = /^\d{1,5}$/.test(digits) ? Number(digits) : 0;
  if (port >= 1 && port <= 65_535) return { host, port };
  throw new UserError(
    `${name} has no port behind ${host}: that is a number from 1 to 65535, such as ${usualPort}. ${ADVICE}`,
  );
}

function refuseTwice(nodes: readonly ServerNode[], name: string): void {
  const seen = new Set<string>();
  for (const { host, port } of nodes) {
    const node = `${host} ${port}`;
    if (seen.has(node)) throw new UserError(`${name} names ${host} twice. Name each server once.`);
    seen.add(node);
  }
}

function parseDatabase(path: string, name: string): string {
  const database = decode(path.replace(/\/$/, ''), name);
  if (database === '') throw new UserError(`${name} names no database behind the server. ${ADVICE}`);
  if (/^[\w-]+$/.test(database)) return database;
  throw new UserError(
    `${name} names a database with other signs than letters, digits, _ and -. Give it another name.`,
  );
}

const QUERY_KEYS = ['cluster', 'cut'];

/** What stands behind the question mark. */
function parseQuery(query: string, name: string): Pick<ClickHouseAddress, 'cluster' | 'cut'> {
  const parts = query === '' ? [] : query.split('&').map((part) => /^([^=]*)(?:=(.*))?$/s.exec(part) ?? []);
  const keys = parts.map(([, key = '']) => key);
  const unknown = keys.find((key) => !QUERY_KEYS.includes(key));
  if (unknown !== undefined) {
    if (/^(?:pass|pwd)/i.test(unknown)) throw passwordError(name);
    throw new UserError(
      `${name} has an unknown key behind the question mark. ${suggestNames(unknown, QUERY_KEYS, 'There are ?cluster=name and ?cut=number.')}`,
    );
  }
  const twice = keys.find((key, place) => keys.indexOf(key) !== place);
  if (twice !== undefined) throw new UserError(`${name} names two ${twice}s. Name one.`);
  const values = new Map(parts.map(([, key = '', value = '']) => [key, decode(value, name)]));
  return { cluster: parseCluster(values.get('cluster'), name), cut: parseCut(values.get('cut'), name) };
}

function parseCluster(cluster: string | undefined, name: string): string | null {
  if (cluster === undefined) return null;
  if (/^[\w.-]+$/.test(cluster)) return cluster;
  throw new UserError(
    `${name} names a cluster that can be none. Write it like ?cluster=name, as the servers call it.`,
  );
}

function parseCut(cut: string | undefined, name: string): number | null {
  if (cut === undefined) return null;
  if (/^\d{1,16}$/.test(cut) && Number.isSafeInteger(Number(cut))) return Number(cut);
  throw new UserError(
    `${name} has a cut that is none. Write it as reports tell it, like ?cut=1795831336761868.`,
  );
}

function passwordError(name: string): UserError {
  return new UserError(
    `${name} holds a password, which others can read in the list of processes. Put it into ${DATABASE_PASSWORD_VARIABLE}, or into a file that ${DATABASE_PASSWORD_FILE_VARIABLE} names.`,
  );
}

function decode(text: string, name: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    throw new UserError(`${name} has a % that stands for nothing. A % in a name is written %25.`);
  }
}
