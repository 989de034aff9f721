import { type MetricFamily, printMetrics, type Sample } from '../layout/openmetrics.js';
import { type IntakeStatus, type LiveStatus, lagOf } from './live-status.js';

/** What is told of each way in. */
interface IntakeFamily extends Omit<MetricFamily, 'samples'> {
  readonly measure: (intake: IntakeStatus, now: number) => number | null;
}

const INTAKE_FAMILIES: readonly IntakeFamily[] = [
  {
    name: 'oops_report_accepted',
    type: 'counter',
    help: 'Reports, events and rows that it took responsibility for; loaded, known, rejected, no errors and pending add up to it.',
    measure: ({ figures }) => figures.accepted,
  },
  {
    name: 'oops_report_loaded',
    type: 'counter',
    help: 'Those that were loaded.',
    measure: ({ figures }) => figures.loaded,
  },
  {
    name: 'oops_report_known',
    type: 'counter',
    help: 'Those that had come before.',
    measure: ({ figures }) => figures.known,
  },
  {
    name: 'oops_report_rejected',
    type: 'counter',
    help: 'Those that could not be read.',
    measure: ({ figures }) => figures.rejected,
  },
  {
    name: 'oops_report_not_errors',
    type: 'counter',
    help: 'Those that are no errors.',
    measure: ({ figures }) => figures.notErrors,
  },
  {
    name: 'oops_report_discarded',
    type: 'counter',
    help: 'Turned away: whoever sent them was told so, and may have thrown them away.',
    measure: ({ figures }) => figures.discarded,
  },
  {
    name: 'oops_report_pending',
    type: 'gauge',
    help: 'Accepted and not loaded yet.',
    measure: ({ figures }) => figures.pending,
  },
  {
    name: 'oops_report_connected',
    type: 'gauge',
    help: 'Whether what it takes from can be reached: 1 or 0.',
    measure: ({ figures }) => Number(figures.isConnected),
  },
  {
    name: 'oops_report_caught_up_timestamp_seconds',
    type: 'gauge',
    help: 'When all that had arrived was loaded; absent: it never was.',
    measure: ({ figures }) => (figures.caughtUpAt === null ? null : figures.caughtUpAt / 1000),
  },
  {
    name: 'oops_report_lag_seconds',
    type: 'gauge',
    help: 'How long ago that was.',
    measure: ({ figures }, now) => lagOf(figures, now),
  },
  {
    name: 'oops_report_spool_bytes',
    type: 'gauge',
    help: 'What its spool takes on disk; absent where it has none.',
    measure: ({ spoolBytes }) => spoolBytes,
  },
];

/** Writes how a live ingest runs as OpenMetrics text, for who scrapes it. */
export function renderLiveMetrics({ at, intakes, process, version }: LiveStatus): string {
  const ofIntakes = INTAKE_FAMILIES.map(({ measure, ...family }) => ({
    ...family,
    samples: intakes.map((intake): Sample => [{ intake: intake.name }, measure(intake, at)]),
  }));
  return printMetrics([
    ...ofIntakes,
    {
      name: 'oops_report_build',
      type: 'info',
      help: 'The version of the program, and of the Node that runs it.',
      samples: [[{ version, node: process.nodeVersion }, 1]],
    },
    {
      name: 'oops_report_uptime_seconds',
      type: 'gauge',
      help: 'How long it has run.',
      samples: [[{}, (at - process.startedAt) / 1000]],
    },
    {
      name: 'process_start_time_seconds',
      type: 'gauge',
      help: 'When it was started.',
      samples: [[{}, process.startedAt / 1000]],
    },
    {
      name: 'process_resident_memory_bytes',
      type: 'gauge',
      help: 'What it takes of memory.',
      samples: [[{}, process.residentBytes]],
    },
    {
      name: 'process_cpu_seconds',
      type: 'counter',
      help: 'What it took of processors.',
      samples: [[{}, process.cpuSeconds]],
    },
  ]);
}
