/** How the program ends. Source: the promises of the interface that scripts rely on. */
export const EXIT = {
  /** Done, and nothing to report against. */
  done: 0,
  /** Done, and the answer is a finding. */
  finding: 1,
  /** It could not be done. */
  failed: 2,
  /** Done, but undecided. */
  undecided: 3,
  /** Stopped by SIGINT. */
  interrupted: 130,
  /** Stopped by SIGTERM. */
  terminated: 143,
} as const;

export type ExitCode = (typeof EXIT)[keyof typeof EXIT];
