import { matchesGlob } from '../text/glob.js';
import type { Config } from './config.js';

/**
 * Says how long a report may take from being written to being readable, by the path of its source: as the first of
 * `inputs` says whose pattern matches, else as `verdict.deliveryLag` does. In milliseconds.
 *
 * @example
 * createDeliveryLag(config)('/var/log/api-1.log'); // 300000 with inputs: [{ files: "api-*.log", deliveryLag: 5m }]
 */
export function createDeliveryLag({
  inputs,
  verdict,
}: Pick<Config, 'inputs' | 'verdict'>): (path: string) => number {
  const lags = inputs.map(({ files, deliveryLag }) => ({ matches: matcherOf(files), deliveryLag }));
  return (path) => {
    const found = lags.find(({ matches, deliveryLag }) => deliveryLag !== null && matches(path));
    return found?.deliveryLag ?? verdict.deliveryLag;
  };
}

/**
 * A pattern without a slash is compared with the last part of a path, one with a slash with as many parts as it has, and
 * one that begins with a slash with all of it.
 */
export function matcherOf(files: string): (path: string) => boolean {
  const wanted = files.length > 1 ? files.replace(/\/$/, '') : files;
  const parts = wanted.split('/').length;
  return (path) => {
    const end = wanted.startsWith('/') ? path : path.split('/').slice(-parts).join('/');
    return matchesGlob(wanted, end);
  };
}
