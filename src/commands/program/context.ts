import type { Readable, Writable } from 'node:stream';
import type { ProcessUse } from '../../reports/live/live-status.js';

/** Where text goes. */
export type Output = Pick<Writable, 'write'>;

/** All that a command takes from the process, handed in so that a test can read what was printed and set the clock. */
export interface CommandContext {
  readonly stdout: Output;
  readonly stderr: Output;
  /** Where `-` reads from. It is touched only then. */
  readonly stdin: Readable;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** The folder that relative paths start from. */
  readonly cwd: string;
  /** Told once, when the code of the command is there and before it begins. */
  readonly onLoaded: () => void;
  /** The clock, in milliseconds since the Unix epoch. */
  readonly now: () => number;
  /** Waits for some milliseconds of that clock. */
  readonly sleep: (milliseconds: number, signal?: AbortSignal) => Promise<void>;
  /**
   * Does work that can stop where it is: while it lasts, SIGINT and SIGTERM abort the signal that it is given, with an
   * Interruption, in place of ending the program. `hint` goes into its message. A second one ends the program.
   */
  readonly interruptible: <T>(work: (signal: AbortSignal) => Promise<T>, hint?: string) => Promise<T>;
  /** Has a listener told whenever the program gets SIGHUP, which would end it otherwise. Returns what stops that. */
  readonly onHangUp: (listener: () => void) => () => void;
  /** What started the program as a service and wants to hear how it goes on, such as systemd; null where none does. */
  readonly serviceManager: ServiceManager | null;
  /** What the process takes by now. */
  readonly processUse: () => ProcessUse;
  /** Columns of the terminal that stdout is, as it is now; null when it is none. */
  readonly columns: number | null;
  /** Its rows; null when it is none. */
  readonly rows: number | null;
  /**
   * Shows a text in a pager, which is a command line, and comes back when the user has left it. False when it cannot be
   * started, and nothing was shown.
   */
  readonly page: (command: string, parts: Iterable<string>) => Promise<boolean>;
  /** Whether stderr is a terminal, on which progress may be drawn, and faults be red. */
  readonly showsProgress: boolean;
  /** Whether somebody at a terminal can be asked: what is written to stderr is read, and stdin answers. */
  readonly canAsk: boolean;
  /** Who runs the command, for the history of the window log. */
  readonly user: string;
}

/** What runs the program as a service. */
export interface ServiceManager {
  /** Within so many milliseconds it wants to hear WATCHDOG=1, again and again; null: it does not. */
  readonly watchdogPeriod: number | null;
  /** Tells it assignments as sd_notify(3) has them: `READY=1`, `STATUS=…`. Rejects with a UserError when it cannot be told. */
  readonly tell: (state: readonly string[]) => Promise<void>;
}

/** The options that every command takes. */
export interface GlobalOptions {
  readonly db?: string;
  readonly config?: string;
  readonly color: boolean;
  readonly pager: boolean;
  readonly quiet?: boolean;
}

/** How the program ends. Scripts rely on it: the table is in README.md. */
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
