import type { Cause } from '../../../oops.js';

/** An exception that a line tells of. All is null of a stack without one. */
export interface LoggedException extends Cause {
  /** The nearest first, the root last; of a group, its members in their order. */
  readonly causes: readonly Cause[];
  readonly traceback: string | null;
}
