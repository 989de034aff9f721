import type { ExplainedReplacement } from './explained-replacement.js';

const WEEKDAY = '(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]{0,6}';
const MONTH = '(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]{0,6}';
const DATE = '\\d{4}([-/])(?:0[1-9]|1[0-2])\\1(?:0[1-9]|[12]\\d|3[01])';
const CLOCK = '(?:[01]\\d|2[0-3]):[0-5]\\d(?::(?:[0-5]\\d|60)(?:[.,]\\d{1,9})?)?';
const ZONE = ' ?(?:Z|UTC|GMT)?(?:[+-]\\d\\d:?\\d\\d)?(?: \\([A-Z][\\w ]{1,40}\\))?';
const NO_WORD_BEFORE = '(?<![\\p{L}\\p{N}_.:])';
const NO_WORD_BEHIND = '(?![\\p{L}\\p{N}_]|[.:]\\d)';

const when = 'when it happened is told elsewhere';

/** Moments, days, lengths of time and sizes. */
export const TIME_REPLACEMENTS: readonly ExplainedReplacement[] = [
  {
    // 2024-02-20T22:16:36.123Z, 2024-02-20 22:16:36+01:00, 2024/02/20 22:16:36.
    pattern: new RegExp(`${NO_WORD_BEFORE}${DATE}[T ]${CLOCK}${ZONE}${NO_WORD_BEHIND}`, 'gu'),
    replacement: '$TIME',
    reason: when,
  },
  {
    // Mon, 02 Jan 2006 15:04:05 GMT; Wed Apr 17 22:31:45 2019; Mon Jan 02 2006 14:04:05 GMT-0800 (Pacific Standard Time).
    pattern: new RegExp(
      `\\b${WEEKDAY},? (?:\\d{1,2}[ -]${MONTH}|${MONTH} {1,2}\\d{1,2}),?[ -](?:\\d{2,4} )?${CLOCK}(?: \\d{4})?${ZONE}${NO_WORD_BEHIND}`,
      'gu',
    ),
    replacement: '$TIME',
    reason: when,
  },
  {
    pattern: new RegExp(`${NO_WORD_BEFORE}${DATE}${NO_WORD_BEHIND}`, 'gu'),
    replacement: '$DATE',
    reason: when,
  },
  {
    pattern: new RegExp(`${NO_WORD_BEFORE}(?=\\d\\d:\\d\\d:\\d\\d)${CLOCK}${NO_WORD_BEHIND}`, 'gu'),
    replacement: '$TIME',
    reason: when,
  },
  {
    // 30012ms, 1.5s, 1h2m3.5s; 30012 ms, 5 minutes.
    pattern:
      /(?<![\p{L}\p{N}_.])(?:(?:\d+(?:\.\d+)?(?:ns|us|[µμ]s|ms|s|m|h))+|\d+(?:\.\d+)? ?(?:ns|us|[µμ]s|ms|msecs?|millis(?:econds?)?|microseconds?|s|secs?|seconds?|mins?|minutes?|hrs?|hours?|days?))(?![\p{L}\p{N}_])/gu,
    replacement: '$DURATION',
    reason: 'how long it took, or was waited for, differs from time to time',
  },
  {
    pattern: /(?<![\p{L}\p{N}_.])\d+(?:\.\d+)?(?:[kKMGT]i?)?B(?![\p{L}\p{N}_])/gu,
    replacement: '$SIZE',
    reason: 'how much there was depends on the data',
  },
];
