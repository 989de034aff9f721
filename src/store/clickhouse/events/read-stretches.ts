/** The OOPSes of some reporters in an interval, every one of which the snapshot has read. */
export interface ReadStretch {
  /** Their keys. */
  readonly reporters: readonly string[];
  /** By the marks of the OOPSes, when they happened. */
  readonly times: ReadonlyMap<number, number>;
}

/** What the answers of one snapshot have read whole. */
export interface ReadStretches {
  add(stretch: ReadStretch): void;
  all(): readonly ReadStretch[];
}

/** Begins with nothing read. */
export function createReadStretches(): ReadStretches {
  const stretches: ReadStretch[] = [];
  return { add: (stretch) => void stretches.push(stretch), all: () => stretches };
}
