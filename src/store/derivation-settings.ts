import type { Config } from '../config/config.js';
import { createSystemMap, kindOf } from '../config/system-map.js';
import type { OopsRules } from '../oops/classes/rules.js';
import type { ReporterTraits } from './records.js';

/** Looks a reporter up in the config. */
export type DescribeReporter = (name: string) => ReporterTraits;

/** What of the config the database keeps results of. */
export interface DerivationSettings {
  readonly describeReporter: DescribeReporter;
  /** Hosts whose links count as our own. */
  readonly localReferrers: readonly string[];
  readonly rules: OopsRules;
}

/** What a config says of reporters, referrers, classes and signatures. */
export function settingsOf(config: Config): DerivationSettings {
  const systems = createSystemMap(config.systems);
  const describeReporter = (name: string) => {
    const system = systems.systemOf(name);
    return { system, kind: kindOf(config, system) };
  };
  return { describeReporter, localReferrers: config.localReferrers, rules: config.rules };
}
