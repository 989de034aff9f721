import * as fc from 'fast-check';
import { NO_EVENT, type OopsReport, type TimelineRow } from '../../src/oops/oops.js';

/** Well-formed text of any characters but NUL, which is spelled otherwise where it is read. */
const text = fc.string({ unit: 'binary', maxLength: 40 }).map((any) => any.replaceAll('\0', ''));
const textOrNull = fc.option(text);

const id = fc.oneof(
  fc.stringMatching(/^OOPS-[1-9][0-9]{0,3}[A-Z]{1,4}[0-9]{1,4}$/),
  fc.stringMatching(/^OOPS-[0-9a-f]{32}$/),
);
const time = fc.integer({ min: Date.UTC(2005, 0, 1), max: Date.UTC(2035, 0, 1) });
const reporter = fc.stringMatching(/^[A-Z][A-Z0-9-]{0,9}$/);
const duration = fc.option(fc.double({ min: 0, max: 1e6, noNaN: true }).map((seconds) => seconds + 0));
const milliseconds = fc.integer({ min: 0, max: 10_000_000 });
const extra = fc
  .dictionary(fc.stringMatching(/^x[a-z.]{0,8}$/), fc.jsonValue({ maxDepth: 2 }))
  .map((value) => JSON.parse(JSON.stringify(value)) as Record<string, unknown>);

/** A report of any content that the BSON format carries. */
export const anyReport: fc.Arbitrary<OopsReport> = fc.record({
  causes: fc.constant(NO_EVENT.causes),
  fingerprint: fc.constant(NO_EVENT.fingerprint),
  clockOffset: fc.constant(NO_EVENT.clockOffset),
  isEvent: fc.constant(NO_EVENT.isEvent),
  id,
  type: textOrNull,
  value: textOrNull,
  time: fc.option(time),
  reporter,
  topic: textOrNull,
  url: textOrNull,
  username: textOrNull,
  durationSeconds: duration,
  requestVariables: fc.array(fc.tuple(text, text), { maxLength: 5 }),
  timeline: fc.array(
    fc
      .record({
        start: milliseconds,
        end: milliseconds,
        category: textOrNull,
        detail: text,
        backtrace: fc.option(text, { nil: undefined }),
      })
      .map(({ backtrace, ...row }): TimelineRow => (backtrace === undefined ? row : { ...row, backtrace })),
    { maxLength: 5 },
  ),
  traceback: textOrNull,
  branchNick: textOrNull,
  revno: textOrNull,
  informational: fc.boolean(),
  hostname: textOrNull,
  lastOops: fc.option(id),
  extra,
});

/** One line with its white space folded, as the text format writes all its values. */
const line = text.map((value) => value.replace(/[\s\u0085]+/g, ' ').trim());
const lineOrNull = fc.option(line);

/** A report of any content that the text format carries: no backtraces, one-line values, no unknown keys. */
export const anyTextReport: fc.Arbitrary<OopsReport> = fc.record({
  causes: fc.constant(NO_EVENT.causes),
  fingerprint: fc.constant(NO_EVENT.fingerprint),
  clockOffset: fc.constant(NO_EVENT.clockOffset),
  isEvent: fc.constant(NO_EVENT.isEvent),
  id,
  type: lineOrNull,
  value: lineOrNull,
  time: fc.option(time),
  reporter,
  topic: lineOrNull,
  url: lineOrNull,
  username: lineOrNull,
  durationSeconds: duration,
  requestVariables: fc.array(fc.tuple(fc.stringMatching(/^[A-Z_<>][A-Za-z\u00e9=%. -]{0,9}$/), text), {
    maxLength: 5,
  }),
  timeline: fc.array(
    fc.record({
      start: milliseconds,
      end: milliseconds,
      category: fc.option(fc.stringMatching(/^[A-Za-z][\w-]{0,20}$/)),
      detail: line,
    }),
    { maxLength: 5 },
  ),
  traceback: fc.option(
    text.map((value) => `Traceback (most recent call last):\n${value.replaceAll('\r', '')}\n`),
  ),
  branchNick: lineOrNull,
  revno: lineOrNull,
  informational: fc.boolean(),
  hostname: fc.constant(null),
  lastOops: fc.constant(null),
  extra: fc.constant({}),
});
