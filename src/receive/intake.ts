/**
 * A way in: something that reports arrive by themselves through, such as a folder that is followed or a queue. Whatever it
 * is, a report is spooled where it is not on disk already, loaded, and only then acknowledged.
 */
export interface Intake {
  /** What it takes from, as people and `status` name it, without any password: `amqp://broker/oopses`. */
  readonly name: string;
  readonly figures: IntakeFigures;
  /**
   * Takes what arrives until `stop` is aborted, then takes nothing new, ends what it began, and resolves. Rejects when it
   * cannot go on: with a UserError where the user can put it right.
   *
   * @param onReady told once, when whatever arrives from now on is taken
   */
  run(stop: AbortSignal, onReady: () => void): Promise<void>;
  /** How many bytes its spool takes on disk; absent where it has none. */
  spoolBytes?(): Promise<number>;
}

/** What a way in has done since it was started. accepted = loaded + known + rejected + notErrors + pending. */
export interface IntakeFigures {
  /** Reports, events and rows that it took responsibility for. */
  accepted: number;
  loaded: number;
  /** Had come before, with the same content. */
  known: number;
  rejected: number;
  /** Events that are no errors. */
  notErrors: number;
  /** Turned away, such as while the disk was full: whoever sent them was told so, and may have thrown them away. */
  discarded: number;
  /** Accepted and not loaded yet. */
  pending: number;
  /** When all that had arrived was loaded, in milliseconds since the Unix epoch; null: it never was. */
  caughtUpAt: number | null;
  /** Whether what it takes from can be reached. */
  isConnected: boolean;
}

/** The figures of a way in that has not done anything. */
export function createFigures(): IntakeFigures {
  return {
    accepted: 0,
    loaded: 0,
    known: 0,
    rejected: 0,
    notErrors: 0,
    discarded: 0,
    pending: 0,
    caughtUpAt: null,
    isConnected: false,
  };
}

/** What of an ingest the figures of a way in take over. */
export type Loaded = Pick<IntakeFigures, 'loaded' | 'known' | 'rejected' | 'notErrors'>;

/** Counts what an ingest did of what had been accepted. */
export function countLoaded(figures: IntakeFigures, { loaded, known, rejected, notErrors }: Loaded): void {
  figures.loaded += loaded;
  figures.known += known;
  figures.rejected += rejected;
  figures.notErrors += notErrors;
}
