import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { serialize } from 'bson';
import { createReportMaker } from './make-report.js';

/** Writes a date-directory repository of so many reports, see make-report.js. Returns how many bytes they have. */
export function makeRepository(root, { count, format = 'bson', ...options }) {
  const makeReport = createReportMaker(options);
  const write = format === 'bson' ? serialize : textReport;
  let bytes = 0;
  const made = new Set();
  for (let index = 0; index < count; index++) {
    const report = makeReport();
    const folder = join(root, report.time.toISOString().slice(0, 10));
    if (!made.has(folder)) mkdirSync(folder, { recursive: true });
    made.add(folder);
    const content = write(report);
    writeFileSync(join(folder, report.id), content);
    bytes += content.length;
  }
  return bytes;
}

/** The text format: headers as in mail, request variables, timeline, traceback. */
function textReport(report) {
  const line = (text) => text.replaceAll('\\', '\\\\').replace(/\s+/g, ' ').trim();
  const digits = (number) => String(number).padStart(5, '0');
  const headers = [
    ['Oops-Id', report.id],
    ['Exception-Type', report.type],
    ['Exception-Value', report.value],
    ['Date', report.time.toISOString().replace('Z', '000+00:00')],
    ['Page-Id', report.topic],
    ['Branch', report.branch_nick],
    ['Revision', report.revno],
    ['User', report.username ?? ''],
    ['URL', report.url],
    ['Duration', String(report.duration)],
    ['Informational', 'False'],
    ['Oops-Reporter', report.reporter],
  ];
  return Buffer.from(
    [
      ...headers.map(([name, value]) => `${name}: ${line(value)}`),
      '',
      ...report.req_vars.map(([name, value]) => `${name}=${encodeURI(value)}`),
      '',
      ...report.timeline.map(
        ([start, end, store, text]) => `${digits(start)}-${digits(end)}@${store} ${line(text)}`,
      ),
      '',
      report.tb_text,
    ].join('\n'),
  );
}
