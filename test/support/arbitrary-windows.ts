import fc from 'fast-check';
import { ALL_SYSTEMS, type OutageWindow, PHASES } from '../../src/outages/window.js';

const EARLIEST = Date.UTC(2000, 0, 1);
const LATEST = Date.UTC(2100, 0, 1);

/** Text as people and spreadsheets put it into a cell: on one line, with quotes, delimiters and signs of formulas. */
const oneLine = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        '=',
        '+',
        '-',
        '@',
        "'",
        '"',
        ';',
        ',',
        '\\',
        ' ',
        '＝',
        'ü',
        '😀',
        ':',
        '\u202e',
        '\u200b',
        '\u{e0041}',
        'u{202e}',
      ),
      fc.string({ unit: 'grapheme', maxLength: 4 }),
    ),
    { maxLength: 8 },
  )
  .map((parts) => parts.join('').trim())
  .filter((text) => text !== '' && !/[\p{Cc}\u2028\u2029]/u.test(text));

const systemName = fc
  .string({ unit: 'grapheme', minLength: 1, maxLength: 6 })
  .filter((name) => !/[\s;,\p{Cc}\u2028\u2029\uFEFF]/u.test(name) && name !== ALL_SYSTEMS);

const systems = fc.oneof(
  fc.constant<string[]>([ALL_SYSTEMS]),
  fc
    .uniqueArray(systemName, { minLength: 1, maxLength: 4, selector: (name) => name.toUpperCase() })
    .map((names) => names.sort((a, b) => (a.toUpperCase() < b.toUpperCase() ? -1 : 1))),
);

/** Any window that can be recorded. */
export function anyWindow(source: string): fc.Arbitrary<OutageWindow> {
  return fc
    .record({
      outage: oneLine,
      phase: fc.constantFrom(...PHASES),
      systems,
      start: fc.integer({ min: EARLIEST, max: LATEST }),
      length: fc.option(fc.integer({ min: 1, max: 100 * 86_400_000 })),
      title: fc.option(oneLine),
      isPlanned: fc.boolean(),
      budgetSeconds: fc.option(
        fc.integer({ min: 1, max: 10_000_000 }).map((milliseconds) => milliseconds / 1000),
      ),
    })
    .map(({ length, isPlanned, ...window }) => ({
      ...window,
      ...(isPlanned ? { isPlanned } : {}),
      end: length === null ? null : window.start + length,
      source,
    }));
}
