// @ts-check
import { at, CUT_LASTS, DATABASE_BACK, DATABASE_DOWN } from '../facts.js';
import { pickProduct } from '../shop.js';
import { ordinaryTimes, pickByWeight, stormTimes } from '../times.js';

/** @typedef {import('../../../incident-2011-09-08/maker/random.js').Random} Random */
/** @typedef {{ type: string, message: string, frames: readonly string[] }} Exception */
/** @typedef {{ logger: string, message: string, chain: readonly Exception[] }} Failure the outermost exception first */

const IN_CONTROLLER = [
  'shop.search.SearchController.search(SearchController.java:58)',
  'org.springframework.web.servlet.FrameworkServlet.service(FrameworkServlet.java:885)',
];
const CONTROLLER = { logger: 'shop.search.SearchController', message: 'Search failed' };

/** @type {readonly (Failure & { weight: number })[]} */
const ORDINARY = [
  {
    weight: 4,
    ...CONTROLLER,
    chain: [
      {
        type: 'shop.search.QueryException',
        message: 'unbalanced quote in the query',
        frames: ['shop.search.QueryParser.parse(QueryParser.java:112)', ...IN_CONTROLLER],
      },
    ],
  },
  {
    weight: 4,
    ...{ logger: 'shop.search.Suggester', message: 'No suggestions' },
    chain: [
      {
        type: 'java.util.concurrent.TimeoutException',
        message: 'no suggestions within 800 ms',
        frames: ['shop.search.Suggester.suggest(Suggester.java:74)', ...IN_CONTROLLER],
      },
    ],
  },
  {
    weight: 3,
    ...CONTROLLER,
    chain: [
      {
        type: 'co.elastic.clients.elasticsearch._types.ElasticsearchException',
        message: '[es/search] failed: [search_phase_execution_exception] all shards failed',
        frames: [
          'co.elastic.clients.transport.ElasticsearchTransportBase.getApiResponse(ElasticsearchTransportBase.java:346)',
          ...IN_CONTROLLER,
        ],
      },
    ],
  },
];

/** A search asks the database what is in stock. @type {Failure} */
const CUT = {
  ...CONTROLLER,
  chain: [
    {
      type: 'org.postgresql.util.PSQLException',
      message: 'FATAL: terminating connection due to administrator command',
      frames: [
        'org.postgresql.core.v3.QueryExecutorImpl.receiveErrorResponse(QueryExecutorImpl.java:2734)',
        ...IN_CONTROLLER,
      ],
    },
  ],
};
/** @type {Failure} */
const AWAY = {
  ...CONTROLLER,
  chain: [
    {
      type: 'org.springframework.jdbc.CannotGetJdbcConnectionException',
      message: 'Failed to obtain JDBC Connection',
      frames: [
        'org.springframework.jdbc.datasource.DataSourceUtils.getConnection(DataSourceUtils.java:84)',
        ...IN_CONTROLLER,
      ],
    },
    {
      type: 'java.sql.SQLTransientConnectionException',
      message:
        'HikariPool-1 - Connection is not available, request timed out after 5001ms (total=0, active=0, idle=0, waiting=3)',
      frames: ['com.zaxxer.hikari.pool.HikariPool.createTimeoutException(HikariPool.java:710)'],
    },
    {
      type: 'org.postgresql.util.PSQLException',
      message:
        'Connection to db.shop.internal:5432 refused. Check that the hostname and port are correct and that the postmaster is accepting TCP/IP connections.',
      frames: [
        'org.postgresql.core.v3.ConnectionFactoryImpl.openConnectionImpl(ConnectionFactoryImpl.java:352)',
      ],
    },
    {
      type: 'java.net.ConnectException',
      message: 'Connection refused',
      frames: ['java.base/sun.nio.ch.Net.pollConnect(Native Method)'],
    },
  ],
};

/** How long the pool waits for a connection before a search fails. */
const POOL_WAITS = 5_001;

/** The search: Java with Spring, HikariCP and the loggers of Elastic. @param {Random} random @returns {import('../log.js').Line[]} */
export function makeSearch(random) {
  const ordinary = ordinaryTimes(random, 6).map((time) =>
    failed(random, time, pickByWeight(random, ORDINARY)),
  );
  const cut = stormTimes(random, 4, { to: DATABASE_DOWN + CUT_LASTS }).map((time) =>
    failed(random, time, CUT),
  );
  const waited = stormTimes(random, 30, {
    from: DATABASE_DOWN + CUT_LASTS,
    to: DATABASE_BACK - POOL_WAITS,
  }).map((time) => failed(random, time + POOL_WAITS, AWAY));
  // They began to wait in the last second of the outage, and the pool found the new primary too late for them.
  const late = [at('09:01:32.514'), at('09:01:52.902')].map((time) => failed(random, time, AWAY));
  return [...ordinary, ...cut, ...waited, ...late, ...makeInformation(random)];
}

/** @param {Random} random @param {number} time @param {Failure} failure */
function failed(random, time, { logger, message, chain }) {
  const [{ type, message: own }] = chain;
  return line(time, 'ERROR', message, {
    'process.thread.name': `http-nio-8080-exec-${random.between(1, 40)}`,
    'log.logger': logger,
    'url.path': '/search',
    'url.query': `q=${pickProduct(random).split('-')[1]}`,
    'error.type': type,
    'error.message': own,
    'error.stack_trace': chain.map(printLink).join('\n'),
  });
}

/** @param {Exception} link @param {number} place */
function printLink({ type, message, frames }, place) {
  return [
    `${place === 0 ? '' : 'Caused by: '}${type}: ${message}`,
    ...frames.map((frame) => `\tat ${frame}`),
  ].join('\n');
}

/** @param {Random} random */
function makeInformation(random) {
  return ordinaryTimes(random, 10).map((time) =>
    line(time, 'INFO', `Indexed ${random.between(1, 300)} products`, { 'log.logger': 'shop.search.Indexer' }),
  );
}

/** @param {number} time @param {string} level @param {string} message @param {object} rest */
function line(time, level, message, rest) {
  const start = {
    '@timestamp': new Date(time).toISOString(),
    'log.level': level,
    message,
    'ecs.version': '1.2.0',
  };
  const service = { 'service.name': 'search', 'service.version': '1.38.0', 'service.node.name': 'search-1' };
  return { time, text: JSON.stringify({ ...start, ...service, 'event.dataset': 'search', ...rest }) };
}
