// @ts-check

/** @typedef {import('./random.js').Random} Random */
/** @typedef {{ type: string, value: string }} Failure */

const SERVER_WENT_AWAY =
  'server closed the connection unexpectedly\n\tThis probably means the server terminated abnormally\n\tbefore or while processing the request.\n';
const CONNECTION_REFUSED =
  'could not connect to server: Connection refused\n\tIs the server running on host "pgbouncer.example.com" and accepting\n\tTCP/IP connections on port 6432?\n';

/** How an open connection ends when the pooler is stopped. @type {readonly Failure[]} */
const CUT = [
  { type: 'DisconnectionError', value: SERVER_WENT_AWAY },
  { type: 'DisconnectionError', value: SERVER_WENT_AWAY },
  { type: 'DisconnectionError', value: 'error with no message from the libpq' },
  {
    type: 'DisconnectionError',
    value: `FATAL:  terminating connection due to administrator command\n${SERVER_WENT_AWAY}`,
  },
  { type: 'DisconnectionError', value: 'ERROR:  database removed\n' },
  { type: 'OperationalError', value: SERVER_WENT_AWAY },
  { type: 'ProgrammingError', value: 'error with no message from the libpq' },
];

/** How a new connection fails while the database is away. @type {readonly Failure[]} */
const REFUSED = [
  { type: 'DisconnectionError', value: CONNECTION_REFUSED },
  { type: 'DisconnectionError', value: CONNECTION_REFUSED },
  { type: 'DisconnectionError', value: CONNECTION_REFUSED },
  { type: 'DisconnectionError', value: 'FATAL:  database does not allow connections: launchpad_prod_3\n' },
  { type: 'DisconnectionError', value: 'ERROR:  database does not allow connections: launchpad_prod_3\n' },
  { type: 'DisconnectionError', value: 'database removed' },
  { type: 'OperationalError', value: CONNECTION_REFUSED },
];

/** What a retry meets that uses the same connection again in the same transaction. @type {Failure} */
const ALREADY_DISCONNECTED = { type: 'DisconnectionError', value: 'Already disconnected' };

/** The first failure of lpnet1, and a connection that was opened again for a short while. @type {Failure} */
export const CONNECTION_CUT = CUT[0];

/** @type {Failure} */
export const STORE_LEFT_DISCONNECTED = {
  type: 'AssertionError',
  value: 'Bug #504291: Store left in a disconnected state.',
};

/** @param {Random} random @param {boolean} isEarly whether the connection was open when the database went @param {number} attempt from 0 */
export function failOnDatabase(random, isEarly, attempt) {
  if (attempt === 0) return random.pick(isEarly ? CUT : REFUSED);
  return random.chance(0.25) ? ALREADY_DISCONNECTED : random.pick(REFUSED);
}

/** A script that cannot connect gives up at once. @returns {Failure} */
export function failToConnect() {
  return { type: 'OperationalError', value: CONNECTION_REFUSED };
}

/** What a program gets that talks to a web server without a database. @param {string} service @returns {Failure} */
export function failOnWebServer(service) {
  return {
    type: 'ProtocolError',
    value: `<ProtocolError for xmlrpc-private.launchpad.net:8087/${service}: 503 Service Unavailable>`,
  };
}

/** @returns {Failure} */
export function failOnSocket() {
  return { type: 'socket.error', value: "(111, 'Connection refused')" };
}
