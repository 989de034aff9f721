import type { DocumentObject } from '../../formats/document-value.js';
import { COMMON_MAP } from './common-map.js';
import { dockerLineOf } from './docker-line.js';
import type { LineDialect } from './line/line-dialect.js';
import { PINO_NUMBERS, SYSLOG_NUMBERS } from './line/log-level.js';
import { openLine } from './line/log-line.js';
import { readLogTime } from './line/log-time.js';
import { lineFormat } from './line-format.js';
import { extendMap } from './line-map.js';

/** Writers whose keys mean something else than the same keys of others, by a key that only they have. */
const DIALECTS: readonly (readonly [key: string, dialect: LineDialect])[] = [
  // python-json-logger: `name` is the logger's. Source: logging.LogRecord of Python.
  [
    'levelname',
    { map: extendMap(COMMON_MAP, {}, { logger: ['name'] }), numbers: PINO_NUMBERS, usualLevel: null },
  ],
  // GELF: levels are syslog's, `version` is that of the format, own keys begin with `_`. Source: GELF 1.1, Graylog.
  [
    'short_message',
    {
      map: {
        ...extendMap(COMMON_MAP, {
          message: ['short_message'],
          stack: ['full_message'],
          logger: ['_logger', '_LoggerName', '_logger_name'],
          reporter: ['_service', '_app', '_application', '_facility', 'facility'],
          environment: ['_environment', '_env'],
        }),
        revno: ['_version', '_release'],
      },
      numbers: SYSLOG_NUMBERS,
      usualLevel: 'alert',
    },
  ],
  // Serilog's compact format leaves out the level of information. Source: serilog-formatting-compact.
  ['@t', { map: COMMON_MAP, numbers: PINO_NUMBERS, usualLevel: 'information' }],
];

/** All others; `name` is the service's where nothing else is, as with bunyan. */
const USUAL: LineDialect = {
  map: extendMap(COMMON_MAP, {}, { reporter: ['name'] }),
  numbers: PINO_NUMBERS,
  usualLevel: null,
};

/**
 * Any object with something that is a time: the last resort, which knows the keys of many writers (see COMMON_MAP). Lines of
 * Docker that hold no object are of it too.
 */
export const JSON_LOG = lineFormat({
  name: 'json',
  recognises: (document) =>
    dockerLineOf(document) !== null || openLine(document).take(USUAL.map.time, readLogTime) !== null,
  dialectOf,
});

function dialectOf(document: DocumentObject): LineDialect {
  return DIALECTS.find(([key]) => Object.hasOwn(document, key))?.[1] ?? USUAL;
}
