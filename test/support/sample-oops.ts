import { BUILT_IN_RULES } from '../../src/oops/classes/rules.js';
import { NO_EVENT, type Oops } from '../../src/oops/oops.js';
import type { DerivationSettings } from '../../src/store/derivation-settings.js';
import type { Db } from '../../src/store/sqlite/db.js';
import { openDatabase } from '../../src/store/sqlite/opening/database.js';
import { createOopsWriter } from '../../src/store/sqlite/writing/oops-writer.js';
import type { NewOops } from '../../src/store/stored-oops.js';

/** Every reporter is a system of its own, of the kind webapp. */
export const SETTINGS: DerivationSettings = {
  describeReporter: (system) => ({ system, kind: 'webapp' }),
  localReferrers: ['launchpad.net'],
  rules: BUILT_IN_RULES,
};

export const AT = Date.parse('2011-09-08T08:53:06Z');

/** An OOPS of which only the id and what is given are known. */
export function oops(id: string, given: Partial<Oops> = {}): Oops {
  return {
    id,
    type: null,
    value: null,
    time: AT,
    reporter: null,
    topic: null,
    url: null,
    method: null,
    userAgent: null,
    referrer: null,
    username: null,
    durationSeconds: null,
    totalMilliseconds: null,
    statementsCount: 0,
    mostExpensiveStatement: null,
    traceback: null,
    branchNick: null,
    revno: null,
    informational: false,
    hostname: null,
    ...NO_EVENT,
    lastOops: null,
    ...given,
  };
}

/** An OOPS read from the file of its id in /oopses/2011-09-08. */
export function newOops(id: string, given: Partial<Oops> = {}, file: Partial<NewOops> = {}): NewOops {
  return {
    oops: oops(id, given),
    time: given.time ?? AT,
    timeSource: 'report',
    content: { size: 1, crc: 1 },
    directory: '/oopses/2011-09-08',
    fileName: id,
    ...file,
  };
}

/** A database in memory that holds these OOPSes. */
export function databaseOf(added: readonly NewOops[], settings = SETTINGS): Db {
  const { db } = openDatabase(':memory:');
  const writer = createOopsWriter(db, settings);
  writer.transaction(() => added.forEach((one) => void writer.insert(one, AT)));
  return db;
}
