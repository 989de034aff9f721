// @ts-check
import { at, CUT_LASTS, DATABASE_DOWN } from '../facts.js';
import { pickBrowser, pickCustomer, pickProduct } from '../shop.js';
import { ordinaryTimes, pickByWeight, stormTimes } from '../times.js';

/** @typedef {import('../../../incident-2011-09-08/maker/random.js').Random} Random */
/** @typedef {{ type: string, value: string, frames: readonly Frame[] }} Exception */
/** @typedef {readonly [filename: string, name: string, line: number, source?: string]} Frame */
/** @typedef {{ transaction: string, path: (random: Random) => string, hasCustomer?: boolean }} Page */

const DSN = 'https://1f0c9d2ab47e4f63@errors.shop.example/42';
const SDK = { name: 'sentry.javascript.node', version: '11.12.0' };
const RELEASE = 'web@2026.46.3';
const HOSTS = ['web-1', 'web-2'];

/** @satisfies {Record<string, Page>} */
const PAGES = {
  product: { transaction: 'GET /p/:slug', path: (random) => `/p/${pickProduct(random)}` },
  cart: { transaction: 'GET /cart', path: () => '/cart', hasCustomer: true },
  checkout: { transaction: 'GET /checkout', path: () => '/checkout', hasCustomer: true },
  home: { transaction: 'GET /', path: () => '/' },
};

/** @type {readonly Frame[]} */
const ROUTER = [
  ['/srv/web/node_modules/express/lib/router/layer.js', 'Layer.handle [as handle_request]', 95],
  ['/srv/web/dist/server.js', 'renderPage', 64, '    const view = await page.load(request);'],
];
/** @type {readonly Frame[]} */
const AXIOS = [
  [
    '/srv/web/dist/api-client.js',
    'ApiClient.get',
    41,
    '    const { data } = await this.http.get(path, { timeout: 4000 });',
  ],
  ['/srv/web/node_modules/axios/dist/node/axios.cjs', 'settle', 2090],
];

/** @type {readonly { weight: number, page: Page, chain: readonly Exception[] }[]} */
const ORDINARY = [
  {
    weight: 4,
    page: PAGES.product,
    chain: [
      {
        type: 'MissingImageError',
        value: 'no picture of the size 640w',
        frames: [
          ...ROUTER,
          ['/srv/web/dist/pages/product.js', 'pictureOf', 88, '  throw new MissingImageError(size);'],
        ],
      },
    ],
  },
  {
    weight: 4,
    page: PAGES.product,
    chain: [
      { type: 'AxiosError', value: 'timeout of 4000ms exceeded', frames: AXIOS },
      { type: 'RenderError', value: 'cannot render /p/:slug', frames: ROUTER },
    ],
  },
  {
    weight: 3,
    page: PAGES.checkout,
    chain: [
      {
        type: 'RangeError',
        value: 'Invalid time value',
        frames: [
          ...ROUTER,
          [
            '/srv/web/dist/pages/checkout.js',
            'deliveryDay',
            132,
            '  return format.format(new Date(slot.from));',
          ],
        ],
      },
    ],
  },
  {
    weight: 3,
    page: PAGES.cart,
    chain: [
      {
        type: 'SessionError',
        value: 'the session has expired',
        frames: [
          ...ROUTER,
          [
            '/srv/web/dist/session.js',
            'Session.read',
            27,
            '    if (age > MAX_AGE) throw new SessionError("the session has expired");',
          ],
        ],
      },
    ],
  },
];

/** The api answers 503 while it has no database; the first requests found its sockets closed. */
const CUT = { type: 'AxiosError', value: 'socket hang up', frames: AXIOS };
const AWAY = { type: 'AxiosError', value: 'Request failed with status code 503', frames: AXIOS };

/** Sentry took so many of the storm's events at a time and answered 429: the rest was thrown away by the SDK, which says so a minute later. */
const TAKEN = [
  { count: 26, from: DATABASE_DOWN, to: at('09:00:17') },
  { count: 14, from: at('09:01:17'), to: at('09:01:25') },
];
const THROWN_AWAY = [
  { time: at('09:00:41.302'), quantity: 31 },
  { time: at('09:00:58.117'), quantity: 44 },
  { time: at('09:01:12.664'), quantity: 28 },
];

/** The pages: Node with Express and Sentry, whose tunnel keeps a copy of what it sends on. @param {Random} random @returns {import('../log.js').Line[]} */
export function makeWeb(random) {
  const ordinary = ordinaryTimes(random, 7).map((time) => {
    const { page, chain } = pickByWeight(random, ORDINARY);
    return makeEvent(random, time, page, chain);
  });
  const storm = TAKEN.flatMap(({ count, ...stretch }) => stormTimes(random, count, stretch)).map((time) => {
    const page = random.pick(Object.values(PAGES));
    const cause = time < DATABASE_DOWN + CUT_LASTS ? CUT : AWAY;
    return makeEvent(random, time, page, [
      cause,
      { type: 'RenderError', value: `cannot render ${page.transaction.slice(4)}`, frames: ROUTER },
    ]);
  });
  return [...ordinary, ...storm, ...THROWN_AWAY.map(makeClientReport), ...makeSessions(random)];
}

/** @param {Random} random @param {number} time @param {Page} page @param {readonly Exception[]} chain the root first @returns {import('../log.js').Line} */
function makeEvent(random, time, page, chain) {
  const event_id = random.hex(32);
  const trace_id = random.hex(32);
  const host = random.pick(HOSTS);
  const event = {
    exception: {
      values: chain.map((exception, index) => makeException(exception, chain.length - 1 - index)),
    },
    event_id,
    level: 'error',
    platform: 'node',
    contexts: {
      trace: { trace_id, span_id: random.hex(16) },
      runtime: { name: 'node', version: 'v24.11.1' },
    },
    server_name: host,
    timestamp: time / 1000,
    environment: 'production',
    release: RELEASE,
    transaction: page.transaction,
    request: {
      method: 'GET',
      url: `https://shop.example${page.path(random)}`,
      headers: { 'user-agent': pickBrowser(random, page.hasCustomer ? 0 : 0.3) },
    },
    ...(page.hasCustomer ? { user: { id: pickCustomer(random) } } : {}),
    sdk: SDK,
  };
  const trace = { environment: 'production', release: RELEASE, public_key: DSN.slice(8, 24), trace_id };
  const header = {
    event_id,
    sent_at: new Date(time + random.between(8, 90)).toISOString(),
    sdk: SDK,
    dsn: DSN,
    trace,
  };
  return { time, text: makeEnvelope(header, 'event', event) };
}

/** @param {Exception} exception @param {number} exception_id 0 for the one that was caught */
function makeException({ type, value, frames }, exception_id) {
  const mechanism =
    exception_id === 0
      ? { handled: true, type: 'generic', exception_id }
      : { handled: true, type: 'chained', source: 'cause', exception_id, parent_id: exception_id - 1 };
  return {
    ...{ type, value },
    stacktrace: {
      frames: frames.map(([filename, name, lineno, context_line]) => ({
        ...{ filename, function: name, lineno, in_app: context_line !== undefined },
        ...(context_line === undefined ? {} : { context_line }),
      })),
    },
    mechanism,
  };
}

/** @param {{ time: number, quantity: number }} thrown @returns {import('../log.js').Line} */
function makeClientReport({ time, quantity }) {
  const discarded_events = [{ reason: 'ratelimit_backoff', category: 'error', quantity }];
  return {
    time,
    text: makeEnvelope({ dsn: DSN }, 'client_report', { timestamp: time / 1000, discarded_events }),
  };
}

/** What goes well: how many sessions there were. @param {Random} random @returns {import('../log.js').Line[]} */
function makeSessions(random) {
  return ordinaryTimes(random, 6).map((time) => {
    const started = new Date(time - (time % 60_000)).toISOString();
    const aggregates = [{ started, exited: random.between(20, 400), errored: random.between(0, 1) }];
    const header = { sent_at: new Date(time).toISOString(), sdk: SDK, dsn: DSN };
    const attrs = { release: RELEASE, environment: 'production' };
    return { time, text: makeEnvelope(header, 'sessions', { aggregates, attrs }) };
  });
}

/** @param {object} header @param {string} type @param {object} payload */
function makeEnvelope(header, type, payload) {
  return [header, { type }, payload].map((part) => JSON.stringify(part)).join('\n');
}
