import { COMMON_MAP } from './common-map.js';
import { PINO_NUMBERS } from './line/log-level.js';
import { lineFormat } from './line-format.js';
import { extendMap } from './line-map.js';

const DIALECT = {
  map: extendMap(
    COMMON_MAP,
    { time: ['time'], level: ['level'], message: ['msg'], exception: ['err'] },
    { reporter: ['name'] },
  ),
  numbers: PINO_NUMBERS,
  usualLevel: null,
};

/**
 * Lines of pino: levels are numbers, times milliseconds. `err.message` is the whole chain in one ("cannot save: connection
 * refused"), whose links `err.stack` tells apart; `name` is the service's, as with bunyan.
 * Source: pino's documentation, and pino-std-serializers.
 */
export const PINO = lineFormat({
  name: 'pino',
  recognises: ({ level, time, v }) =>
    typeof level === 'number' && level >= 10 && time !== undefined && v === undefined,
  dialectOf: () => DIALECT,
});
