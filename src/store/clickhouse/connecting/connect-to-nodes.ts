import type { ClickHouseAddress, ServerNode } from '../../address/address.js';
import { type Connection, type ConnectionPlace, connect } from './connection.js';

/** Connections to the nodes of an address. */
export interface Nodes {
  /** The first that answers: it is asked. */
  readonly first: Connection;
  /** All that the address names. They are in no database yet. */
  readonly all: readonly Connection[];
  /** Connects to the database, over the node that is asked. */
  open(): Promise<Connection>;
  close(): Promise<void>;
}

/** A database that every server has. */
const EVERYWHERE = 'system';

/** Connects to the nodes of an address. Throws what the last of them says where none answers. */
export async function connectToNodes(address: ClickHouseAddress): Promise<Nodes> {
  const places = address.nodes.map((node) => placeOf(address, node));
  const all = await Promise.all(places.map((place) => connect({ ...place, database: EVERYWHERE })));
  const close = async () => {
    await Promise.all(all.map((node) => node.close()));
  };
  try {
    const asked = await findAnswering(all);
    const place = places[asked] as ConnectionPlace;
    return { first: all[asked] as Connection, all, open: () => connect(place), close };
  } catch (error) {
    await close();
    throw error;
  }
}

/** The place of the first that answers. */
async function findAnswering(nodes: readonly Connection[]): Promise<number> {
  let failure: unknown;
  for (const [place, node] of nodes.entries()) {
    try {
      await node.row('SELECT 1');
      return place;
    } catch (error) {
      failure = error;
    }
  }
  throw failure;
}

function placeOf(
  { isSecure, user, password, database, cluster }: ClickHouseAddress,
  { host, port }: ServerNode,
): ConnectionPlace {
  const name = host.includes(':') ? `[${host}]` : host;
  return {
    url: `${isSecure ? 'https' : 'http'}://${name}:${port}`,
    ...{ username: user, password, database, cluster },
  };
}
