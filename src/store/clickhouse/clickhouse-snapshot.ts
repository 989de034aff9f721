import type { DerivationSettings } from '../derivation-settings.js';
import type { Snapshot } from '../snapshot.js';
import { askOopses } from './answer/answer.js';
import { readAttributionBasis } from './attributions/basis.js';
import type { Connection } from './connecting/connection.js';
import { listClockOffsets } from './counts/clock-offsets.js';
import { countClasses } from './counts/count-classes.js';
import { countSignatures } from './counts/count-signatures.js';
import { listHeardReporters } from './counts/heard-reporters.js';
import { placeExceptions } from './counts/place-exceptions.js';
import { beginReading, type Reading } from './events/reading.js';
import { readCopyProgress } from './kept/copy-progress.js';
import { countKept } from './kept/count-kept.js';
import { iterateKept } from './kept/read-kept.js';
import { countPrunable } from './prune/count-prunable.js';
import { listPrunedSpans } from './prune/pruned-spans.js';
import { findRun, listRefusedRuns } from './records/deployment-runs.js';
import { listDiscards } from './records/discards.js';
import { hasFilesWithin } from './records/files-within.js';
import { listRejects } from './records/rejects.js';
import { findRowSettings } from './records/row-settings.js';
import { listSources } from './records/sources.js';
import { listWindowChanges, listWindows } from './records/windows.js';
import { iterateExceptionSightings } from './sightings/exception-sightings.js';
import { findExceptionTimes } from './sightings/exception-times.js';
import { iterateSightings } from './sightings/sightings.js';
import { describeSignature } from './signatures/describe-signature.js';
import { findFirstSeen } from './signatures/first-seen.js';
import { findLastSeen } from './signatures/last-seen.js';
import { findSignaturesOfType } from './signatures/signatures-of-type.js';
import { findSignaturesSeen } from './signatures/signatures-seen.js';
import { tallySignatures } from './signatures/tally-signatures.js';
import { findOops } from './single/find-oops.js';
import { iterateOopses } from './single/iterate-oopses.js';
import { findNeighbours } from './single/neighbours.js';
import { firstOopsTime } from './single/times.js';
import { timesAround } from './single/times-around.js';
import { describeArrivals } from './state/arrivals.js';
import { readStoreState } from './state/store-state.js';
import { readTotals } from './state/totals.js';
import { readVersion } from './state/version.js';
import { summarise } from './summary/summarise.js';

/** The questions of the port, answered by what had arrived by a cut: see `takeCut`. */
export function openSnapshot(connection: Connection, settings: DerivationSettings, cut: number): Snapshot {
  let known: Promise<Reading> | undefined;
  /** Begun when a question first needs it. */
  const reading = () => {
    known ??= beginReading(connection, settings, cut);
    return known;
  };
  return {
    cut,

    reporters: async () =>
      (await reading()).reporters.map(({ name, system, kind }) => ({ name, system, kind })),
    heardReporters: async (interval) => listHeardReporters(await reading(), interval),
    prunedSpans: async () => listPrunedSpans(connection, cut),
    countPrunable: async (question, isWithFiles) => countPrunable(await reading(), question, isWithFiles),
    firstOopsTime: async () => firstOopsTime(await reading()),
    timesAround: async (interval, reporters) => timesAround(await reading(), interval, reporters),
    sources: async () => listSources(await reading()),
    hasFilesWithin: async (folder) => hasFilesWithin(await reading(), folder),
    rejects: async () => listRejects(await reading()),

    placeExceptions: async (intervals, isWanted) => placeExceptions(await reading(), intervals, isWanted),
    countSignatures: async (intervals, reporters) => countSignatures(await reading(), intervals, reporters),
    countClasses: async (interval, reporters) => countClasses(await reading(), interval, reporters),
    summarise: async (question) => summarise(await reading(), question),
    discards: async (interval) => listDiscards(await reading(), interval),
    clockOffsets: async (interval) => listClockOffsets(await reading(), interval),

    async *sightings(interval, reporters) {
      yield* iterateSightings(await reading(), interval, reporters);
    },
    async *exceptionSightings(intervals, isWanted) {
      yield* iterateExceptionSightings(await reading(), intervals, isWanted);
    },
    exceptionTimes: async (interval, isWanted) => findExceptionTimes(await reading(), interval, isWanted),
    firstSeen: async (signatures) => findFirstSeen(await reading(), signatures),
    lastSeen: async (signatures, before) => findLastSeen(await reading(), signatures, before),
    signaturesSeen: async (questions) => findSignaturesSeen(await reading(), questions),
    findOops: async (id) => findOops(await reading(), id),
    neighbours: async (question) => findNeighbours(await reading(), question),
    rowSettings: async (path) => findRowSettings(await reading(), path),
    async *oopses(interval) {
      yield* iterateOopses(await reading(), interval);
    },

    signaturesOfType: async (type) => findSignaturesOfType(await reading(), type),
    tallySignatures: async (interval) => tallySignatures(await reading(), interval),
    describeSignature: async (question) => describeSignature(await reading(), question),

    answer: async (question) => askOopses(await reading(), question),
    // Texts are searched where they lie.
    unindexedTexts: async () => 0,

    version: async () => readVersion(await reading()),
    state: async () => readStoreState(await reading()),
    totals: async () => readTotals(await reading()),
    arrivalsSince: async (mark) => describeArrivals(await reading(), mark),
    attributionBasis: async () => readAttributionBasis(await reading()),

    windows: async () => listWindows(await reading()),
    windowChanges: async (outage) => listWindowChanges(await reading(), outage),
    deploymentRun: async (outage) => findRun(await reading(), outage),
    refusedRuns: async () => listRefusedRuns(await reading()),

    async *kept(kind, after) {
      yield* iterateKept(await reading(), kind, after);
    },
    keptCounts: async () => countKept(await reading()),
    copyProgress: async () => readCopyProgress(await reading()),
  };
}
