import { isDeepStrictEqual } from 'node:util';
import { UNKNOWN_REPORTER } from '../../oops/formats/report-from-document.js';
import type { Oops } from '../../oops/oops.js';
import { millisecondsOf } from './duration-ms.js';

/**
 * Whether two reports say the same in all that the database keeps, e.g. one in text and its copy in BSON. Whether a
 * statement is kept depends on rules that can have changed between the two, and when a report came in is none of its words.
 */
export function isSameReport(a: Oops, b: Oops): boolean {
  return isDeepStrictEqual(asKept(a), asKept(b));
}

function asKept(oops: Oops): object {
  return {
    ...oops,
    mostExpensiveStatement: null,
    clockOffset: null,
    id: oops.id.toUpperCase(),
    reporter: oops.reporter ?? UNKNOWN_REPORTER,
    durationSeconds: millisecondsOf(oops.durationSeconds),
  };
}
