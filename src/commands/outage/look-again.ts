import type { CommandContext } from '../program/context.js';

/** How something is looked at again and again, and shown meanwhile. */
export interface Looking<T> {
  readonly look: (isFirst: boolean) => Promise<T>;
  /** Whether what was seen last is the end of it. */
  readonly isOver: (seen: T) => boolean;
  /** How long to wait from one look to the next, in milliseconds, by how long the last one took. */
  readonly wait: (took: number) => number;
  /** Shows it when it was seen, and as often as `every` says until it is looked at again. */
  readonly show: (seen: T) => void;
  /** In milliseconds; null: each is shown once. */
  readonly every: number | null;
}

/** Looks again and again until it is over, and returns what was seen last. Rejects when it is stopped meanwhile. */
export async function lookAgain<T>(
  { now, sleep }: Pick<CommandContext, 'now' | 'sleep'>,
  { look, isOver, wait, show, every }: Looking<T>,
  signal: AbortSignal,
): Promise<T> {
  for (let isFirst = true; ; isFirst = false) {
    const startedAt = now();
    const seen = await look(isFirst);
    signal.throwIfAborted();
    if (isOver(seen)) return seen;
    const next = now() + wait(now() - startedAt);
    for (let rest = next - now(); rest > 0; rest = next - now()) {
      show(seen);
      await sleep(Math.min(rest, every ?? rest), signal);
    }
  }
}
