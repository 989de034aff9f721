import * as Sentry from '@sentry/node';

/** A program that is told by the tracker to send no more errors for a while, and meets more of them. */
Sentry.init({ dsn: process.env.SENTRY_DSN, environment: 'production' });

Sentry.captureException(new Error('the first'));
await Sentry.flush(10_000);
for (const word of ['second', 'third', 'fourth']) Sentry.captureException(new Error(`the ${word}`));
// Until then they are on their way; only the next time it is known that they were thrown away.
await Sentry.flush(10_000);
await Sentry.close(10_000);
