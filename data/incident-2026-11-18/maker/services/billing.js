// @ts-check
import { at, CUT_LASTS, DATABASE_DOWN } from '../facts.js';
import { pickCustomer, pickOrder } from '../shop.js';
import { ordinaryTimes, pickByWeight, stormTimes } from '../times.js';

/** @typedef {import('../../../incident-2011-09-08/maker/random.js').Random} Random */
/** @typedef {{ type: string, value: string, frames: readonly Frame[] }} Exception the value may have `#` for a number */
/** @typedef {readonly [filename: string, lineno: number, name: string]} Frame */
/** @typedef {{ event: string, chain: readonly Exception[] }} Failure the outermost exception first, as structlog has them */

/** @type {readonly Frame[]} */
const IN_CHARGES = [
  ['/srv/billing/charges.py', 88, 'charge'],
  ['/srv/billing/ledger.py', 41, 'write_entry'],
];
/** @type {readonly Frame[]} */
const IN_PSYCOPG = [
  ['/srv/billing/.venv/lib/python3.14/site-packages/psycopg/cursor.py', 117, 'execute'],
  ['/srv/billing/.venv/lib/python3.14/site-packages/psycopg/connection.py', 484, 'wait'],
];

/** @type {readonly (Failure & { weight: number })[]} */
const ORDINARY = [
  {
    weight: 5,
    event: 'charge refused',
    chain: [
      {
        type: 'CardError',
        value: 'Your card was declined.',
        frames: [['/srv/billing/charges.py', 96, 'charge']],
      },
    ],
  },
  {
    weight: 4,
    event: 'charge failed',
    chain: [
      {
        type: 'ReadTimeout',
        value: "HTTPSConnectionPool(host='psp.example', port=443): Read timed out. (read timeout=10)",
        frames: [['/srv/billing/.venv/lib/python3.14/site-packages/requests/adapters.py', 690, 'send']],
      },
    ],
  },
  {
    weight: 3,
    event: 'webhook refused',
    chain: [
      {
        type: 'SignatureVerificationError',
        value: 'No signatures found matching the expected signature for payload',
        frames: [['/srv/billing/webhooks.py', 52, 'verify']],
      },
    ],
  },
  {
    weight: 3,
    event: 'invoice failed',
    chain: [
      {
        type: 'InvoiceError',
        value: 'no VAT rate for order #',
        frames: [['/srv/billing/invoices.py', 133, 'render']],
      },
      { type: 'KeyError', value: "'XI'", frames: [['/srv/billing/vat.py', 20, 'rate_of']] },
    ],
  },
];

const CLOSED =
  'server closed the connection unexpectedly\n\tThis probably means the server terminated abnormally\n\tbefore or while processing the request.';
const REFUSED =
  'connection failed: connection to server at "10.20.0.5", port 5432 failed: Connection refused\n\tIs the server running on that host and accepting TCP/IP connections?';

/** @type {readonly Exception[]} */
const CUT = [
  { type: 'OperationalError', value: CLOSED, frames: IN_PSYCOPG },
  { type: 'AdminShutdown', value: 'terminating connection due to administrator command', frames: IN_PSYCOPG },
];
/** @type {readonly Exception[]} */
const AWAY = [
  { type: 'OperationalError', value: REFUSED, frames: IN_PSYCOPG },
  {
    type: 'PoolTimeout',
    value: "couldn't get a connection after 5.00 sec",
    frames: [['/srv/billing/.venv/lib/python3.14/site-packages/psycopg_pool/pool.py', 203, 'getconn']],
  },
];

/** What should not have been: the money was taken, and the order was lost with the connection. */
const LOST = [
  { time: at('09:00:09.184'), amount: '129.90', order: 488_213 },
  { time: at('09:00:52.730'), amount: '54.00', order: 488_219 },
];

/** The payments: Python with psycopg and structlog, whose tracebacks are dictionaries. @param {Random} random @returns {import('../log.js').Line[]} */
export function makeBilling(random) {
  const ordinary = ordinaryTimes(random, 6).map((time) =>
    failed(random, time, pickByWeight(random, ORDINARY)),
  );
  const storm = stormTimes(random, 22).map((time) => {
    const cause = random.pick(time < DATABASE_DOWN + CUT_LASTS ? CUT : AWAY);
    const isWrapped = random.chance(0.5);
    const outer = { type: 'ChargeError', value: 'order # is not written', frames: IN_CHARGES };
    return failed(random, time, { event: 'charge failed', chain: isWrapped ? [outer, cause] : [cause] });
  });
  const late = failed(random, at('09:01:38.455'), { event: 'charge failed', chain: [CUT[0]] });
  const lost = LOST.map(({ time, amount, order }) => {
    const value = `${amount} EUR were captured, and order ${order} does not exist`;
    const frames = /** @type {readonly Frame[]} */ ([['/srv/billing/reconcile.py', 61, 'check_capture']]);
    return failed(
      random,
      time,
      { event: 'payment lost', chain: [{ type: 'LostPayment', value, frames }] },
      order,
    );
  });
  return [...ordinary, ...storm, late, ...lost, ...makeInformation(random)];
}

/** @param {Random} random @param {number} time @param {Failure} failure */
function failed(random, time, { event, chain }, order = pickOrder(random)) {
  return line(time, {
    order_id: order,
    user_id: pickCustomer(random),
    request_id: random.hex(12),
    event,
    level: 'error',
    logger: 'billing.charges',
    exception: chain.map((exception, index) => ({
      exc_type: exception.type,
      exc_value: exception.value.replace('#', String(order)),
      exc_notes: [],
      syntax_error: null,
      is_cause: index > 0,
      frames: exception.frames.map(([filename, lineno, name]) => ({
        ...{ filename, lineno, name },
        // What a program's variables hold goes into its log, and not into the database.
        locals: { order: String(order), card: `'4000 0000 0000 ${random.between(1000, 9999)}'` },
      })),
      is_group: false,
      exceptions: [],
    })),
  });
}

/** @param {Random} random */
function makeInformation(random) {
  return ordinaryTimes(random, 12).map((time) =>
    line(time, { order_id: pickOrder(random), event: 'charged', level: 'info', logger: 'billing.charges' }),
  );
}

/** @param {number} time @param {object} rest */
function line(time, rest) {
  const timestamp = new Date(time).toISOString().replace('Z', '000Z');
  return { time, text: JSON.stringify({ service: 'billing', host: 'billing-1', ...rest, timestamp }) };
}
