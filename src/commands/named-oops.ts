import type { ReportContext } from '../evidence/report-context.js';
import { findTypedOops } from '../reports/oops/find-oops.js';
import type { FoundOops } from '../store/stored-oops.js';
import { UserError } from '../user-error.js';

/** The OOPS that a user names. Throws a UserError when the store has none such. */
export async function findNamedOops(
  reportContext: ReportContext,
  typed: string,
  now: number,
): Promise<FoundOops> {
  const found = await findTypedOops(reportContext, typed, now);
  if (found) return found;
  throw new UserError(
    `There is no OOPS ${typed.trim()}. Ingest its repository, or look for it in oops-report rejects.`,
  );
}
