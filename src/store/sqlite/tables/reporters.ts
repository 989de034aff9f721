import { UNKNOWN_REPORTER } from '../../../oops/formats/report-from-document.js';
import type { DescribeReporter } from '../../derivation-settings.js';
import type { ReporterTraits } from '../../records.js';
import type { Db } from '../db.js';

/** A program instance that has written OOPSes. */
export interface Reporter extends ReporterTraits {
  readonly id: number;
  /** As it was written first; names are compared without regard to case. */
  readonly name: string;
}

/** All reporters in the order of their names. */
export function listReporters(db: Db): Reporter[] {
  return db.prepare('SELECT id, name, system, kind FROM reporter ORDER BY name').all() as Reporter[];
}

/** Finds reporters by name and stores those that are new; remembers them. */
export interface ReporterTable {
  reporterOf(name: string | null): Reporter;
  forget(): void;
}

/** Makes the finder; a new reporter gets the traits that the config gives it. */
export function createReporterTable(db: Db, describe: DescribeReporter): ReporterTable {
  const known = new Map<string, Reporter>();
  const find = db.prepare('SELECT id, name, system, kind FROM reporter WHERE name = @name COLLATE NOCASE');
  const add = db.prepare(
    'INSERT INTO reporter (name, system, kind) VALUES (@name, @system, @kind) RETURNING *',
  );
  return {
    reporterOf(given) {
      const name = given ?? UNKNOWN_REPORTER;
      let reporter = known.get(name);
      if (!reporter) {
        reporter = (find.get({ name }) ?? add.get({ name, ...describe(name) })) as Reporter;
        known.set(name, reporter);
      }
      return reporter;
    },
    forget: () => known.clear(),
  };
}
