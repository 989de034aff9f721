import * as Sentry from '@sentry/node';

/** A program that reports errors with Sentry's client for Node, and prints the ids that the client gave them. */
Sentry.init({
  dsn: process.env.SENTRY_DSN,
  environment: process.env.ENVIRONMENT,
  release: 'shop@1.2.3',
  serverName: 'web-1',
  // Sent as sessions beside the errors.
  tracesSampleRate: 1,
});

const ids = [
  Sentry.captureException(new TypeError('cannot pay'), { user: { email: 'ada@example.com' } }),
  // Large enough to be packed.
  Sentry.captureException(new RangeError('x'.repeat(100_000))),
  Sentry.captureMessage('the till is slow', 'warning'),
];
await Sentry.close(10_000);
console.log(JSON.stringify(ids));
