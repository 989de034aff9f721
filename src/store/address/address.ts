/** Where a store is: in a file, or on servers of ClickHouse. It can be handed to another thread. */
export type StoreAddress = SqliteAddress | ClickHouseAddress;

/** A store in a file of this machine. */
export interface SqliteAddress {
  readonly engine: 'sqlite';
  /** As the user named it. */
  readonly path: string;
  /** The same as an absolute path, or `:memory:`: a store that goes when it is closed. */
  readonly file: string;
}

/** A store in a database of ClickHouse. */
export interface ClickHouseAddress {
  readonly engine: 'clickhouse';
  /** It is asked over TLS. */
  readonly isSecure: boolean;
  /** Nodes of one cluster, each once: the first that answers is asked. */
  readonly nodes: readonly [ServerNode, ...ServerNode[]];
  readonly user: string;
  /** Empty where there is none. It is not part of what is written, and must not be shown. */
  readonly password: string;
  readonly database: string;
  /** The cluster whose shards have the data, as the servers call it; null: one node has all. */
  readonly cluster: string | null;
  /**
   * What had arrived by this moment is read, and nothing can be changed; null: what there is. In microseconds since the Unix epoch by
   * the clock of the servers, as a report tells it that was made then.
   */
  readonly cut: number | null;
}

/** Where a server takes questions over HTTP. */
export interface ServerNode {
  /** A name, or an address; that of IPv6 without brackets. */
  readonly host: string;
  readonly port: number;
}

/** The scheme of an address with or without TLS, and the port that it means where it names none. */
export const CLICKHOUSE_SCHEMES = {
  clickhouse: { isSecure: false, port: 8123 },
  clickhouses: { isSecure: true, port: 8443 },
} as const;

/** The user of an address that names none, which servers call so. */
export const DEFAULT_USER = 'default';

/**
 * What a store is called by people, in messages and reports: without user and password.
 *
 * @example
 * nameStore(address); // 'clickhouse://ch1.example.com,ch2.example.com/oops?cluster=two', or 'oops-report.db'
 */
export function nameStore(address: StoreAddress): string {
  return address.engine === 'sqlite' ? address.path : writeUrl(address, '');
}

/**
 * What one state of a store is called: an address with its cut reads that state again.
 *
 * @param cut of the snapshot; null: the engine only knows what is there now
 */
export function nameState(address: StoreAddress, cut: number | null): string {
  return nameStore(cut === null || address.engine === 'sqlite' ? address : { ...address, cut });
}

/**
 * Writes an address so that `parseStoreAddress` reads the same, but for the password, which no address holds. That of a file is
 * absolute.
 *
 * @example
 * writeStoreAddress(address); // 'clickhouse://oops@ch1.example.com/oops'
 */
export function writeStoreAddress(address: StoreAddress): string {
  if (address.engine === 'sqlite') return address.file;
  return writeUrl(address, address.user === DEFAULT_USER ? '' : `${encodeURIComponent(address.user)}@`);
}

function writeUrl({ isSecure, nodes, database, cluster, cut }: ClickHouseAddress, user: string): string {
  const scheme = isSecure ? 'clickhouses' : 'clickhouse';
  const hosts = nodes.map(({ host, port }) => {
    const place = host.includes(':') ? `[${host}]` : host;
    return port === CLICKHOUSE_SCHEMES[scheme].port ? place : `${place}:${port}`;
  });
  const query = [
    ...(cluster === null ? [] : [`cluster=${cluster}`]),
    ...(cut === null ? [] : [`cut=${cut}`]),
  ];
  return `${scheme}://${user}${hosts.join(',')}/${database}${query.length === 0 ? '' : `?${query.join('&')}`}`;
}
