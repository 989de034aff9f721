/** The signals that ask the program to stop, with the exit codes that say so: 128 and the number of the signal. */
const EXIT_CODES = { SIGINT: 130, SIGTERM: 143 } as const;

export type StopSignal = keyof typeof EXIT_CODES;

export const STOP_SIGNALS = Object.keys(EXIT_CODES) as StopSignal[];

/** Somebody asked the program to stop, and it did where it was. */
export class Interruption extends Error {
  override readonly name = 'Interruption';
  readonly exitCode: (typeof EXIT_CODES)[StopSignal];

  /** @param hint what the user may want to know, e.g. 'Run it again for the rest.' */
  constructor(signal: StopSignal, hint = '') {
    super(`stopped by ${signal}. ${hint}`.trim());
    this.exitCode = EXIT_CODES[signal];
  }
}
