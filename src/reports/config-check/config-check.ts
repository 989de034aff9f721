import type { During, SummaryKind } from '../../config/config.js';

/** What a check of a config can find: first what is wrong, then what may be meant. */
export const FAULT_KINDS = [
  'claimed-twice',
  'unclaimed-reporter',
  'silent-system',
  'unmatched-pattern',
  'unknown-system',
  'empty-group',
] as const;
export const REMARK_KINDS = [
  'group-without-recipients',
  'system-in-no-group',
  'unmatched-failure-mode',
] as const;
export type ConfigFindingKind = (typeof FAULT_KINDS)[number] | (typeof REMARK_KINDS)[number];

/** Something in a config that is, or may be, wrong, and what to do about it. */
export interface ConfigFinding {
  readonly kind: ConfigFindingKind;
  /** remark: it may be meant so. */
  readonly level: 'fault' | 'remark';
  /** What it is about: a system, a reporter, a group, an outage, a key of the config. */
  readonly subject: string;
  /** What is wrong: a sentence. */
  readonly text: string;
  /** What to do: a sentence. */
  readonly advice: string;
}

/** A reporter that was heard. */
export interface CheckedReporter {
  readonly reporter: string;
  /** The name or pattern that gives it to its system; null: its own name does. */
  readonly pattern: string | null;
  readonly count: number;
  readonly firstTime: string | null;
  readonly lastTime: string | null;
}

/** A system with who was heard of it. */
export interface CheckedSystem {
  readonly system: string;
  /** Whether the config names it; else a reporter is one of its own. */
  readonly isConfigured: boolean;
  readonly during: During;
  readonly groups: readonly string[];
  readonly count: number;
  readonly firstTime: string | null;
  readonly lastTime: string | null;
  readonly reporters: readonly CheckedReporter[];
}

export interface CheckedGroup {
  readonly group: string;
  readonly systems: readonly string[];
  readonly summary: SummaryKind;
  readonly recipients: readonly string[];
  readonly active: boolean;
}

/** What a config means for what was heard. */
export interface ConfigCheck {
  readonly kind: 'config-check';
  /** The file; null: there is none, and the defaults serve. */
  readonly config: string | null;
  readonly timezone: string;
  /** Those of the config in its order, then those that nobody configured. */
  readonly systems: readonly CheckedSystem[];
  readonly groups: readonly CheckedGroup[];
  readonly findings: readonly ConfigFinding[];
}
