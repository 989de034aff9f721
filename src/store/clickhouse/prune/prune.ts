import { type Interval, union } from '../../../time/interval.js';
import type { DerivationSettings } from '../../derivation-settings.js';
import type { Pruned, PruneOptions, PruneQuestion } from '../../questions/pruning.js';
import { hasOneOfIds } from '../events/id-condition.js';
import { beginReading, type Reading } from '../events/reading.js';
import { IS_THERE } from '../schema/tables.js';
import { countBytes } from '../state/count-bytes.js';
import { LATEST, lastWords, sayWords, type TakenBack } from '../words.js';
import { takeCut, write } from '../writes.js';
import { askRelease } from './ask-release.js';
import { type ClearingAway, clearAway } from './clear-away.js';
import { exportCondition } from './export-condition.js';
import { findSlices } from './find-slices.js';
import { oldCondition, prunedCondition, stretchesCondition } from './pruned-condition.js';
import { forgetSilent, takeBack } from './take-back.js';

/** What is pruned with. */
export interface Pruning extends ClearingAway {
  readonly settings: DerivationSettings;
}

/** So many go at once: a report that begins meanwhile waits for a second. */
const AT_ONCE = 50_000;
/** Of so many the files are deleted before they go themselves. */
const RELEASED_AT_ONCE = 2000;

/**
 * Takes OOPSes back, some at a time with all that is remembered of them: killed between two, it has taken back some of them and is
 * right, and when it is run again it does the rest. A report that is being made keeps seeing them, so what was taken back is cleared
 * away by a later prune: see `clearAway`.
 */
export async function prune(
  pruning: Pruning,
  question: PruneQuestion,
  options: PruneOptions = {},
): Promise<Pruned> {
  const { connection, settings } = pruning;
  const bytesBefore = await countBytes(connection);
  const reading = await beginReading(connection, settings, await takeCut(connection));
  const exports = await lastWords(connection, 'export', { cut: LATEST });
  const progress: Progress = {
    ...{ deleted: 0, done: [], kept: await findKept(reading, question) },
    exports: new Set(exports.map(({ key }) => key)),
  };
  try {
    for (const stretch of question.stretches)
      await pruneStretch(reading, question, stretch, progress, options);
  } catch (error) {
    // What failed says more than what cannot be noted because of it.
    await noteTakenBack(reading, question, progress).catch(() => {});
    throw error;
  }
  await noteTakenBack(reading, question, progress);
  await clearAway(pruning, options.signal);
  const bytesAfter = await countBytes(connection);
  const bytesFreed = bytesBefore === null || bytesAfter === null ? 0 : Math.max(0, bytesBefore - bytesAfter);
  const { deleted } = progress;
  return { deleted, bytesFreed, bytesEmpty: 0, isFreedLater: deleted > 0 };
}

/** How far a prune is. */
interface Progress {
  deleted: number;
  /** The keys of the ids that stay: those that somebody refers to, and those that were not released. */
  readonly kept: Set<string>;
  /** The paths of exports. */
  readonly exports: ReadonlySet<string>;
  /** Of which time all that goes is gone. */
  readonly done: Interval[];
}

async function pruneStretch(
  reading: Reading,
  { before }: PruneQuestion,
  stretch: Interval,
  progress: Progress,
  { signal, release, onProgress = () => {}, atOnce }: PruneOptions,
): Promise<void> {
  const { connection, cut } = reading;
  const { exports } = progress;
  const isExport = exportCondition([...exports]);
  const goingIn = (span: Interval) =>
    prunedCondition({ before, stretches: [span], kept: [...progress.kept], cut });
  const whole = goingIn(stretch);
  const slices = await findSlices(
    connection,
    { ...whole, sql: `${IS_THERE} AND ${whole.sql}` },
    { stretch, atOnce: atOnce ?? (release ? RELEASED_AT_ONCE : AT_ONCE) },
  );
  for (const slice of slices) {
    signal?.throwIfAborted();
    if (release) {
      const staying = await askRelease(connection, goingIn(slice), { exports, release });
      for (const idKey of staying) progress.kept.add(idKey);
    }
    progress.deleted += await takeBack(reading, { stretch, going: goingIn(slice), isExport });
    progress.done.push(slice);
    onProgress(progress.deleted);
  }
  progress.done.push(stretch);
}

/** The keys of the ids that stay, of those that would go otherwise. */
async function findKept(
  { alive, connection, parameters }: Reading,
  question: PruneQuestion,
): Promise<Set<string>> {
  const [old, within] = [oldCondition(question.before), stretchesCondition(question)];
  const ids = [...question.kept].map((key) => key.toWellFormed());
  if (ids.length === 0) return new Set();
  const rows = await connection.rows<[string]>(
    `SELECT id_key FROM event FINAL
     WHERE ${alive} AND ${hasOneOfIds(connection)} AND (${within.sql}) AND ${old.sql}`,
    { ...parameters, ...old.parameters, ...within.parameters, ids },
  );
  return new Set(rows.map(([idKey]) => idKey));
}

/**
 * Says what was taken back, so that it is cleared away once nobody reads it any more. Who was killed could neither say it nor forget whose
 * it was: whoever comes next does.
 */
async function noteTakenBack(
  { connection, cut }: Reading,
  { before }: PruneQuestion,
  { done, kept }: Progress,
): Promise<void> {
  const taken: TakenBack = { before, cut, stretches: union(done), kept: [...kept] };
  const gone = prunedCondition(taken);
  const reporters = await connection.rows<[string]>(
    `SELECT DISTINCT reporter FROM event WHERE NOT (${IS_THERE}) AND ${gone.sql}`,
    gone.parameters,
  );
  if (reporters.length === 0) return;
  await write(connection, async (writing) => {
    await forgetSilent(
      connection,
      writing,
      reporters.map(([reporter]) => reporter),
    );
    await sayWords(writing, 'pruned', [{ key: String(writing.stamp), value: taken }]);
  });
}
