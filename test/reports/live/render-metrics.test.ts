import { expect, it } from 'vitest';
import { createFigures } from '../../../src/receive/intake.js';
import type { LiveStatus } from '../../../src/reports/live/live-status.js';
import { renderLiveMetrics } from '../../../src/reports/live/render-metrics.js';

const AT = Date.parse('2026-11-18T11:00:00Z');
const STATUS: LiveStatus = {
  at: AT,
  intakes: [
    {
      name: '/srv/"oopses"',
      figures: {
        ...createFigures(),
        ...{ accepted: 21, loaded: 8, known: 5, rejected: 3, notErrors: 4, pending: 1, discarded: 2 },
        ...{ caughtUpAt: AT - 1500, isConnected: true },
      },
      spoolBytes: null,
    },
    { name: 'amqp://broker/oopses', figures: createFigures(), spoolBytes: 4096 },
  ],
  process: { startedAt: AT - 60_000, residentBytes: 1e8, cpuSeconds: 0.25, nodeVersion: '24.1.0' },
  version: '0.1.0',
};

it('tells of every way in, and of the process, as OpenMetrics', () => {
  const lines = renderLiveMetrics(STATUS).split('\n');
  expect(lines.filter((line) => !line.startsWith('# HELP'))).toEqual([
    '# TYPE oops_report_accepted counter',
    'oops_report_accepted_total{intake="/srv/\\"oopses\\""} 21',
    'oops_report_accepted_total{intake="amqp://broker/oopses"} 0',
    '# TYPE oops_report_loaded counter',
    'oops_report_loaded_total{intake="/srv/\\"oopses\\""} 8',
    'oops_report_loaded_total{intake="amqp://broker/oopses"} 0',
    '# TYPE oops_report_known counter',
    'oops_report_known_total{intake="/srv/\\"oopses\\""} 5',
    'oops_report_known_total{intake="amqp://broker/oopses"} 0',
    '# TYPE oops_report_rejected counter',
    'oops_report_rejected_total{intake="/srv/\\"oopses\\""} 3',
    'oops_report_rejected_total{intake="amqp://broker/oopses"} 0',
    '# TYPE oops_report_not_errors counter',
    'oops_report_not_errors_total{intake="/srv/\\"oopses\\""} 4',
    'oops_report_not_errors_total{intake="amqp://broker/oopses"} 0',
    '# TYPE oops_report_discarded counter',
    'oops_report_discarded_total{intake="/srv/\\"oopses\\""} 2',
    'oops_report_discarded_total{intake="amqp://broker/oopses"} 0',
    '# TYPE oops_report_pending gauge',
    'oops_report_pending{intake="/srv/\\"oopses\\""} 1',
    'oops_report_pending{intake="amqp://broker/oopses"} 0',
    '# TYPE oops_report_connected gauge',
    'oops_report_connected{intake="/srv/\\"oopses\\""} 1',
    'oops_report_connected{intake="amqp://broker/oopses"} 0',
    '# TYPE oops_report_caught_up_timestamp_seconds gauge',
    'oops_report_caught_up_timestamp_seconds{intake="/srv/\\"oopses\\""} 1794999598.5',
    '# TYPE oops_report_lag_seconds gauge',
    'oops_report_lag_seconds{intake="/srv/\\"oopses\\""} 1.5',
    '# TYPE oops_report_spool_bytes gauge',
    'oops_report_spool_bytes{intake="amqp://broker/oopses"} 4096',
    '# TYPE oops_report_build info',
    'oops_report_build_info{version="0.1.0",node="24.1.0"} 1',
    '# TYPE oops_report_uptime_seconds gauge',
    'oops_report_uptime_seconds 60',
    '# TYPE process_start_time_seconds gauge',
    'process_start_time_seconds 1794999540',
    '# TYPE process_resident_memory_bytes gauge',
    'process_resident_memory_bytes 100000000',
    '# TYPE process_cpu_seconds counter',
    'process_cpu_seconds_total 0.25',
    '# EOF',
    '',
  ]);
});
