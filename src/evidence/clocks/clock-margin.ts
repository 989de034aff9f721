import { createAttributor } from '../../analysis/attribution.js';
import type { OutageEvidence } from '../../analysis/evidence.js';
import { judgeOutage, type OutageJudgement } from '../../analysis/verdict.js';
import { createWindowScopes } from '../../analysis/window-scope.js';
import type { Outage } from '../../outages/outage.js';
import { gatherEvidence } from '../gather-evidence.js';
import type { ReportContext } from '../report-context.js';

/** For how much clock error, either way, every verdict of the report would stay the same. */
export interface ClockMargin {
  /** The largest step tried at which nothing changed; null when it was not computed. */
  readonly seconds: number | null;
  /** The smallest step tried at which a verdict changed; null when none did. */
  readonly changesAtSeconds: number | null;
  /** In a sentence. */
  readonly text: string;
}

/** The clock errors that are tried, in seconds. */
const STEPS = [1, 2, 5, 10, 20, 30, 60];
/** The largest of them, in milliseconds. */
export const LARGEST_SHIFT = 1000 * Math.max(...STEPS);

/** An outage is judged up to fourteen times more; above as many OOPSes in sight that takes too long. */
const MOST_OOPSES = 20_000;

/**
 * Finds for how much clock error every verdict of the report would stay the same: the outage's windows are moved by
 * some seconds either way and the outage is judged again, in growing steps, until a verdict changes. Verdicts can come
 * back at a larger error; the margin ends where they first change.
 */
export async function measureClockMargin(
  context: ReportContext,
  outage: Outage,
  evidence: OutageEvidence,
  judgement: OutageJudgement,
): Promise<ClockMargin> {
  if (countInSight(evidence) > MOST_OOPSES) {
    const text = `For how much clock error the verdicts would stay the same was not computed: more than ${MOST_OOPSES} OOPSes are in sight.`;
    return { seconds: null, changesAtSeconds: null, text };
  }
  const verdicts = listVerdicts(judgement);
  let held = 0;
  for (const seconds of STEPS) {
    for (const shift of [-seconds, seconds]) {
      const shifted = listVerdicts(await judgeShifted(context, outage, shift * 1000));
      if (shifted !== verdicts) return describeChange(held, shift);
    }
    held = seconds;
  }
  const text = `Every verdict would be the same with the windows up to ${held} s earlier or later, as far as was tried.`;
  return { seconds: held, changesAtSeconds: null, text };
}

function describeChange(held: number, changed: number): ClockMargin {
  const by = `${Math.abs(changed)} s ${changed < 0 ? 'earlier' : 'later'}`;
  const text =
    held === 0
      ? `A clock error of a second would change a verdict: it does with the windows ${by}.`
      : `Every verdict would be the same for a clock error of up to ${held} s either way; with the windows ${by} one changes.`;
  return { seconds: held, changesAtSeconds: Math.abs(changed), text };
}

async function judgeShifted(context: ReportContext, outage: Outage, shift: number): Promise<OutageJudgement> {
  const moved = new Map(
    outage.windows.map((window) => [
      window,
      { ...window, start: window.start + shift, end: window.end === null ? null : window.end + shift },
    ]),
  );
  const windows = context.windows.map((window) => moved.get(window) ?? window);
  const scopes = createWindowScopes(windows);
  const attributor = createAttributor(scopes, context.config.attribution);
  const shifted: Outage = {
    ...outage,
    windows: [...moved.values()],
    start: outage.start + shift,
    end: outage.end === null ? null : outage.end + shift,
  };
  return judgeOutage(
    await gatherEvidence({ ...context, windows, scopes, attributor }, shifted),
    context.config,
  );
}

function listVerdicts({ systems }: OutageJudgement): string {
  return systems
    .map(({ system, failure, recovery }) => `${system}\n${failure.verdict}\n${recovery.verdict}`)
    .join('\n');
}

function countInSight({ systems }: OutageEvidence): number {
  return systems.reduce(
    (sum, { attributed, afterwards, baseline, followUpCounts }) =>
      sum +
      attributed.length +
      afterwards.length +
      baseline.counts.reduce((counted, { count }) => counted + count, 0) +
      (followUpCounts?.count ?? 0),
    0,
  );
}
