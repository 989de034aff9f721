/** What is known of a line from around it, for what it does not say itself: from the journal, or from Docker. */
export interface Surroundings {
  /** In milliseconds since the Unix epoch. */
  readonly time: number | null;
  readonly level: string | null;
  readonly reporter: string | null;
  readonly hostname: string | null;
  /** What tells it from all other lines; null where its own text has to. */
  readonly content: string | null;
}

export const NO_SURROUNDINGS: Surroundings = {
  time: null,
  level: null,
  reporter: null,
  hostname: null,
  content: null,
};
