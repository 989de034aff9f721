import { createServer, get } from 'node:http';
import * as Sentry from '@sentry/node';

/** A program that meets errors, as many programs do, and reports them with Sentry's client for Node. */
Sentry.init({
  dsn: process.env.SENTRY_DSN,
  environment: 'staging',
  release: 'shop@1.2.3',
  dist: '41',
  serverName: 'web-1',
  tracesSampleRate: 1,
});

function connect() {
  throw new RangeError('connection refused');
}

function pay() {
  try {
    connect();
  } catch (cause) {
    throw new TypeError('cannot pay', { cause });
  }
}

function capture(failing, scope = {}) {
  try {
    failing();
  } catch (error) {
    Sentry.captureException(error, scope);
  }
}

capture(pay, {
  user: { id: 7, email: 'ada@example.com' },
  fingerprint: ['pay', '{{ default }}'],
  tags: { shop: 'x' },
});
Sentry.captureMessage('the till is slow', 'warning');
Sentry.captureException('no error at all');
capture(() => {
  throw new AggregateError([new TypeError('first'), new RangeError('second')], 'both failed');
});

await new Promise((resolve) => {
  const server = createServer((_, response) => {
    capture(() => {
      throw new Error('in a request');
    });
    response.end();
    server.close(resolve);
  });
  server.listen(0, '127.0.0.1', () => {
    const { port } = server.address();
    const headers = { Connection: 'close', 'User-Agent': 'curl/8.5', Referer: 'https://shop.example/' };
    get({ port, host: '127.0.0.1', path: '/pay?sum=3', headers }).on('response', (response) =>
      response.resume(),
    );
  });
});
await Sentry.close(10_000);
