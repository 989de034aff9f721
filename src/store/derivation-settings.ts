import type { Config } from '../config/config.js';
import { createSystemMap } from '../config/system-map.js';
import { kindOf } from '../config/system-settings.js';
import type { OopsRules } from '../oops/oops-rules.js';
import type { DescribeReporter } from './reporter-store.js';

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
