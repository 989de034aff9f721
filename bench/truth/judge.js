// What the program says of a world: its own store, context and judgement, and nothing in their place.
import { judgeOutage } from '../../build/analysis/verdict.js';
import { DEFAULT_CONFIG } from '../../build/config/defaults.js';
import { gatherEvidence } from '../../build/evidence/gather-evidence.js';
import { gatherReportContext } from '../../build/evidence/report-context.js';
import { NO_EVENT } from '../../build/oops/oops.js';
import { settingsOf } from '../../build/store/derivation-settings.js';
import { BLOCK_SIZE } from '../../build/store/sqlite/blocks/fact-block.js';
import { openDatabase } from '../../build/store/sqlite/opening/database.js';
import { openSnapshot } from '../../build/store/sqlite/sqlite-snapshot.js';
import { putDiscards } from '../../build/store/sqlite/tables/discards.js';
import { recordFullReading } from '../../build/store/sqlite/tables/sources.js';
import { importWindows, listWindows } from '../../build/store/sqlite/tables/windows.js';
import { createOopsWriter } from '../../build/store/sqlite/writing/oops-writer.js';

/** @typedef {import('./world.js').World} World */
/** @typedef {import('./world.js').Story} Story */
/** @typedef {import('./services.js').Service} Service */
/** @typedef {import('./services.js').SimulatedOops} SimulatedOops */
/**
 * What the program said of one outage, and what is true.
 *
 * @typedef {object} Judged
 * @property {string} verdict of the outage
 * @property {readonly { readonly system: string, readonly isWell: boolean, readonly verdict: string, readonly failure: string, readonly recovery: string }[]} systems
 */

/** So long after the last OOPS the store was read, so that all that is asked for is known. */
const READ_LATER = 24 * 3_600_000;

/**
 * Loads a world into a store in memory and has the program judge its outages, each so long after its end.
 *
 * @param {World} world
 * @param {readonly number[]} askedAfter milliseconds; the same outage is judged once for each
 * @returns {Promise<Judged[][]>} a list for each of `askedAfter`, in the order of the outages
 */
export async function judgeWorld({ oopses, services, judged, between }, askedAfter) {
  const config = { ...DEFAULT_CONFIG, systems: services.map(systemConfig) };
  const { db } = openDatabase(':memory:');
  try {
    const writer = createOopsWriter(db, settingsOf(config));
    writer.transaction(() => {
      for (const [index, oops] of [...oopses, ...fillBlock(oopses)].entries())
        writer.insert(newOops(oops, index), oops.time);
      putDiscards(
        db,
        'truth',
        judged.flatMap(({ discards }) => discards),
      );
    });
    importWindows(db, [...judged, ...between].flatMap(windowsOf), { at: 0, by: 'truth' });
    const lastReadAt = (oopses.at(-1)?.time ?? 0) + 2 * READ_LATER;
    recordFullReading(db, { path: '/oopses', kind: 'repository', lastReadAt });

    const windows = listWindows(db);
    const isBetween = new Set(between.map(({ id }) => id));
    const snapshot = openSnapshot(db);
    return await inTurn(askedAfter, (after) =>
      inTurn(judged, async (story) => {
        const asOf = Math.max(...story.windows.map(({ end }) => end)) + after;
        // The log as it stood then, without the other outages that are judged: what is true of those must not matter here.
        const known = windows.filter(
          ({ outage, start }) => outage === story.id || (isBetween.has(outage) && start <= asOf),
        );
        const data = { ...snapshot, windows: async () => known };
        const context = await gatherReportContext(data, config, asOf);
        const outage = context.outages.find(({ id }) => id === story.id);
        if (!outage) throw new Error(`${story.id}: the program knows no such outage`);
        const evidence = await gatherEvidence(context, outage);
        return compareWithTruth(judgeOutage(evidence, config), story);
      }),
    );
  } finally {
    db.close();
  }
}

/**
 * OOPSes after all that anybody asks for, so that the last block of facts is full: one that is not is made anew for every
 * question, and that takes most of the time.
 *
 * @param {readonly SimulatedOops[]} oopses
 */
function fillBlock(oopses) {
  const last = oopses.at(-1);
  if (!last) return [];
  const later = { ...last, system: 'later', reporter: 'LATER', time: last.time + READ_LATER };
  return Array(BLOCK_SIZE - (oopses.length % BLOCK_SIZE)).fill(later);
}

/**
 * @template T, R
 * @param {readonly T[]} list
 * @param {(one: T) => Promise<R>} work
 */
async function inTurn(list, work) {
  const results = [];
  for (const one of list) results.push(await work(one));
  return results;
}

/**
 * @param {{ verdict: string, systems: readonly any[] }} judgement
 * @param {Story} story
 * @returns {Judged}
 */
function compareWithTruth({ verdict, systems }, { unwell }) {
  return {
    verdict,
    systems: systems.map(({ system, verdict: own, failure, recovery }) => ({
      system,
      isWell: !unwell.includes(system),
      verdict: own,
      failure: failure.verdict,
      recovery: recovery.verdict,
    })),
  };
}

/** @param {Service} service */
function systemConfig({ system }) {
  return { name: system, reporters: [`${system}-*`], during: 'fails', expectedFailures: null };
}

/** @param {Story} story */
function windowsOf({ id, windows }) {
  return windows.map(({ phase, systems, start, end }) => ({
    outage: id,
    phase,
    systems: [...systems].sort(),
    start,
    end,
    title: null,
    budgetSeconds: null,
    source: 'truth',
  }));
}

/**
 * @param {SimulatedOops} oops
 * @param {number} index
 */
function newOops({ reporter, time, type, value, url, username }, index) {
  const id = `OOPS-${index}`;
  const oops = { ...UNKNOWN, id, type, value, time, reporter: reporter.toUpperCase(), url, username };
  return {
    oops,
    time,
    timeSource: 'report',
    content: { size: 1, crc: index },
    directory: '/oopses',
    fileName: id,
  };
}

/** An OOPS of which nothing is known. */
const UNKNOWN = {
  topic: null,
  method: null,
  userAgent: null,
  referrer: null,
  durationSeconds: null,
  totalMilliseconds: null,
  statementsCount: 0,
  mostExpensiveStatement: null,
  traceback: null,
  branchNick: null,
  revno: null,
  informational: false,
  hostname: null,
  lastOops: null,
  ...NO_EVENT,
};
