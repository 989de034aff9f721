import { hash } from 'node:crypto';
import type { StoreState } from '../../store/snapshot.js';
import type { ReportContext } from '../report-context.js';

/** What the stored attributions were computed from. */
export interface Basis extends StoreState {
  /** The window log and all of the config that has a say. */
  readonly rules: string;
  /** Until when the store had observed; null when no window is open, for then it has no say. */
  readonly observedUntil: number | null;
}

/** What attributions would be computed from now. */
export async function basisOf({ data, config, windows, observedUntil }: ReportContext): Promise<Basis> {
  const { systems, expectedFailures, toleratedFailures, neverSuppress, attribution, verdict } = config;
  const rules = {
    windows,
    systems,
    expectedFailures,
    toleratedFailures,
    neverSuppress,
    attribution,
    verdict,
  };
  return {
    ...(await data.state()),
    rules: hash('sha1', JSON.stringify(rules, writePattern)),
    observedUntil: windows.some(({ end }) => end === null) ? observedUntil : null,
  };
}

/** A regular expression as its text: JSON has none. */
function writePattern(_: string, value: unknown): unknown {
  return value instanceof RegExp ? String(value) : value;
}
