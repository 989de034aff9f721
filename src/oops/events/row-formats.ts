/**
 * What `--lines` and `inputs` call the formats of the rows of a file: `oops` is an export of this program, the others are
 * those of `events.ts`. They stand here by themselves, because the config knows the names alone.
 */
export const ROW_FORMATS: readonly string[] = [
  'oops',
  'sentry',
  'otlp',
  'ecs',
  'pino',
  'structlog',
  'journald',
  'json',
];
