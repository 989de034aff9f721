import type { Intake } from './intake.js';

/**
 * Runs ways in beside one another until `stop` is aborted and all have ended what they began. When one cannot go on, the
 * others are stopped in the same way, and what it failed with is thrown.
 *
 * @param onReady told once, when all of them are ready
 */
export async function runIntakes(
  intakes: readonly Intake[],
  stop: AbortSignal,
  onReady: () => void = () => {},
): Promise<void> {
  const failure = new AbortController();
  const stopped = AbortSignal.any([stop, failure.signal]);
  const waiting = new Set(intakes);
  const ready = (intake: Intake) => {
    if (waiting.delete(intake) && waiting.size === 0) onReady();
  };
  const runs = intakes.map((intake) =>
    intake
      .run(stopped, () => ready(intake))
      .catch((error: unknown) => {
        failure.abort();
        throw error;
      }),
  );
  const ended = await Promise.allSettled(runs);
  const failed = ended.find((end) => end.status === 'rejected');
  if (failed) throw failed.reason;
}
