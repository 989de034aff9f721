import { measureOffsets, type Storm } from '../../analysis/storms.js';
import { judgeOutage } from '../../analysis/verdict.js';
import { gatherEvidence } from '../../evidence/gather-evidence.js';
import type { ReportContext } from '../../evidence/report-context.js';
import { findUnrecordedStorms, gatherOwnStorm } from '../../evidence/storms.js';
import type { Outage } from '../../outages/outage.js';
import { ALL_SYSTEMS, type OutageWindow } from '../../outages/window.js';
import { printWindowCsv } from '../../outages/window-log/csv.js';
import { formatCompactInstant, formatInstant } from '../../time/instant.js';
import type { Interval } from '../../time/interval.js';
import type { Finding } from './finding.js';

/**
 * The window that would record a storm: from the whole second in which it began to the one after it ended, for the
 * systems that took part, or for all when every system of the config did.
 */
export function windowOfStorm({ config }: ReportContext, storm: Storm): OutageWindow {
  const start = Math.floor(storm.start / 1000) * 1000;
  const tookPart = new Set(storm.systems);
  const fragile = config.systems.filter(({ during }) => during === 'fails');
  const isGeneral = fragile.length > 0 && fragile.every(({ name }) => tookPart.has(name));
  return {
    outage: `storm-${formatCompactInstant(start)}`,
    phase: 'downtime',
    systems: isGeneral ? [ALL_SYSTEMS] : storm.systems,
    start,
    end: (Math.floor(storm.end / 1000) + 1) * 1000,
    title: 'Found in the reports',
    budgetSeconds: null,
    source: 'reports',
  };
}

/** The lines that would record storms, ready for `windows import`. */
export function recordingLines(context: ReportContext, storms: readonly Storm[]): string {
  return printWindowCsv(storms.map((storm) => windowOfStorm(context, storm)));
}

/** Storms that nobody wrote down, each with the line that would. */
export async function checkUnrecordedStorms(context: ReportContext, interval: Interval): Promise<Finding[]> {
  const storms = await findUnrecordedStorms(context, interval);
  return storms.map((storm) => ({
    kind: 'unrecorded-storm',
    outage: null,
    text: `${storm.count} outage failures of ${storm.systems.join(', ')} from ${formatInstant(storm.start)} to ${formatInstant(storm.end)} lie in no window.`,
    advice: `If it was an outage, import this line: ${recordingLines(context, [storm]).split('\n')[1] ?? ''}`,
  }));
}

/** What the reports show to be wrong with an outage's window: nothing in it, or a storm that lies off its edges. */
export async function checkAgainstReports(context: ReportContext, outage: Outage): Promise<Finding[]> {
  const found = await gatherOwnStorm(context, outage);
  const storm = found && measureOffsets(found, outage);
  if (storm?.isOff) {
    const end = storm.endOffsetSeconds === null ? '' : ` and ends ${storm.endOffsetSeconds} s from its end`;
    return [
      {
        kind: 'storm-off-edges',
        outage: outage.id,
        text: `Its storm begins ${storm.startOffsetSeconds} s from its start${end}.`,
        advice: `If a clock or the log is wrong, correct the log with oops-report windows edit ${outage.id}; late failures are in oops-report outage ${outage.id}.`,
      },
    ];
  }
  if (storm) return [];
  const { systems } = judgeOutage(await gatherEvidence(context, outage), context.config);
  const quiet = systems.filter(
    ({ failure }) => failure.verdict === 'did-not-fail' && failure.firstTime === null,
  );
  if (quiet.length === 0) return [];
  return [
    {
      kind: 'matched-nothing',
      outage: outage.id,
      text: `Nothing was seen of ${quiet.map(({ system }) => system).join(', ')}, which usually fail in a downtime.`,
      advice: 'If its times are wrong, correct them; else find out why these systems did not notice.',
    },
  ];
}
