/** Which OOPSes around one are asked for. */
export interface NeighboursQuestion {
  /** Of the OOPS, compared without regard to case. */
  readonly id: string;
  /** Whose OOPSes lie before and after it: those of its system, say. */
  readonly reporters: readonly string[];
  /** How many on each side at most. */
  readonly count: number;
  /** How long after it another OOPS of the same request can be, in milliseconds. */
  readonly requestLength: number;
}

/**
 * What lies around an OOPS, in the order of `compareSighted`. Those of which only the day is known lie at its beginning, as everywhere.
 */
export interface Neighbours {
  /** The nearest of the reporters that were asked for, by time. */
  readonly before: readonly NeighbourOops[];
  readonly after: readonly NeighbourOops[];
  /** The nearest of its own reporter; null where there is none. */
  readonly ofReporter: Sides;
  /** The nearest of its signature, and the first and the last one of all, which it can be itself. */
  readonly ofSignature: Sides & { readonly first: NeighbourOops; readonly last: NeighbourOops };
  /** The next one that names it as the OOPS before it in its request; null where there is none. */
  readonly laterOfRequest: NeighbourOops | null;
}

/** The OOPSes on both sides of another one; null where there is none. */
export interface Sides {
  readonly before: NeighbourOops | null;
  readonly after: NeighbourOops | null;
}

/** An OOPS that is listed beside another one. */
export interface NeighbourOops {
  readonly id: string;
  /** Milliseconds since the Unix epoch, UTC. */
  readonly time: number;
  /** The time is only the day. */
  readonly inexact: boolean;
  readonly reporter: string;
  readonly type: string | null;
  /** Its first 300 characters: values can be long. */
  readonly value: string | null;
  readonly topic: string | null;
}
