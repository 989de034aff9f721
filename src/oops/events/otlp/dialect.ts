import type { LineDialect } from '../logs/line/line-dialect.js';

/**
 * Where the attributes of records and spans, and of what they are within, have the keys of an OOPS: by the names of today, then
 * by those that stable ones replaced. What is no attribute in the protocol stands among them as `body` and `span.name`.
 * Source: opentelemetry.io/docs/specs/semconv.
 */
export const DIALECT: LineDialect = {
  map: {
    time: ['timeUnixNano', 'observedTimeUnixNano'],
    level: [],
    message: ['body'],
    logger: ['event.name', 'otel.scope.name'],
    code: [],
    exception: ['exception'],
    stack: ['code.stacktrace'],
    reporter: [],
    environment: ['deployment.environment.name', 'deployment.environment'],
    hostname: ['host.name', 'service.instance.id'],
    topic: ['http.route', 'span.name'],
    url: ['url.full', 'http.url', 'url.path', 'http.target'],
    method: ['http.request.method', 'http.method'],
    userAgent: ['user_agent.original', 'http.user_agent'],
    referrer: ['http.request.header.referer'],
    username: ['user.name', 'user.email', 'user.id', 'enduser.id'],
    revno: ['service.version'],
    id: [],
  },
  numbers: [],
  usualLevel: null,
};
