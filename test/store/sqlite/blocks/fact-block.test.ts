import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ReportedException } from '../../../../src/store/snapshot.js';
import { countSignatures } from '../../../../src/store/sqlite/blocks/counts.js';
import { findExceptionPlaces } from '../../../../src/store/sqlite/blocks/exception-places.js';
import { findExceptionTimes } from '../../../../src/store/sqlite/blocks/exception-times.js';
import {
  BLOCK_SIZE,
  findBlocks,
  iterateBlocks,
  sealBlocks,
} from '../../../../src/store/sqlite/blocks/fact-block.js';
import { FACT_COLUMNS } from '../../../../src/store/sqlite/blocks/fact-columns.js';
import { KeptBlocks } from '../../../../src/store/sqlite/blocks/kept-blocks.js';
import type { Db } from '../../../../src/store/sqlite/db.js';
import { createNumbered } from '../../../../src/store/sqlite/numbered.js';
import { openDatabase } from '../../../../src/store/sqlite/opening/database.js';
import { iterateExceptionSightings } from '../../../../src/store/sqlite/sightings.js';
import { listReporters } from '../../../../src/store/sqlite/tables/reporters.js';
import { createOopsWriter } from '../../../../src/store/sqlite/writing/oops-writer.js';
import { factsIn } from '../../../support/oops-fact.js';
import { AT, databaseOf, newOops, SETTINGS } from '../../../support/sample-oops.js';

const ALL = { start: 0, end: Number.MAX_SAFE_INTEGER };

/** A database with so many OOPSes, all copies of the first but for id, time and the columns that are NULL at times. */
function bigDatabase(count: number): Db {
  const db = databaseOf([
    newOops('OOPS-1A1', { type: 'E', reporter: 'A', url: '/', durationSeconds: 1.5, totalMilliseconds: 7 }),
  ]);
  db.prepare(
    `WITH RECURSIVE n (value) AS (VALUES (2) UNION ALL SELECT value + 1 FROM n WHERE value < @count)
     INSERT INTO stored_oops
     SELECT value, 'OOPS-1A' || value, time + value, CASE value % 7 WHEN 0 THEN 'directory' ELSE 'report' END,
       arrived_at, reporter_id, exception_id, signature_id, class_id, topic_id, iif(value % 3, url_id, NULL), method_id,
       user_agent_id, value % 2, referrer_id, is_local_referrer, username_id, iif(value % 5, value, NULL),
       iif(value % 4, -value, NULL), value, statement_id, informational, branch_id, revno_id, hostname_id,
       traceback_id, last_oops, content_size, content_crc
     FROM stored_oops CROSS JOIN n`,
  ).run({ count });
  return db;
}

/** What the facts should be, read column by column as it stands in the table. */
const isExact = (fact: unknown) => !(fact as { inexact: boolean }).inexact;

function plainFacts(db: Db, { start, end }: { start: number; end: number }): unknown[] {
  return db
    .prepare(
      `SELECT o.id AS seq, time, time_source = 'directory' AS inexact, duration_ms AS durationMs,
         reporter_id AS reporterId, exception_id AS exceptionId, signature_id AS signatureId, c.id AS classId, c.counted_as AS class, c.base AS baseClass,
         url_id AS urlId, topic_id AS topicId, method_id AS methodId, is_bot AS isBot, referrer_id AS referrerId,
         is_local_referrer AS isLocalReferrer, statement_id AS statementId,
         statements_count AS statementsCount, total_ms AS totalMs
       FROM stored_oops o JOIN class c ON c.id = o.class_id WHERE time >= @start AND time < @end ORDER BY o.id`,
    )
    .all({ start, end })
    .map((row) => {
      const fact = row as Record<string, unknown>;
      for (const name of ['inexact', 'isBot', 'isLocalReferrer']) fact[name] = fact[name] === 1;
      return fact;
    });
}

const blocksOf = (db: Db) => db.prepare('SELECT number FROM packed_block ORDER BY number').pluck().all();
const seqsOf = (db: Db) => factsIn(db, ALL).map(({ seq }) => seq);

describe('blocks of facts', () => {
  const db = bigDatabase(2 * BLOCK_SIZE + 100);
  sealBlocks(db);

  it('are stored once they can grow no more', () => {
    expect(blocksOf(db)).toEqual([0, 1]);
  });

  it('say what the table says, of any interval', () => {
    const edge = fc.integer({ min: AT - 10, max: AT + 2 * BLOCK_SIZE + 200 });
    fc.assert(
      fc.property(edge, edge, (start, end) => {
        expect(factsIn(db, { start, end })).toEqual(plainFacts(db, { start, end }));
      }),
      { numRuns: 20, examples: [[AT, AT + BLOCK_SIZE]] },
    );
  });

  it('lie within an interval only where all of their OOPSes do', () => {
    const edge = fc.integer({ min: AT - 10, max: AT + 2 * BLOCK_SIZE + 200 });
    fc.assert(
      fc.property(edge, edge, (start, end) => {
        for (const { isWithin, read } of findBlocks(db, [{ start, end }])) {
          const outside = read(['time']).time.filter((time) => time < start || time >= end);
          if (isWithin) expect(outside).toHaveLength(0);
        }
      }),
      { numRuns: 20 },
    );
    expect(Array.from(findBlocks(db, [ALL]), ({ isWithin }) => isWithin)).toEqual([true, true, false]);
  });

  it('are counted without what is only known to a day', () => {
    const interval = { start: AT + 10, end: AT + 2 * BLOCK_SIZE };
    const exact = plainFacts(db, interval).filter(isExact);
    expect(findExceptionPlaces(db, createNumbered(db), [interval]).indices).toHaveLength(exact.length);
  });

  it('are placed in the pieces of an interval, one after another and over the edges of blocks', () => {
    const edges = [AT + 3, AT + 10, AT + BLOCK_SIZE, AT + BLOCK_SIZE + 1, AT + 2 * BLOCK_SIZE];
    const pieces = edges.slice(1).map((end, index) => ({ start: edges[index] ?? end, end }));
    const { rows, indices } = findExceptionPlaces(db, createNumbered(db), pieces);
    expect(rows).toMatchObject([{ begin: 0, end: indices.length }]);
    expect(pieces.map((_, piece) => indices.filter((index) => index === piece).length)).toEqual(
      pieces.map((piece) => plainFacts(db, piece).filter(isExact).length),
    );
    const nothing = findExceptionPlaces(db, createNumbered(db), pieces, () => false);
    expect(nothing).toEqual({ rows: [], indices: new Int32Array() });
  });

  it('are the same to who keeps some of them', () => {
    const edge = fc.integer({ min: AT - 10, max: AT + 2 * BLOCK_SIZE + 200 });
    const columns = fc.subarray(FACT_COLUMNS.filter((column) => column !== 'place'));
    const asked = fc.array(fc.tuple(edge, edge, columns, fc.boolean()), { maxLength: 6 });
    fc.assert(
      fc.property(asked, fc.integer({ min: 1, max: 3 }), (questions, most) => {
        const kept = new KeptBlocks(most);
        for (const [start, end, wanted, newestFirst] of questions) {
          const read = (order: object) => [
            ...iterateBlocks(db, { start, end }, wanted, { newestFirst, ...order }),
          ];
          const cut = read({ kept }).map((block) =>
            Object.fromEntries(['number', 'place', ...wanted].map((name) => [name, block[name as 'place']])),
          );
          expect(cut).toEqual(read({}));
        }
      }),
      { numRuns: 30 },
    );
  });

  it('are counted over any intervals as they are over each of them', () => {
    const edge = fc.integer({ min: AT - 10, max: AT + 2 * BLOCK_SIZE + 200 });
    const intervals = fc.array(fc.record({ start: edge, end: edge }), { maxLength: 4 });
    const reporterIds = listReporters(db).map(({ id }) => id);
    const sum = (counts: Iterable<number>) => [...counts].reduce((total, count) => total + count, 0);
    fc.assert(
      fc.property(intervals, (several) => {
        const expected = sum(several.map((interval) => plainFacts(db, interval).filter(isExact).length));
        expect(sum(countSignatures(db, new KeptBlocks(), several, reporterIds).values())).toBe(expected);
        expect(sum(countSignatures(db, new KeptBlocks(), several, []).values())).toBe(0);
      }),
      { numRuns: 20 },
    );
  });
});

describe('blocks of which few hold a wanted exception', () => {
  const db = bigDatabase(3 * BLOCK_SIZE + 100);
  const writer = createOopsWriter(db, SETTINGS);
  writer.transaction(() => writer.insert(newOops('OOPS-1B1', { type: 'F', reporter: 'A' }), AT));
  const F = db.prepare("SELECT exception_id FROM stored_oops WHERE oops_id = 'OOPS-1B1'").pluck().get();
  const wantedSeqs = [1, 7, 14, BLOCK_SIZE + 900, 3 * BLOCK_SIZE + 50];
  db.prepare(`UPDATE stored_oops SET exception_id = ? WHERE id IN (${wantedSeqs.join(', ')})`).run(F);
  sealBlocks(db);

  it('give the times of those, and the OOPSes', () => {
    const edge = fc.oneof(
      fc.integer({ min: AT - 10, max: AT + 3 * BLOCK_SIZE + 200 }),
      fc.constantFrom(0, Number.MAX_SAFE_INTEGER),
    );
    const isWanted = fc.constantFrom<(type: string | null) => boolean>(
      (type) => type === 'F',
      (type) => type === 'E',
      () => true,
      () => false,
    );
    fc.assert(
      fc.property(edge, edge, isWanted, (start, end, wants) => {
        const rows = db
          .prepare(
            `SELECT o.time, t.value AS type FROM stored_oops o
               JOIN exception e ON e.id = o.exception_id JOIN text t ON t.id = e.type_id
             WHERE time >= @start AND time < @end AND time_source <> 'directory' ORDER BY o.id`,
          )
          .all({ start, end }) as { time: number; type: string }[];
        const expected = rows.filter(({ type }) => wants(type)).map(({ time }) => time);
        const isAsked = ({ exception }: ReportedException) => wants(exception.type);
        const times = findExceptionTimes(db, createNumbered(db), { start, end }, isAsked);
        expect(Array.from(times.get('A') ?? [])).toEqual(expected);
        const sighted = [...iterateExceptionSightings(db, createNumbered(db), [{ start, end }], isAsked)];
        expect(sighted.flat().map(({ time }) => time)).toEqual(start < end ? expected : []);
      }),
      { numRuns: 30, examples: [[0, Number.MAX_SAFE_INTEGER, (type) => type === 'F']] },
    );
  });
});

describe('a change of an OOPS', () => {
  it.each([
    ['an update', 'UPDATE stored_oops SET is_bot = 1, time = 5 WHERE id = 4096', 2 * BLOCK_SIZE],
    ['a deletion', 'DELETE FROM stored_oops WHERE id = 4097', 2 * BLOCK_SIZE - 1],
    ['a deletion of the newest', 'DELETE FROM stored_oops WHERE id > 5000', 5000],
  ])('takes its block away, until it is made anew: %s', (_, sql, left) => {
    const db = bigDatabase(2 * BLOCK_SIZE);
    sealBlocks(db);
    db.exec(sql);
    expect(blocksOf(db)).toHaveLength(1);
    const expected = plainFacts(db, ALL);
    expect(expected).toHaveLength(left);
    const bySeq = () => factsIn(db, ALL).sort((a, b) => a.seq - b.seq);
    expect(bySeq()).toEqual(expected);
    sealBlocks(db);
    expect(bySeq()).toEqual(expected);
  });

  it('leaves a block that has lost all', () => {
    const db = bigDatabase(2 * BLOCK_SIZE);
    db.exec(`DELETE FROM stored_oops WHERE id <= ${BLOCK_SIZE}`);
    sealBlocks(db);
    expect(blocksOf(db)).toEqual([0, 1]);
    expect(seqsOf(db)).toHaveLength(BLOCK_SIZE);
  });
});

it('makes the blocks with the transaction that fills them', () => {
  const { db } = openDatabase(':memory:');
  const writer = createOopsWriter(db, SETTINGS);
  const load = (from: number, to: number) => {
    for (let seq = from; seq <= to; seq++) writer.insert(newOops(`OOPS-1A${seq}`), AT);
  };
  writer.transaction(() => load(1, BLOCK_SIZE - 1));
  expect(blocksOf(db)).toEqual([]);
  expect(() =>
    writer.transaction(() => {
      load(BLOCK_SIZE, BLOCK_SIZE);
      throw new Error('the disk is full');
    }),
  ).toThrow();
  expect(blocksOf(db)).toEqual([]);
  writer.transaction(() => load(BLOCK_SIZE, BLOCK_SIZE));
  expect(blocksOf(db)).toEqual([0]);
  expect(seqsOf(db)).toHaveLength(BLOCK_SIZE);
});
