import { printJson } from '../../reports/layout/outputs.js';
import type { MigrationReport } from '../../store/opening/migration.js';

/** What a migration did, or would do. */
export interface DescribedMigration extends MigrationReport {
  /** What the database is called. */
  readonly database: string;
  readonly dryRun: boolean;
}

/** How it is printed, by format. */
export const MIGRATION_OUTPUTS = {
  text: (migration: DescribedMigration) =>
    migration.dryRun ? showStatements(migration) : describeMigration(migration),
  json: (migration: DescribedMigration) => printJson(migration),
} as const;

/** As SQL that a client could run, under what it would do. */
function showStatements(migration: DescribedMigration): string {
  const statements = migration.statements.map((sql) => `\n${sql.trim().replace(/;$/, '')};\n`);
  return `-- ${describe(migration, { made: 'would be made', changed: 'would go' })}\n${statements.join('')}`;
}

function describeMigration(migration: DescribedMigration): string {
  return `${describe(migration, { made: 'was made', changed: 'went' })}\n`;
}

function describe(
  { database, from, to }: DescribedMigration,
  { made, changed }: { readonly made: string; readonly changed: string },
): string {
  const what =
    from === to
      ? `has schema ${to}, which is that of this version`
      : from === 0
        ? `${made} with schema ${to}`
        : `${changed} from schema ${from} to ${to}`;
  return `${database}: ${what}.`;
}
