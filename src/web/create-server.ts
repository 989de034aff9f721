import fastifyHelmet from '@fastify/helmet';
import { type FastifyInstance, type FastifyReply, type FastifyRequest, fastify } from 'fastify';
import { CONNECTION_LIMITS, type ConnectionLimits } from '../receive/http/listen.js';
import { refuseConnection } from '../receive/http/refuse-connection.js';
import type { PageAnswer, PageFormat } from './page.js';
import { PAGE_ROUTES, type PageRoute, type RouteName } from './routes.js';
import { createHostCheck } from './server/allowed-hosts.js';
import { answerFault } from './server/answer-fault.js';
import { formatOf, keepFormat, pathOf, queryOf } from './server/asked-address.js';
import { serveFixed } from './server/fixed-answers.js';
import type { PageThreads } from './server/make-pages.js';
import { createPageCache, type MadePage, packPage } from './server/page-cache.js';
import { sayPlainly } from './server/say-plainly.js';
import { securityHeaders } from './server/security-headers.js';
import { sendPage } from './server/send-page.js';
import { splitFormat } from './server/split-format.js';
import { createStatementGate } from './server/statement-gate.js';
import type { Editing, FormServing } from './session/form-serving.js';
import { serveForms } from './session/serve-forms.js';
import type { PageTask } from './threads/page-task.js';

/** What a server of pages needs. */
export interface ServerOptions {
  readonly threads: () => PageThreads;
  /** What data, log and config are now: another text has pages made anew. */
  readonly version: () => Promise<string>;
  /** The same of what threads open: config and file. Another text has them open both anew. */
  readonly openingVersion: () => string;
  readonly now: () => number;
  /** The moment as of which all reports are made; null: as things stand. */
  readonly asOf: number | null;
  readonly allowedHosts: readonly string[];
  readonly allowsSql: boolean;
  /** How things are changed; absent: they cannot be. */
  readonly editing?: Editing;
  /** Told of what is a fault of the program, or of the data. */
  readonly onFault: (error: unknown) => void;
  readonly limits?: Partial<ServerLimits>;
}

/** What clients may take. Times in milliseconds. */
export interface ServerLimits extends Omit<ConnectionLimits, 'drainTimeout'> {
  /** Bytes of a request's line with its headers, and of a form. */
  readonly headerBytes: number;
  readonly bodyBytes: number;
  /** Bytes of made pages that are kept. */
  readonly cacheBytes: number;
}

const LIMITS: ServerLimits = {
  ...CONNECTION_LIMITS,
  headerBytes: 16 * 1024,
  bodyBytes: 64 * 1024,
  cacheBytes: 64 * 1024 * 1024,
};

/** The longest part of a path: a name in percent-encoding. */
const LONGEST_PART = 8 * 1024;

/** How long pages stay as they are that change with the clock, in milliseconds. */
const FRESH_FOR = { none: Number.POSITIVE_INFINITY, minute: 60_000, second: 1000 } as const;

/** Makes the server of all pages. It does not listen yet. */
export async function createServer(options: ServerOptions): Promise<FastifyInstance> {
  const limits = { ...LIMITS, ...options.limits };
  const { onFault, allowsSql } = options;
  const cache = createPageCache(limits.cacheBytes, options.now);
  const statements = createStatementGate();
  const app = fastify({
    logger: false,
    exposeHeadRoutes: true,
    bodyLimit: limits.bodyBytes,
    requestTimeout: limits.requestTimeout,
    keepAliveTimeout: limits.keepAliveTimeout,
    http: {
      headersTimeout: limits.headersTimeout,
      connectionsCheckingInterval: limits.checkEvery,
      maxHeaderSize: limits.headerBytes,
    },
    forceCloseConnections: false,
    routerOptions: {
      maxParamLength: LONGEST_PART,
      ignoreTrailingSlash: true,
      querystringParser: () => ({}),
    },
    rewriteUrl(request) {
      const { address, format } = splitFormat(request.url ?? '/');
      keepFormat(request, format);
      return address;
    },
    clientErrorHandler: (error, socket) => refuseConnection(error, socket),
    frameworkErrors: (error, _, reply) => void sayPlainly(reply, error.statusCode ?? 400, error.message),
  });
  app.server.maxConnections = limits.connections;
  await app.register(fastifyHelmet, securityHeaders());

  const isOurs = createHostCheck(options.allowedHosts);
  app.addHook('onRequest', async (request, reply) => {
    if (isOurs(request.headers.host)) return;
    return sayPlainly(
      reply,
      421,
      'This is served under other names. Name this one with --allowed-hosts to have it served.',
    );
  });

  serveFixed(app);
  for (const [name, route] of Object.entries<PageRoute>(PAGE_ROUTES)) {
    if (route.only === 'edit' || (route.only === 'sql' && !allowsSql)) continue;
    app.get(route.path, (request, reply) => answerPage(name as RouteName, route, request, reply));
  }
  app.setNotFoundHandler(async (request, reply) => {
    if (request.method !== 'GET' && request.method !== 'HEAD') {
      return sayPlainly(reply.header('allow', 'GET, HEAD'), 405, 'Pages can only be read.');
    }
    return answerMissing(request, reply, pathOf(request), formatOf(request) ?? 'html');
  });
  app.setErrorHandler((error: Error & { statusCode?: number }, _, reply) =>
    answerFault(error, reply, onFault),
  );
  const { editing } = options;
  if (editing) {
    // What is changed is changed at the real time, whatever time the reports are of.
    const make: FormServing['make'] = (task) => makeTask({ ...task, now: options.now() });
    await app.register(async (scope) => serveForms(scope, { ...editing, now: options.now, make }));
  }
  return app;

  async function answerPage(
    name: RouteName,
    route: PageRoute,
    request: FastifyRequest,
    reply: FastifyReply,
  ): Promise<FastifyReply> {
    const named = formatOf(request);
    const format = named ?? route.formats[0] ?? 'html';
    if (!route.formats.includes(format)) {
      return answerMissing(request, reply, `${pathOf(request)}.${format}`, format);
    }
    const params = request.params as Record<string, string>;
    const query = queryOf(request);
    const task = { route: name, params, query, format };
    if (route.only === 'sql' && new URLSearchParams(query).get('sql')) {
      return sendPage(request, reply, await answerStatement(task, request, reply));
    }
    const version = `${await options.version()} ${options.openingVersion()}`;
    const made = await cache.get(`${format} ${request.url}`, version, FRESH_FOR[route.clock], () =>
      makeTask(task),
    );
    return sendPage(request, reply, made);
  }

  /** A statement is made for who asks alone, so that it can be ended when they go away. */
  async function answerStatement(
    task: ReadTask,
    { ip }: FastifyRequest,
    { raw }: FastifyReply,
  ): Promise<MadePage> {
    const leave = statements.enter(ip);
    const unwanted = new AbortController();
    const abort = () => unwanted.abort();
    raw.once('close', abort);
    try {
      return packPage(await makeTask(task, unwanted.signal));
    } finally {
      raw.off('close', abort);
      leave();
    }
  }

  async function answerMissing(
    request: FastifyRequest,
    reply: FastifyReply,
    path: string,
    format: PageFormat,
  ): Promise<FastifyReply> {
    const answer = await makeTask({ route: 'missing', params: { path }, format, query: '' });
    return sendPage(request, reply, packPage(answer));
  }

  function makeTask(task: ReadTask & Partial<PageTask>, unwanted?: AbortSignal): Promise<PageAnswer> {
    const whole = {
      now: options.asOf ?? options.now(),
      form: null,
      editor: null,
      openingVersion: options.openingVersion(),
      ...task,
    };
    return options.threads().make(whole, unwanted);
  }
}

/** What is different from one page that is only read to another. */
type ReadTask = Pick<PageTask, 'route' | 'params' | 'query' | 'format'>;
