/** How a store stands, check by check. */
export interface Health {
  /** The number of its schema. */
  readonly schema: number;
  readonly checks: readonly HealthCheck[];
}

/** One thing that was looked at. */
export interface HealthCheck {
  readonly check: string;
  /** `remark`: nothing is damaged, and there is something to know. */
  readonly state: 'ok' | 'remark' | 'damaged';
  /** What was looked at, and how much of it. */
  readonly told: string;
  /** What is wrong, and where: the first of it. */
  readonly faults: readonly string[];
  /** How many more there are. */
  readonly moreFaults: number;
  /** What is lost by it; null: nothing. */
  readonly lost: string | null;
  /** What to do; null: nothing. */
  readonly advice: string | null;
}

export interface ExamineOptions {
  /** Only what takes no reading of all rows. */
  readonly isQuick: boolean;
  /** Called where the data cannot be written, before a copy of it is made and asked. */
  readonly onCopy: () => void;
}

export interface RepairOptions {
  /** The clock, in milliseconds since the Unix epoch. */
  readonly now: () => number;
}

/** What a repair did. */
export interface Repair {
  /** The file with windows, their log, bugs and deployment runs as they were read before. */
  readonly exported: string;
  /** Where the damaged database is now. */
  readonly damaged: string;
  readonly oopses: number;
  /** OOPSes that were taken out, since they can be read again. */
  readonly toReadAgain: number;
  /** What the next ingest has to be given. */
  readonly sources: readonly string[];
  /** What stayed as it was read, though it may be damaged, and what was lost. */
  readonly doubts: readonly string[];
}
