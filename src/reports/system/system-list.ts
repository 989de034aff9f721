import type { During } from '../../config/config.js';
import type { SystemOutage } from './system-report.js';

/** All systems, of the config and heard, as plain data. Times are ISO 8601 UTC with milliseconds. */
export interface SystemList {
  readonly kind: 'systems';
  readonly observedUntil: string;
  /** By name. */
  readonly systems: readonly ListedSystem[];
}

export interface ListedSystem {
  readonly system: string;
  /** The config names it; else it is a reporter that no system of the config claims. */
  readonly isConfigured: boolean;
  readonly during: During;
  readonly reporterCount: number;
  /** Null where it was never heard. */
  readonly lastTime: string | null;
  /** How many OOPSes it had in the day before `observedUntil`. */
  readonly lastDayCount: number;
  /** The last outage that has begun and holds it; null: none. Not judged where too many other systems have one of their own. */
  readonly lastOutage: SystemOutage | null;
}
