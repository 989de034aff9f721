import type { Redactor } from '../../oops/secrets/redactor.js';
import type { Snapshot } from '../../store/snapshot.js';
import { toJson } from '../../text/printable.js';
import type { Interval } from '../../time/interval.js';
import { buildOopsRecord } from './oops-detail.js';
import { createRereader } from './reread-report.js';

/** Characters that are handed on at once. */
const PART_LENGTH = 64 * 1024;

/**
 * The OOPSes of a period as NDJSON, in parts of some lines each, in the order of their times. Request variables,
 * timeline and unknown keys come from the original files, without what is secret; `onUnread` is told of each that cannot be read again. A row of
 * an export counts as such: to look through the export for each would take for ever.
 *
 * @param limit the largest report that is read again, in bytes unpacked
 */
export async function* exportOopses(
  data: Snapshot,
  period: Interval,
  limit: number,
  redactor: Redactor,
  onUnread: () => void,
): AsyncGenerator<string> {
  const rereader = createRereader(data, limit, redactor);
  let part = '';
  for await (const found of data.oopses(period)) {
    const reread = await rereader.readFile(found);
    if (!reread.report) onUnread();
    part += `${toJson(buildOopsRecord(found, reread))}\n`;
    if (part.length < PART_LENGTH) continue;
    yield part;
    part = '';
  }
  if (part !== '') yield part;
}
