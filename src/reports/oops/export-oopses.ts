import type { Db } from '../../store/sqlite/database.js';
import { pathsOf } from '../../store/sqlite/tables/files.js';
import { iterateOopses } from '../../store/sqlite/tables/oopses.js';
import { toJson } from '../../text/printable.js';
import type { Interval } from '../../time/interval.js';
import { buildOopsRecord } from './oops-detail.js';
import { createRereader } from './reread-report.js';

/** Characters that are handed on at once. */
const PART_LENGTH = 64 * 1024;

/**
 * The OOPSes of a period as NDJSON, in parts of some lines each, in the order of their times. Request variables,
 * timeline and unknown keys come from the original files; `onUnread` is told of each that cannot be read again. A row of
 * an export counts as such: to look through the export for each would take for ever.
 *
 * @param limit the largest report that is read again, in bytes unpacked
 */
export function* exportOopses(
  db: Db,
  period: Interval,
  limit: number,
  onUnread: () => void,
): Generator<string> {
  const rereader = createRereader(db, limit);
  let part = '';
  for (const stored of iterateOopses(db, period)) {
    const found = { stored, paths: pathsOf(db, stored.seq) };
    const reread = rereader.readFile(found);
    if (!reread.report) onUnread();
    part += `${toJson(buildOopsRecord(found, reread))}\n`;
    if (part.length < PART_LENGTH) continue;
    yield part;
    part = '';
  }
  if (part !== '') yield part;
}
