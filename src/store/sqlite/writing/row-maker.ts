import { createCounter } from '../../../oops/classes/classification.js';
import type { Signature } from '../../../oops/oops.js';
import { isLocalReferrer, isRobot } from '../../../oops/request.js';
import type { DerivationSettings } from '../../derivation-settings.js';
import { millisecondsOf } from '../../loading/duration-ms.js';
import type { NewOops } from '../../stored-oops.js';
import type { Db } from '../db.js';
import { createReporterTable } from '../tables/reporters.js';
import { createTracebackTable } from '../tracebacks/traceback-table.js';
import { createDictionary } from './dictionary.js';
import type { OopsRow } from './oops-row.js';
import { createSignatureTable } from './signature-table.js';
import { createTextFlags } from './text-flags.js';

/** The row of an OOPS, and what of its traceback has a row of its own; null: nothing. */
export interface MadeRow {
  readonly row: OopsRow;
  readonly tracebackParts: string | null;
}

/** Makes rows of OOPSes: every text by its id, with what follows by rules and config. */
export interface RowMaker {
  rowOf(oops: Omit<NewOops, 'directory' | 'fileName'>, arrivedAt: number): MadeRow;
  directoryId(path: string): number;
  signatureId(signature: Signature): number;
  /** Forgets the ids that it remembers, because a transaction was undone or another process has written since. */
  forget(): void;
}

/** Makes one for a database. What is not stored yet of a row's texts is stored first: use it inside a write transaction. */
export function createRowMaker(db: Db, settings: DerivationSettings): RowMaker {
  const dictionary = createDictionary(db);
  const tracebacks = createTracebackTable(dictionary);
  const reporters = createReporterTable(db, settings.describeReporter);
  const signatures = createSignatureTable(dictionary, settings.rules);
  const count = createCounter(settings.rules);
  const robots = createTextFlags(isRobot);
  const localReferrers = createTextFlags((referrer) => isLocalReferrer(referrer, settings.localReferrers));
  return {
    rowOf({ oops, time, timeSource, content }, arrivedAt) {
      const reporter = reporters.reporterOf(oops.reporter);
      const exceptionId = dictionary.exceptionId(oops);
      const userAgentId = dictionary.textId(oops.userAgent);
      const referrerId = dictionary.textId(oops.referrer);
      const traceback = tracebacks.storedAs(oops.traceback);
      const row: OopsRow = [
        oops.id,
        time,
        timeSource,
        arrivedAt,
        reporter.id,
        exceptionId,
        signatures.idOf(exceptionId, oops, reporter.kind),
        dictionary.classId(count(oops, reporter.kind)),
        dictionary.textId(oops.topic),
        dictionary.textId(oops.url),
        dictionary.textId(oops.method),
        userAgentId,
        Number(robots.of(userAgentId, oops.userAgent)),
        referrerId,
        Number(localReferrers.of(referrerId, oops.referrer)),
        dictionary.textId(oops.username),
        millisecondsOf(oops.durationSeconds),
        oops.totalMilliseconds,
        oops.statementsCount,
        dictionary.textId(oops.mostExpensiveStatement),
        Number(oops.informational),
        dictionary.textId(oops.branchNick),
        dictionary.textId(oops.revno),
        dictionary.textId(oops.hostname),
        traceback?.textId ?? null,
        oops.lastOops,
        content.size,
        content.crc,
      ];
      return { row, tracebackParts: traceback?.parts ?? null };
    },
    directoryId: dictionary.directoryId,
    signatureId: dictionary.signatureId,
    forget() {
      for (const table of [dictionary, tracebacks, reporters, signatures, robots, localReferrers])
        table.forget();
    },
  };
}
