import type { Config } from '../config/config.js';
import { spanRead, spansShown } from '../evidence/read-by-report.js';
import type { Outage } from '../outages/outage.js';
import { reconcilePlans } from '../outages/reconcile-plans.js';
import { endOrCap, type OutageWindow } from '../outages/window.js';
import type { PruneQuestion } from '../store/questions/pruning.js';
import { type Interval, subtract } from '../time/interval.js';
import { millisecondsInDay } from '../time/lengths.js';

/** What decides which OOPSes go. */
export interface PruneRules {
  readonly config: Pick<Config, 'attribution' | 'verdict'>;
  /** The window log. */
  readonly windows: readonly OutageWindow[];
  /** Milliseconds since the Unix epoch: now, and the moment before which OOPSes go. */
  readonly now: number;
  readonly before: number;
  /** The keys of the ids that somebody refers to. */
  readonly referred: ReadonlySet<string>;
}

/** An outage that ended no longer ago than this is reported as before, to the byte. In milliseconds. */
const REPORTED_FOR = 365 * millisecondsInDay;

/**
 * Decides which OOPSes go: those from before a moment that nobody refers to, and that no report of an outage needs. Of an outage of
 * the last year all stays that its report reads; of an older one what it shows.
 */
export function planPrune({ config, windows, now, before, referred }: PruneRules): PruneQuestion {
  const { outages } = reconcilePlans(windows, config.attribution.openWindowCap);
  const needed = outages.flatMap((outage): Interval[] => {
    const ended = Math.max(...outage.windows.map((window) => endOf(window, config)));
    const shown = spansShown(outage, config);
    return ended >= now - REPORTED_FOR ? [...shown, spanRead(outage, config)] : shown;
  });
  const whole = { start: Number.MIN_SAFE_INTEGER, end: before };
  return { before, stretches: subtract(whole, needed), kept: referred };
}

function endOf(window: Outage['windows'][number], { attribution }: PruneRules['config']): number {
  return endOrCap(window, attribution.openWindowCap);
}
