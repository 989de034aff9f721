import { createCounter } from '../../../oops/classes/classification.js';
import type { OopsRules } from '../../../oops/classes/rules.js';
import type { SummaryKind } from '../../../oops/oops.js';
import { isLocalReferrer } from '../../../oops/request.js';
import type { DerivationSettings, DescribeReporter } from '../../derivation-settings.js';
import { sealBlocks } from '../blocks/fact-block.js';
import { type Db, writeTransaction } from '../db.js';
import { sumRows } from '../sums/row-sums.js';
import { createDictionary } from '../writing/dictionary.js';
import { type ExceptionRow, exceptionFromRow, SELECT_EXCEPTION } from '../writing/exception-row.js';
import { createSignatureTable } from '../writing/signature-table.js';
import { nameOfClass } from '../writing/stored-class.js';
import { listReporters, type Reporter } from './reporters.js';

/**
 * Computes anew what the database derived from a config, or from built-in rules, that have changed since: the system and
 * kind of every reporter, signatures, classes, and which referrers are local. Does nothing when all is as it was. Run it
 * before any report, so that a report is a function of the config as it stands.
 */
export function refreshDerived(db: Db, settings: DerivationSettings): void {
  const { describeReporter, localReferrers, rules } = settings;
  refreshReporters(db, describeReporter, rules);
  whenChanged(db, 'signatureRules', rules.signatures, () => {
    for (const reporter of listReporters(db)) signAgain(db, reporter, rules);
  });
  whenChanged(db, 'classificationRules', [rules.classification, rules.kindClassification], () =>
    classifyAgain(db, listReporters(db), rules),
  );
  whenChanged(db, 'localReferrers', localReferrers, () => findLocalReferrers(db, localReferrers));
}

/** Does the work, in one transaction, when the setting is not the one for which it was last done. */
function whenChanged(db: Db, name: string, setting: unknown, work: () => void): void {
  const value = JSON.stringify(setting, (_key, part) => (part instanceof RegExp ? String(part) : part));
  const known = db.prepare('SELECT value FROM derived_from WHERE name = @name').pluck().get({ name });
  if (known === value) return;
  writeTransaction(db, () => {
    work();
    sumRows(db);
    sealBlocks(db);
    db.prepare('INSERT OR REPLACE INTO derived_from (name, value) VALUES (@name, @value)').run({
      name,
      value,
    });
  });
}

function refreshReporters(db: Db, describe: DescribeReporter, rules: OopsRules): void {
  const changed = () =>
    listReporters(db)
      .map((before) => ({ before, after: { ...before, ...describe(before.name) } }))
      .filter(({ before, after }) => before.system !== after.system || before.kind !== after.kind);
  if (changed().length === 0) return;
  writeTransaction(db, () => {
    const update = db.prepare('UPDATE reporter SET system = @system, kind = @kind WHERE id = @id');
    const found = changed();
    for (const { after } of found) update.run(after);
    const ofOtherKind = found.filter(({ before, after }) => before.kind !== after.kind);
    for (const { after } of ofOtherKind) signAgain(db, after, rules);
    classifyAgain(
      db,
      ofOtherKind.map(({ after }) => after),
      rules,
    );
    sumRows(db);
    sealBlocks(db);
  });
}

/** Normalises each exception of a reporter once, by the rules of its kind, and points its OOPSes to the result. */
function signAgain(db: Db, reporter: Reporter, rules: OopsRules): void {
  const signatures = createSignatureTable(createDictionary(db), rules);
  const exceptions = db
    .prepare(
      `${SELECT_EXCEPTION}
       WHERE e.id IN (SELECT exception_id FROM stored_oops WHERE reporter_id = @id)`,
    )
    .all({ id: reporter.id }) as ExceptionRow[];
  db.exec(
    'CREATE TEMP TABLE signed (exception_id INTEGER PRIMARY KEY, signature_id INTEGER NOT NULL) STRICT',
  );
  const sign = db.prepare('INSERT INTO signed VALUES (@exception, @signature)');
  for (const row of exceptions) {
    sign.run({
      exception: row.id,
      signature: signatures.idOf(row.id, exceptionFromRow(row), reporter.kind),
    });
  }
  db.prepare(
    `UPDATE stored_oops SET signature_id = signed.signature_id FROM temp.signed
     WHERE reporter_id = @id AND signed.exception_id = stored_oops.exception_id
       AND stored_oops.signature_id <> signed.signature_id`,
  ).run({ id: reporter.id });
  db.exec('DROP TABLE temp.signed');
}

/** Counts the OOPSes of some reporters anew, each by the rules of its reporter's kind. */
function classifyAgain(db: Db, reporters: readonly Reporter[], rules: OopsRules): void {
  if (reporters.length === 0) return;
  const count = createCounter(rules);
  db.function(
    'class_of',
    (type: string | null, informational: number, url: string | null, kind: SummaryKind) =>
      nameOfClass(count({ type, informational: informational === 1, url }, kind)),
  );
  db.exec('CREATE TEMP TABLE classified (oops INTEGER PRIMARY KEY, class TEXT NOT NULL) STRICT');
  db.prepare(
    `INSERT INTO temp.classified
     SELECT o.id, class_of(t.value, o.informational, u.value, r.kind) AS class
     FROM stored_oops o JOIN reporter r ON r.id = o.reporter_id JOIN exception e ON e.id = o.exception_id
       JOIN class c ON c.id = o.class_id
       LEFT JOIN text t ON t.id = e.type_id
       LEFT JOIN text u ON u.id = o.url_id
     WHERE o.reporter_id IN (SELECT value FROM json_each(@reporters)) AND class <> c.name`,
  ).run({ reporters: JSON.stringify(reporters.map(({ id }) => id)) });
  db.exec(`
    INSERT OR IGNORE INTO class (name) SELECT DISTINCT class FROM temp.classified;
    UPDATE stored_oops SET class_id = c.id FROM temp.classified JOIN class c ON c.name = classified.class
      WHERE classified.oops = stored_oops.id;
    DROP TABLE temp.classified`);
}

function findLocalReferrers(db: Db, hosts: readonly string[]): void {
  const referrers = db
    .prepare(
      `SELECT id, value FROM text
       WHERE id IN (SELECT referrer_id FROM stored_oops WHERE referrer_id IS NOT NULL)`,
    )
    .all() as { id: number; value: string }[];
  const local = referrers.filter((referrer) => isLocalReferrer(referrer.value, hosts)).map(({ id }) => id);
  db.prepare(
    `UPDATE stored_oops SET is_local_referrer = NOT is_local_referrer
     WHERE is_local_referrer <> (referrer_id IS NOT NULL AND referrer_id IN (SELECT value FROM json_each(@local)))`,
  ).run({ local: JSON.stringify(local) });
}
