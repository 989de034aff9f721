import type { OutageReport } from '../../../src/reports/outage/outage-report.js';

/** Text that tries every format at once: markup, a script, a terminal's escape, Markdown, labels, XML's forbidden. */
export const HOSTILE =
  '<script>alert(1)</script> \u001b[31m [click](javascript:x) ![i](http://evil.example/i.png) @ann | `tick` "q" \\ ]]> \u0000\uFFFE\u202E';

/** A report in which every text that a stranger can write is hostile. */
export function makeHostile(report: OutageReport): OutageReport {
  const system = `web ${HOSTILE}`;
  const group = {
    type: HOSTILE,
    value: `line one\n${HOSTILE}`,
    count: 1,
    root: { type: HOSTILE, value: HOSTILE },
    oopsIds: [HOSTILE],
  };
  return {
    ...report,
    outage: `fdt ${HOSTILE}`,
    title: HOSTILE,
    summary: HOSTILE,
    remarks: [HOSTILE],
    unknowns: [HOSTILE],
    systems: report.systems.slice(0, 1).map((reported) => ({
      ...reported,
      system,
      failure: {
        ...reported.failure,
        evidence: HOSTILE,
        inWords: HOSTILE,
        figures: [HOSTILE],
        oopsIds: [HOSTILE],
      },
      recovery: {
        ...reported.recovery,
        verdict: 'no-evidence',
        evidence: HOSTILE,
        inWords: HOSTILE,
        figures: [HOSTILE],
        oopsIds: [HOSTILE],
        missingReporters: [HOSTILE],
        laterRise: {
          start: report.start,
          afterSeconds: 900,
          signatures: [{ type: HOSTILE, value: HOSTILE }],
        },
      },
      worthALook: [{ type: HOSTILE, of: 'unexpected', count: 1, pValue: 0.0001 }],
      unexpected: [{ ...group, traceback: [`  File ${HOSTILE}`] }],
      newSignatures: [{ ...group, firstTime: report.start }],
    })),
    failureModes: report.failureModes.slice(0, 1).map((mode) => ({ ...mode, ...group, systems: [system] })),
    steps: [{ name: HOSTILE, seconds: 10 }],
    patches: [{ name: HOSTILE, seconds: 1 }],
    timeline: {
      ...report.timeline,
      systems: report.timeline.systems.slice(0, 1).map((line) => ({ ...line, system })),
    },
    course: {
      ...report.course,
      systems: report.course.systems.slice(0, 1).map((line) => ({ ...line, system })),
    },
  };
}
