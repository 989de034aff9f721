/**
 * The items of an envelope that tell neither of an error nor of events that were thrown away. What is not named here, as
 * what the future brings, may.
 * Source: Sentry's items, develop.sentry.dev/sdk/foundations/envelopes/envelope-items.
 */
export const NO_ERROR_ITEMS: ReadonlySet<string> = new Set([
  'attachment',
  'check_in',
  'feedback',
  'log',
  'metric_buckets',
  'metric_meta',
  'profile',
  'profile_chunk',
  'replay_event',
  'replay_recording',
  'replay_video',
  'session',
  'sessions',
  'span',
  'statsd',
  'trace_metric',
  'transaction',
  'user_report',
]);
