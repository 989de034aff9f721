import type { Snapshot } from '../snapshot.js';
import { askOopses } from './answer/answer.js';
import { countUnindexed } from './answer/text-index.js';
import { countSignatures } from './blocks/counts.js';
import { findExceptionPlaces } from './blocks/exception-places.js';
import { findExceptionTimes } from './blocks/exception-times.js';
import { listHeardReporters } from './blocks/heard-reporters.js';
import { countClasses } from './class-counts.js';
import type { Db } from './db.js';
import { readCopyProgress } from './kept/copy-progress.js';
import { countKept } from './kept/count-kept.js';
import { iterateKept } from './kept/read-kept.js';
import { createNumbered, type Numbered } from './numbered.js';
import { countPrunable } from './prune/count-prunable.js';
import { listPrunedSpans } from './prune/pruned-spans.js';
import { iterateExceptionSightings, iterateSightings } from './sightings.js';
import { describeSignature } from './signatures/describe-signature.js';
import { findSignaturesOfType } from './signatures/signatures-of-type.js';
import { tallySignatures } from './signatures/tally-signatures.js';
import { findNeighbours } from './single/neighbours.js';
import { findOops, firstOopsTime, iterateOopses, timesAround } from './single/oopses.js';
import { summarise } from './summary/summarise.js';
import { describeArrivals, readAttributionBasis, readStoreState } from './tables/attributions.js';
import { listReporterClocks } from './tables/clock-offsets.js';
import { findRun, listRefusedRuns } from './tables/deployment-runs.js';
import { listDiscards } from './tables/discards.js';
import { hasFilesWithin } from './tables/files.js';
import { listRejects } from './tables/rejects.js';
import { listReporters } from './tables/reporters.js';
import { findLastSeen, prepareFirstSeen, prepareWasSeen } from './tables/signatures.js';
import { findRowSettings, listSources } from './tables/sources.js';
import { readTotals } from './tables/totals.js';
import { listWindowChanges, listWindows } from './tables/windows.js';

/** The questions of the port, answered by the state that the connection's transaction sees. */
export function openSnapshot(db: Db): Snapshot {
  let known: Numbered | undefined;
  /** Made when a question first needs it: a list of windows does not. */
  const numbered = () => {
    known ??= createNumbered(db);
    return known;
  };
  return {
    cut: null,

    reporters: async () => listReporters(db).map(({ name, system, kind }) => ({ name, system, kind })),
    heardReporters: async (interval) => listHeardReporters(db, interval),
    firstOopsTime: async () => firstOopsTime(db),
    prunedSpans: async () => listPrunedSpans(db),
    countPrunable: async (question, isWithFiles) => countPrunable(db, question, isWithFiles),
    timesAround: async (interval, reporters) => timesAround(db, interval, numbered().reporterIds(reporters)),
    sources: async () => listSources(db),
    hasFilesWithin: async (folder) => hasFilesWithin(db, folder),
    rejects: async () => listRejects(db),

    placeExceptions: async (intervals, isWanted) => findExceptionPlaces(db, numbered(), intervals, isWanted),
    async countSignatures(intervals, reporters) {
      const { kept, reporterIds, signature } = numbered();
      const counts = countSignatures(db, kept, intervals, reporterIds(reporters));
      return new Map(Array.from(counts, ([id, count]) => [signature(id), count]));
    },
    countClasses: async (interval, reporters) => countClasses(db, numbered(), interval, reporters),
    summarise: async (question) => summarise(db, numbered(), question),
    discards: async (interval) => listDiscards(db, interval),
    clockOffsets: async (interval) => listReporterClocks(db, interval),

    async *sightings(interval, reporters) {
      yield* iterateSightings(db, numbered(), interval, reporters);
    },
    async *exceptionSightings(intervals, isWanted) {
      yield* iterateExceptionSightings(db, numbered(), intervals, isWanted);
    },
    exceptionTimes: async (interval, isWanted) => findExceptionTimes(db, numbered(), interval, isWanted),
    async firstSeen(signatures) {
      const firstSeen = prepareFirstSeen(db);
      const { numberOf } = numbered();
      return new Map(
        [...signatures].flatMap((signature) => {
          const time = firstSeen(numberOf(signature));
          return time === null ? [] : [[signature, time] as const];
        }),
      );
    },
    async lastSeen(signatures, before) {
      const { numberOf } = numbered();
      const asked = [...signatures];
      const times = findLastSeen(db, asked.map(numberOf), before);
      return new Map(
        asked.flatMap((signature) => {
          const time = times.get(numberOf(signature));
          return time === undefined ? [] : [[signature, time] as const];
        }),
      );
    },
    async signaturesSeen(questions) {
      const wasSeen = prepareWasSeen(db);
      const { numberOf, reporterIds } = numbered();
      return questions.map(({ signatures, reporters, interval }) => {
        const ids = reporterIds(reporters);
        return new Set([...signatures].filter((signature) => wasSeen(numberOf(signature), ids, interval)));
      });
    },
    findOops: async (id) => findOops(db, id),
    neighbours: async (question) => findNeighbours(db, question, numbered().reporterIds(question.reporters)),
    rowSettings: async (path) => findRowSettings(db, path),
    async *oopses(interval) {
      yield* iterateOopses(db, interval);
    },

    signaturesOfType: async (type) => findSignaturesOfType(db, numbered(), type),
    tallySignatures: async (interval) => tallySignatures(db, numbered(), interval),
    describeSignature: async (question) => describeSignature(db, numbered(), question),

    answer: async (question) => askOopses(db, question),
    unindexedTexts: async () => countUnindexed(db),

    version: async () => String(db.prepare('SELECT data_version FROM pragma_data_version').pluck().get()),
    state: async () => readStoreState(db),
    totals: async () => readTotals(db),
    arrivalsSince: async (mark) => describeArrivals(db, mark),
    attributionBasis: async () => readAttributionBasis(db),

    windows: async () => listWindows(db),
    windowChanges: async (outage) => listWindowChanges(db, outage),
    deploymentRun: async (outage) => findRun(db, outage),
    refusedRuns: async () => listRefusedRuns(db),

    async *kept(kind, after) {
      yield* iterateKept(db, kind, after);
    },
    keptCounts: async () => countKept(db),
    copyProgress: async () => readCopyProgress(db),
  };
}
