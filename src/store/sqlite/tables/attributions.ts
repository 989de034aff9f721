import type { Interval } from '../../../time/interval.js';
import type { StoreState } from '../../snapshot.js';
import type { AttributionWriter } from '../../store.js';
import type { Db } from '../db.js';

/** Reads the state that attributions have to follow. */
export function readStoreState(db: Db): StoreState {
  return db
    .prepare(
      `SELECT (SELECT count(*) FROM stored_oops) AS count, (SELECT ifnull(max(id), 0) FROM stored_oops) AS mark,
         (SELECT min(time) FROM stored_oops) AS firstTime`,
    )
    .get() as StoreState;
}

/** How many OOPSes were stored after the mark, and the shortest interval that holds their times; null for none. */
export function describeArrivals(db: Db, mark: number): { count: number; span: Interval } | null {
  const found = db
    .prepare(
      'SELECT count(*) AS count, min(time) AS first, max(time) AS last FROM stored_oops WHERE id > @mark',
    )
    .get({ mark }) as { count: number; first: number; last: number };
  return found.count === 0 ? null : { count: found.count, span: { start: found.first, end: found.last + 1 } };
}

/** What the attributions were computed from, as it was recorded with them; undefined before the first time. */
export function readAttributionBasis(db: Db): string | undefined {
  return db.prepare("SELECT value FROM derived_from WHERE name = 'attribution'").pluck().get() as
    | string
    | undefined;
}

/** Forgets to what outage an OOPS belonged that is removed, and has all attributions made anew, inside a transaction. */
export function forgetAttributions(db: Db, seq: number): void {
  db.prepare('DELETE FROM stored_attribution WHERE oops = ?').run(seq);
  db.prepare("DELETE FROM derived_from WHERE name = 'attribution'").run();
}

/** Makes what writes attributions, inside a transaction. */
export function createAttributionWriter(db: Db): AttributionWriter {
  const clear = db.prepare('DELETE FROM stored_attribution WHERE outage = @outage');
  const add = db.prepare(
    `INSERT INTO stored_attribution (oops, outage, phase, relation, disposition, is_suppressed)
     SELECT id, @outage, @phase, @relation, @disposition, @isSuppressed FROM stored_oops WHERE oops_id = @oopsId`,
  );
  return {
    clear: (outage) => void clear.run({ outage }),
    clearAll: () => void db.prepare('DELETE FROM stored_attribution').run(),
    add: ({ id }, { isSuppressed, ...rest }) =>
      void add.run({ oopsId: id, ...rest, isSuppressed: Number(isSuppressed) }),
    finish: (basis) =>
      void db
        .prepare("INSERT OR REPLACE INTO derived_from (name, value) VALUES ('attribution', @basis)")
        .run({ basis }),
  };
}
