/** What a column of an answer can hold. */
export type Value = string | number | null;

/** The answer to a question: rows under named columns, each row in the order of the columns. */
export interface Answer {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly Value[])[];
  /** There were more rows than were asked for. */
  readonly truncated: boolean;
}
