import type { Discard } from '../../../store/records.js';
import type { SettledOops } from '../../batch.js';

/** Takes what the rows of an export come to, in their order. Undefined: there is nothing to be awaited. */
export interface RowSink {
  /** Told of rows before what came of them, one by default, and what they weigh, in bytes: others may act now and then. */
  step(weight: number, rows?: number): Promise<void> | undefined;
  take(read: SettledOops, line: number): Promise<void> | undefined;
  /** @param source what said that they were thrown away, such as the id of its event */
  discard(source: string, discards: readonly Discard[]): Promise<void> | undefined;
  /** Counts what is well, and no error. */
  pass(count: number): void;
}
