import type { OopsFact } from '../../src/store/sqlite/blocks/facts.js';

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
    class: 'exceptions',
    baseClass: 'exceptions',
    urlId: null,
    topicId: null,
    methodId: null,
    isBot: false,
    referrerId: null,
    isLocalReferrer: false,
    usernameId: null,
    statementId: null,
    statementsCount: 0,
    totalMs: null,
    ...given,
  };
}
