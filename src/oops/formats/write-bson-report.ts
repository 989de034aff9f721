import { serialize } from 'bson';
import type { OopsReport } from '../oops.js';

/** Writes a report as one BSON document, as python-oops does, which reads as the same report: what is unknown is left out. */
export function writeBsonReport(report: OopsReport): Uint8Array {
  const known = {
    id: report.id,
    type: report.type,
    value: report.value,
    time: report.time === null ? null : new Date(report.time),
    reporter: report.reporter,
    topic: report.topic,
    url: report.url,
    username: report.username,
    duration: report.durationSeconds,
    req_vars: report.requestVariables,
    timeline: report.timeline.map(({ start, end, category, detail, backtrace }) =>
      backtrace === undefined ? [start, end, category, detail] : [start, end, category, detail, backtrace],
    ),
    tb_text: report.traceback,
    branch_nick: report.branchNick,
    revno: report.revno,
    informational: report.informational,
    hostname: report.hostname,
    last_oops: report.lastOops,
  };
  const given = Object.entries(known).filter(([, value]) => value !== null);
  return serialize({ ...Object.fromEntries(given), ...report.extra });
}
