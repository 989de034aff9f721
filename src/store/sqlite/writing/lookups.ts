import type { OopsException } from '../../../oops/oops.js';
import { compareOopsIds, type TrackedSignature } from '../../sighted-oops.js';
import type { OopsFact } from '../blocks/facts.js';
import type { Db } from '../db.js';
import { type ExceptionRow, exceptionFromRow, SELECT_EXCEPTION } from './exception-row.js';

/** What is needed to put an OOPS in order. */
export type PlacedOops = Pick<OopsFact, 'seq' | 'time'>;

/** Looks up what facts carry as ids. Each function throws when the database has no such id. */
export interface Lookups {
  /** The id of an OOPS by its number in this database. */
  oopsIdBySeq(seq: number): string;
  /** The order of `compareSighted`; ids are looked up only where the times are equal. */
  compareFacts(a: PlacedOops, b: PlacedOops): number;
  textById(id: number): string;
  exceptionById(id: number): OopsException;
  /** Whether any exception has causes: where none has, nobody need look. */
  readonly hasCauses: boolean;
  /** Its type alone: a value can be long. */
  exceptionTypeById(id: number): string | null;
  /** Its value alone, which takes half as long as all of it. */
  exceptionValueById(id: number): string | null;
  signatureById(id: number): TrackedSignature;
}

/** Makes the lookups. They remember nothing: a report asks for each thing once, when it shows it. */
export function createLookups(db: Db): Lookups {
  // A large outage asks for tens of thousands of ids: a place is bound in two thirds of the time of a name.
  const oopsId = db.prepare('SELECT oops_id FROM stored_oops WHERE id = ?').pluck();
  const text = db.prepare('SELECT value FROM text WHERE id = ?').pluck();
  const exception = db.prepare(`${SELECT_EXCEPTION} WHERE e.id = ?`);
  const exceptionType = db
    .prepare('SELECT t.value FROM exception e LEFT JOIN text t ON t.id = e.type_id WHERE e.id = ?')
    .pluck();
  const exceptionValue = db
    .prepare('SELECT v.value FROM exception e LEFT JOIN text v ON v.id = e.value_id WHERE e.id = ?')
    .pluck();
  const signature = db.prepare(
    `SELECT t.value AS type, v.value, s.bug FROM stored_signature s
       JOIN text t ON t.id = s.type_id JOIN text v ON v.id = s.value_id
     WHERE s.id = ?`,
  );
  const found = <T>(value: unknown, what: string, id: number): T => {
    if (value === undefined) throw new Error(`the database has no ${what} ${id}`);
    return value as T;
  };
  const oopsIdBySeq = (id: number) => found<string>(oopsId.get(id), 'OOPS', id);
  return {
    oopsIdBySeq,
    compareFacts(a, b) {
      if (a.time !== b.time || a.seq === b.seq) return a.time - b.time;
      return compareOopsIds(oopsIdBySeq(a.seq), oopsIdBySeq(b.seq));
    },
    textById: (id) => found<string>(text.get(id), 'text', id),
    exceptionById: (id) => exceptionFromRow(found<ExceptionRow>(exception.get(id), 'exception', id)),
    hasCauses:
      db.prepare('SELECT EXISTS (SELECT 1 FROM exception WHERE causes_id IS NOT NULL)').pluck().get() === 1,
    exceptionTypeById: (id) => found<string | null>(exceptionType.get(id), 'exception', id),
    exceptionValueById: (id) => found<string | null>(exceptionValue.get(id), 'exception', id),
    signatureById: (id) => found<TrackedSignature>(signature.get(id), 'signature', id),
  };
}
