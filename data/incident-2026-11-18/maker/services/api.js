// @ts-check
import {
  at,
  CUT_LASTS,
  DATABASE,
  DATABASE_BACK,
  DATABASE_DOWN,
  DEPLOYED,
  PROMOTION_LASTS,
  ROLLED_BACK,
} from '../facts.js';
import { pickBrowser, pickCustomer, pickProduct } from '../shop.js';
import { ordinaryTimes, pickByWeight, stormTimes } from '../times.js';

/** @typedef {import('../../../incident-2011-09-08/maker/random.js').Random} Random */
/** @typedef {{ route: string, method: string, path: (random: Random) => string }} Route */
/** @typedef {{ name: string, type: string, message: string, code?: string, more?: object, frames: readonly string[], waits?: number }} Failure `waits`: milliseconds before it failed */

/** @satisfies {Record<string, Route>} */
const ROUTES = {
  product: {
    route: '/v1/products/:slug',
    method: 'GET',
    path: (random) => `/v1/products/${pickProduct(random)}`,
  },
  cart: { route: '/v1/cart', method: 'GET', path: () => '/v1/cart' },
  add: { route: '/v1/cart/items', method: 'POST', path: () => '/v1/cart/items' },
  coupon: { route: '/v1/cart/coupon', method: 'PUT', path: () => '/v1/cart/coupon' },
  order: { route: '/v1/orders', method: 'POST', path: () => '/v1/orders' },
  rates: { route: '/v1/shipping-rates', method: 'GET', path: () => '/v1/shipping-rates' },
};

const IN_PG = [
  'Parser.parseErrorMessage (/srv/api/node_modules/pg-protocol/dist/parser.js:305:11)',
  'Parser.handlePacket (/srv/api/node_modules/pg-protocol/dist/parser.js:143:27)',
  'Socket.<anonymous> (/srv/api/node_modules/pg-protocol/dist/index.js:11:42)',
];
const IN_STORE = [
  'async Store.query (file:///srv/api/dist/store.js:58:20)',
  'async file:///srv/api/dist/server.js:91:5',
];

/** What is said of the database's errors has the class's name as type, and `error` as name: so pino and node-postgres do. */
const ofDatabase = (/** @type {string} */ code, /** @type {string} */ message) => ({
  ...{ name: 'error', type: 'DatabaseError', message, code },
  more: { severity: code.startsWith('57P') ? 'FATAL' : 'ERROR' },
  frames: [...IN_PG, ...IN_STORE],
});
const ofClient = (/** @type {string} */ message, /** @type {string} */ place) => ({
  ...{ name: 'Error', type: 'Error', message },
  frames: [place, ...IN_STORE],
});

const CUT = [
  ofDatabase('57P01', 'terminating connection due to administrator command'),
  ofClient(
    'Connection terminated unexpectedly',
    'Connection.<anonymous> (/srv/api/node_modules/pg/lib/client.js:136:73)',
  ),
];
const AWAY = [
  {
    ...ofClient(
      `connect ECONNREFUSED ${DATABASE}`,
      'TCPConnectWrap.afterConnect [as oncomplete] (node:net:1637:16)',
    ),
    code: 'ECONNREFUSED',
    more: { errno: -111, syscall: 'connect', address: '10.20.0.5', port: 5432 },
  },
  {
    ...ofClient('timeout exceeded when trying to connect', '/srv/api/node_modules/pg-pool/index.js:45:11'),
    waits: 2_000,
  },
];
const PROMOTED = [
  ofDatabase('57P03', 'the database system is starting up'),
  ofDatabase('57P03', 'the database system is not yet accepting connections'),
];

/** @type {readonly { weight: number, route: Route, status: number, makeFailure: (random: Random) => Failure }[]} */
const ORDINARY = [
  {
    weight: 5,
    route: ROUTES.add,
    status: 409,
    makeFailure: (random) => ({
      ...{ name: 'StockError', type: 'StockError', code: 'OUT_OF_STOCK' },
      message: `${random.between(0, 2)} left of article ${random.between(4100, 4160)}, ${random.between(3, 6)} were asked for`,
      frames: ['Cart.add (file:///srv/api/dist/cart.js:77:13)', ...IN_STORE],
    }),
  },
  {
    weight: 4,
    route: ROUTES.rates,
    status: 504,
    makeFailure: () => ({
      ...{
        name: 'HeadersTimeoutError',
        type: 'HeadersTimeoutError',
        message: 'Headers Timeout Error',
        code: 'UND_ERR_HEADERS_TIMEOUT',
        waits: 5_000,
      },
      frames: [
        'FastTimer.onParserTimeout [as _onTimeout] (/srv/api/node_modules/undici/lib/dispatcher/client-h1.js:644:28)',
        'async Rates.fetch (file:///srv/api/dist/rates.js:31:17)',
      ],
    }),
  },
  {
    weight: 3,
    route: ROUTES.add,
    status: 500,
    makeFailure: () =>
      ofDatabase('23505', 'duplicate key value violates unique constraint "cart_items_cart_id_sku_key"'),
  },
  {
    weight: 3,
    route: ROUTES.product,
    status: 500,
    makeFailure: () => ofDatabase('57014', 'canceling statement due to statement timeout'),
  },
  {
    weight: 3,
    route: ROUTES.order,
    status: 400,
    makeFailure: (random) => ({
      ...{ name: 'ValidationError', type: 'ValidationError', code: 'FST_ERR_VALIDATION' },
      message: `body/address/${random.pick(['postcode', 'city', 'street'])} must NOT have fewer than 1 characters`,
      frames: ['preValidationCallback (/srv/api/node_modules/fastify/lib/handle-request.js:92:25)'],
    }),
  },
];

/** The bad release: coupons without a percentage. @type {Failure} */
const NEW_FAULT = {
  ...{
    name: 'TypeError',
    type: 'TypeError',
    message: "Cannot read properties of undefined (reading 'percent')",
  },
  frames: [
    'discountOf (file:///srv/api/dist/coupons.js:24:31)',
    'Cart.applyCoupon (file:///srv/api/dist/cart.js:112:22)',
    'async file:///srv/api/dist/server.js:91:5',
  ],
};

const HOSTS = ['api-1', 'api-2', 'api-3'];

/** The api: Node with Fastify, node-postgres and pino. @param {Random} random @returns {import('../log.js').Line[]} */
export function makeApi(random) {
  const ordinary = ordinaryTimes(random, 9).map((time) => {
    const { route, status, makeFailure } = pickByWeight(random, ORDINARY);
    return failed(random, time, { ...requestOf(random, route), status, failure: makeFailure(random) });
  });
  const storm = stormTimes(random, 84).flatMap((time) => {
    const request = { ...requestOf(random, random.pick(Object.values(ROUTES))), status: 503 };
    const first = failed(random, time, { ...request, failure: failureAt(random, time) });
    const again = time + random.between(180, 420);
    if (!random.chance(0.3) || again >= DATABASE_BACK) return [first];
    return [first, failed(random, again, { ...request, failure: failureAt(random, again) })];
  });
  // The first use of connections that were cut while nobody used them.
  const late = [at('09:01:33.871'), at('09:01:47.206')].map((time) =>
    failed(random, time, { ...requestOf(random, ROUTES.product), status: 503, failure: CUT[1] }),
  );
  const coupons = stormTimes(random, 61, { from: DEPLOYED, to: ROLLED_BACK });
  const afterDeploy = [at('09:16:52.604'), ...coupons].map((time) =>
    failed(random, time, { ...requestOf(random, ROUTES.coupon), status: 500, failure: NEW_FAULT }),
  );
  return [...ordinary, ...storm, ...late, ...afterDeploy, ...makeInformation(random)];
}

/** @param {Random} random @param {Route} route */
function requestOf(random, route) {
  return { route, path: route.path(random), customer: pickCustomer(random), host: random.pick(HOSTS) };
}

/** @param {Random} random @param {number} time @returns {Failure} */
function failureAt(random, time) {
  if (time < DATABASE_DOWN + CUT_LASTS) return random.pick(CUT);
  return random.pick(time < DATABASE_BACK - PROMOTION_LASTS ? AWAY : PROMOTED);
}

/** @param {Random} random @param {number} time @param {ReturnType<typeof requestOf> & { status: number, failure: Failure }} request */
function failed(random, time, { route, path, customer, host, status, failure }) {
  const { name, type, message, code, more, frames, waits } = failure;
  const stack = [`${name}: ${message}`, ...frames.map((frame) => `    at ${frame}`)].join('\n');
  return line(time, host, 50, {
    reqId: `req-${random.hex(5)}`,
    req: { method: route.method, url: path, headers: { 'user-agent': pickBrowser(random, 0) } },
    route: route.route,
    userId: customer,
    err: { type, message, stack, ...more, ...(code === undefined ? {} : { code }) },
    res: { statusCode: status },
    responseTime: (waits ?? 0) + random.between(4, 600),
    msg: 'request failed',
  });
}

/** Starts, lines of text that Node prints, and some of the requests that went well. @param {Random} random */
function makeInformation(random) {
  const well = ordinaryTimes(random, 14).map((time) => {
    const { route, path, host } = requestOf(random, random.pick(Object.values(ROUTES)));
    return line(time, host, 30, {
      req: { method: route.method, url: path },
      res: { statusCode: 200 },
      responseTime: random.between(3, 180),
      msg: 'request completed',
    });
  });
  const starts = [DEPLOYED, ROLLED_BACK].flatMap((deployed) =>
    HOSTS.flatMap((host, index) => {
      const time = deployed + index * 4_000;
      const warning =
        '(node:1) ExperimentalWarning: SQLite is an experimental feature and might change at any time';
      return [
        line(time, host, 30, { msg: 'Server listening at http://0.0.0.0:8080' }),
        {
          time: time + 1,
          text: `${warning}\n(Use \`node --trace-warnings ...\` to show where the warning was created)`,
        },
      ];
    }),
  );
  return [...well, ...starts];
}

/** @param {number} time @param {string} hostname @param {number} level @param {object} rest */
function line(time, hostname, level, rest) {
  const version = time >= DEPLOYED && time < ROLLED_BACK ? '4.12.0' : '4.11.2';
  return { time, text: JSON.stringify({ level, time, pid: 1, hostname, name: 'api', version, ...rest }) };
}
