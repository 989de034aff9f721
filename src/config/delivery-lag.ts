import type { InputConfig, VerdictSettings } from './config.js';
import { createPathMatcher } from './path-pattern.js';

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
}: {
  readonly inputs: readonly Pick<InputConfig, 'files' | 'deliveryLag'>[];
  readonly verdict: Pick<VerdictSettings, 'deliveryLag'>;
}): (path: string) => number {
  const lags = inputs.map(({ files, deliveryLag }) => ({ matches: createPathMatcher(files), deliveryLag }));
  return (path) => {
    const found = lags.find(({ matches, deliveryLag }) => deliveryLag !== null && matches(path));
    return found?.deliveryLag ?? verdict.deliveryLag;
  };
}
