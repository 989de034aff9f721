/** What a migration is to do. */
export interface MigrationOptions {
  /** Nothing is changed. */
  readonly dryRun: boolean;
}

/** What a migration did, or would do. */
export interface MigrationReport {
  /** The number of the schema that there was; 0: none. */
  readonly from: number;
  readonly to: number;
  /** In SQL, in their order. */
  readonly statements: readonly string[];
}
