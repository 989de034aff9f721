import { lookAtFacts, type OopsFact } from '../../src/store/sqlite/blocks/facts.js';
import type { Db } from '../../src/store/sqlite/db.js';
import type { Interval } from '../../src/time/interval.js';

/** The facts of an OOPS of which only what is given is known. */
export function oopsFact(given: Partial<OopsFact> = {}): OopsFact {
  return {
    seq: 1,
    time: 0,
    inexact: false,
    durationMs: null,
    reporterId: 1,
    exceptionId: 1,
    signatureId: 1,
    classId: 1,
    class: 'exceptions',
    baseClass: 'exceptions',
    urlId: null,
    topicId: null,
    methodId: null,
    isBot: false,
    referrerId: null,
    isLocalReferrer: false,
    statementId: null,
    statementsCount: 0,
    totalMs: null,
    ...given,
  };
}

/** The facts of an interval, each with all that it says. */
export function factsIn(db: Db, interval: Interval): OopsFact[] {
  const names = Object.keys(oopsFact()) as (keyof OopsFact)[];
  const facts: OopsFact[] = [];
  lookAtFacts(db, interval, (fact) => {
    facts.push(Object.fromEntries(names.map((name) => [name, fact[name]])) as unknown as OopsFact);
  });
  return facts;
}
