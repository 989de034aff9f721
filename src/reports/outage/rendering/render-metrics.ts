import { DISPOSITIONS } from '../../../analysis/disposition.js';
import { VERDICTS } from '../../../analysis/verdict.js';
import { printMetrics, type Sample } from '../../layout/openmetrics.js';
import type { OutageReport } from '../outage-report.js';

interface Family {
  readonly name: string;
  readonly help: string;
  readonly samplesOf: (report: OutageReport) => readonly Sample[];
}

const FAMILIES: readonly Family[] = [
  {
    name: 'oops_outage_start_timestamp_seconds',
    help: 'When the outage began.',
    samplesOf: ({ start }) => [[{}, Date.parse(start) / 1000]],
  },
  {
    name: 'oops_outage_observed_until_timestamp_seconds',
    help: 'Up to when the error reports have been read.',
    samplesOf: ({ observedUntil }) => [[{}, Date.parse(observedUntil) / 1000]],
  },
  {
    name: 'oops_outage_duration_seconds',
    help: 'How long the outage took; absent while it lasts.',
    samplesOf: ({ durationSeconds }) => [[{}, durationSeconds]],
  },
  {
    name: 'oops_outage_ongoing_seconds',
    help: 'How long the outage has lasted so far; absent once it is over.',
    samplesOf: ({ ongoing }) => [[{}, ongoing?.seconds ?? null]],
  },
  {
    name: 'oops_outage_budget_seconds',
    help: 'How long it might take.',
    samplesOf: ({ budgetSeconds }) => [[{}, budgetSeconds]],
  },
  {
    name: 'oops_outage_overhead_seconds',
    help: 'How much of it was no patch; absent without a deployment log.',
    samplesOf: ({ budget }) => [[{}, budget.overheadSeconds]],
  },
  {
    name: 'oops_outage_verdict',
    help: '1 for the verdict on the outage, 0 for the others.',
    samplesOf: ({ verdict }) => VERDICTS.map((one) => [{ verdict: one }, Number(one === verdict)]),
  },
  {
    name: 'oops_outage_oopses',
    help: 'Error reports that belong to its windows, by what they mean.',
    samplesOf: ({ counts }) => DISPOSITIONS.map((disposition) => [{ disposition }, counts[disposition]]),
  },
  {
    name: 'oops_outage_system_verdict',
    help: '1 for the verdict on the system, 0 for the others.',
    samplesOf: ({ systems }) =>
      systems.flatMap(({ system, verdict }) =>
        VERDICTS.map((one): Sample => [{ system, verdict: one }, Number(one === verdict)]),
      ),
  },
  {
    name: 'oops_outage_system_unexpected_oopses',
    help: 'Error reports of the system that should not have been there.',
    samplesOf: ({ systems }) => systems.map(({ system, failure }) => [{ system }, failure.unexpected]),
  },
  {
    name: 'oops_outage_system_requests',
    help: 'Requests of the system that failed in its windows; one that is retried writes several error reports.',
    samplesOf: ({ systems }) => systems.map(({ system, requests }) => [{ system }, requests]),
  },
  {
    name: 'oops_outage_system_discarded_events',
    help: 'Events of the system that were thrown away: with any, every count is the least there was.',
    samplesOf: ({ systems }) => systems.map(({ system, discards }) => [{ system }, discards]),
  },
  {
    name: 'oops_outage_reporter_discarded_events',
    help: 'The same by the reporter that threw them away, and its reason; absent where none were.',
    samplesOf: ({ systems }) =>
      systems.flatMap(({ system, discardedBy }) =>
        discardedBy.map(({ reporter, reason, count }): Sample => [{ system, reporter, reason }, count]),
      ),
  },
  {
    name: 'oops_outage_system_recovery_lag_seconds',
    help: 'From the end of the outage to the last failure it caused; absent where it is not known.',
    samplesOf: ({ systems }) => systems.map(({ system, recovery }) => [{ system }, recovery.lagSeconds]),
  },
];

/** Writes outage reports as OpenMetrics text, which a textfile collector picks up. */
export function renderOutageMetrics(reports: readonly OutageReport[]): string {
  return printMetrics(
    FAMILIES.map(({ samplesOf, ...family }) => ({
      ...family,
      type: 'gauge',
      samples: reports.flatMap((report) =>
        samplesOf(report).map(([labels, value]): Sample => [{ outage: report.outage, ...labels }, value]),
      ),
    })),
  );
}
