/** Clocks of file systems go by steps of up to so many milliseconds: within one, a change need not show. */
const CLOCK_STEP = 2000;

/**
 * Tells by a folder's times of change whether all that lies in it has been seen. They are only compared with themselves, for
 * the clock of a file system over a network is another one. All moments are of a steady clock, in milliseconds.
 */
export interface LookMarks {
  /** Takes what the folder's times of change are at a moment. */
  note(times: string, at: number): void;
  /** Takes that something has changed, whatever the time of change says. */
  noteChange(at: number): void;
  /** Takes that the folder was looked at, from a moment on. */
  noteLook(at: number): void;
  /** When something has changed last. */
  readonly changedAt: number;
  /** When it is to be looked at; infinity where all was seen. */
  readonly dueAt: number;
}

/** Makes the marks of a folder that nobody has looked at. */
export function createLookMarks(): LookMarks {
  let last = '';
  let changedAt = 0;
  let lookedAt = Number.NEGATIVE_INFINITY;

  return {
    note(times, at) {
      if (times === last) return;
      last = times;
      changedAt = at;
    },
    noteChange(at) {
      changedAt = at;
    },
    noteLook(at) {
      lookedAt = at;
    },
    get changedAt() {
      return changedAt;
    },
    get dueAt() {
      if (lookedAt < changedAt) return changedAt;
      const settledAt = changedAt + CLOCK_STEP;
      return lookedAt < settledAt ? settledAt : Number.POSITIVE_INFINITY;
    },
  };
}
