import type { KeptFile, KeptPart } from '../../kept.js';
import type { Db } from '../db.js';
import { type OopsTextRow, oopsFromRow, SELECT_OOPS } from '../writing/oops-row.js';

/** OOPSes in the order of their arrival, behind one of them: at most so many. Null where there is none. */
export function readKeptOopses(db: Db, mark: string | undefined, most: number): KeptPart<'oops'> | null {
  const after = Number(mark ?? 0);
  const rows = db
    .prepare(`${SELECT_OOPS} WHERE o.id > @after ORDER BY o.id LIMIT @most`)
    .all({ after, most }) as OopsTextRow[];
  const last = rows.at(-1);
  if (!last) return null;
  const files = filesOf(db, after, last.seq);
  const items = rows.map((row) => {
    const { oops, time, timeSource, arrivedAt, content } = oopsFromRow(row);
    return { oops, time, timeSource, arrivedAt, content, files: files.get(row.seq) ?? [] };
  });
  return { items, mark: String(last.seq) };
}

interface FileRow extends KeptFile {
  readonly oops: number;
}

/** The files of the OOPSes behind one up to another, by their numbers. */
function filesOf(db: Db, after: number, last: number): Map<number, KeptFile[]> {
  const rows = db
    .prepare(
      `SELECT f.oops, d.path AS directory, f.name, f.size, f.modified_at AS modifiedAt
       FROM file f JOIN directory d ON d.id = f.directory_id
       WHERE f.oops > @after AND f.oops <= @last ORDER BY f.oops, f.directory_id, f.name`,
    )
    .all({ after, last }) as FileRow[];
  const files = new Map<number, KeptFile[]>();
  for (const { oops, ...file } of rows) {
    const others = files.get(oops);
    if (others) others.push(file);
    else files.set(oops, [file]);
  }
  return files;
}
