import { BLOCK_SIZE } from '../../src/store/sqlite/blocks/fact-block.js';
import { BOT, INEXACT, LOCAL_REFERRER } from '../../src/store/sqlite/blocks/fact-columns.js';
import { type FactInBlock, lookAtFacts, type OopsFact } from '../../src/store/sqlite/blocks/facts.js';
import type { Db } from '../../src/store/sqlite/db.js';
import type { Interval } from '../../src/time/interval.js';

const NOTHING: OopsFact = {
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
};

/** The facts of an OOPS of which only what is given is known. */
export function oopsFact(given: Partial<OopsFact> = {}): FactInBlock {
  return oopsFacts([given])[0] as FactInBlock;
}

/** The same of several, which stand one after the other in blocks that are full, numbered by what is given or from 1 on. */
export function oopsFacts(given: readonly Partial<OopsFact>[]): FactInBlock[] {
  const all = given.map((one, at): OopsFact => ({ ...NOTHING, seq: at + 1, ...one }));
  const blocks = Array.from({ length: Math.ceil(all.length / BLOCK_SIZE) }, (_, at) =>
    blockOf(all.slice(at * BLOCK_SIZE, (at + 1) * BLOCK_SIZE)),
  );
  return all.map((said, at) => ({
    ...said,
    block: blocks[Math.floor(at / BLOCK_SIZE)] as FactInBlock['block'],
    index: at % BLOCK_SIZE,
  }));
}

/** Its places are those of the first block of all. */
function blockOf(facts: readonly OopsFact[]): FactInBlock['block'] {
  const ids = (idOf: (fact: OopsFact) => number | null) => Int32Array.from(facts, (fact) => idOf(fact) ?? 0);
  const amounts = (amountOf: (fact: OopsFact) => number | null) =>
    Float64Array.from(facts, (fact) => amountOf(fact) ?? Number.NaN);
  return {
    number: 0,
    place: Uint16Array.from(facts, ({ seq }) => seq - 1),
    time: amounts(({ time }) => time),
    flags: Uint8Array.from(
      facts,
      ({ inexact, isBot, isLocalReferrer }) =>
        Number(inexact) * INEXACT + Number(isBot) * BOT + Number(isLocalReferrer) * LOCAL_REFERRER,
    ),
    class_id: ids(({ classId }) => classId),
    reporter_id: ids(({ reporterId }) => reporterId),
    exception_id: ids(({ exceptionId }) => exceptionId),
    signature_id: ids(({ signatureId }) => signatureId),
    url_id: ids(({ urlId }) => urlId),
    topic_id: ids(({ topicId }) => topicId),
    method_id: ids(({ methodId }) => methodId),
    referrer_id: ids(({ referrerId }) => referrerId),
    statement_id: ids(({ statementId }) => statementId),
    statements_count: amounts(({ statementsCount }) => statementsCount),
    duration_ms: amounts(({ durationMs }) => durationMs),
    total_ms: amounts(({ totalMs }) => totalMs),
  };
}

/** The facts of an interval, each with all that it says. */
export function factsIn(db: Db, interval: Interval): OopsFact[] {
  const names = Object.keys(NOTHING) as (keyof OopsFact)[];
  const facts: OopsFact[] = [];
  lookAtFacts(db, interval, (fact) => {
    facts.push(Object.fromEntries(names.map((name) => [name, fact[name]])) as unknown as OopsFact);
  });
  return facts;
}
