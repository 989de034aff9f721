import { COMMON_MAP } from './common-map.js';
import { findPath } from './line/find-path.js';
import { PINO_NUMBERS } from './line/log-level.js';
import { lineFormat } from './line-format.js';
import { extendMap } from './line-map.js';

const DIALECT = {
  map: extendMap(COMMON_MAP, { time: ['@timestamp'], level: ['log.level'], exception: ['error'] }),
  numbers: PINO_NUMBERS,
  usualLevel: null,
};

/**
 * Lines in the Elastic Common Schema, as its loggers write them for every language. Keys with dots and objects within objects
 * are mixed in one line: `log.level` with its dot, and `error` as an object.
 * Source: elastic.co/guide/en/ecs, and the loggers of github.com/elastic, which all write `ecs.version`.
 */
export const ECS = lineFormat({
  name: 'ecs',
  recognises: (document) =>
    findPath(document, '@timestamp') !== null &&
    (findPath(document, 'ecs.version') !== null || findPath(document, 'log.level') !== null),
  dialectOf: () => DIALECT,
});
