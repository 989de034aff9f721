import type { ReportContext } from '../../evidence/report-context.js';
import { normaliseOopsId } from '../../oops/oops-id.js';
import type { FoundOops } from '../../store/stored-oops.js';

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
