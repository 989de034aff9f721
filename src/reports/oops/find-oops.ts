import type { ReportContext } from '../../evidence/report-context.js';
import { normaliseOopsId } from '../../oops/oops-id.js';
import type { FoundOops } from '../../store/stored-oops.js';
import { UserError } from '../../user-error.js';

/** Returns the OOPS that somebody means by what they typed, or undefined when the store has none such. */
export async function findTypedOops(
  { data }: ReportContext,
  typed: string,
  now: number,
): Promise<FoundOops | undefined> {
  for (const id of normaliseOopsId(typed, now)) {
    const found = await data.findOops(id);
    if (found) return found;
  }
  return undefined;
}

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
