import { COMMON_MAP } from './common-map.js';
import { PINO_NUMBERS } from './line/log-level.js';
import { lineFormat } from './line-format.js';
import { extendMap } from './line-map.js';

const DIALECT = {
  map: extendMap(COMMON_MAP, {
    time: ['timestamp'],
    level: ['level'],
    message: ['event'],
    exception: ['exception'],
  }),
  numbers: PINO_NUMBERS,
  usualLevel: null,
};

/**
 * Lines of structlog's JSONRenderer: the message is `event`; the exception is the text of a traceback, or of
 * `dict_tracebacks` a list of exceptions, the outermost first, whose frames carry local variables.
 * Source: structlog.org, chapters on processors and exceptions.
 */
export const STRUCTLOG = lineFormat({
  name: 'structlog',
  recognises: ({ event, timestamp, time, level, exception }) =>
    typeof event === 'string' &&
    (timestamp ?? time) !== undefined &&
    (typeof level === 'string' || exception !== undefined),
  dialectOf: () => DIALECT,
});
