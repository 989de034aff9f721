import { gatherReportContext } from '../../evidence/report-context.js';
import { explainIn } from '../../reports/outage/explanation/explain-named.js';
import type { OutageExplanation } from '../../reports/outage/explanation/explanation.js';
import { findNamed } from '../../reports/outage/named-outages.js';
import { UserError } from '../../user-error.js';
import type { CommandContext, GlobalOptions } from '../program/context.js';
import { withSnapshot } from '../program/session.js';

/** What of the options of `outage` says what to explain, and what does not go with it. */
interface ExplanationOptions {
  readonly explain: string;
  readonly compare?: string;
  readonly wait?: boolean;
}

/**
 * The way to the verdict on a system, in each of the outages that hold it. Throws a UserError when none does, or when another
 * view is asked for too.
 */
export async function explainNamed(
  context: CommandContext,
  globals: GlobalOptions,
  named: string,
  asOf: number | null,
  { explain: system, compare, wait }: ExplanationOptions,
): Promise<OutageExplanation[]> {
  if (compare !== undefined || wait) {
    throw new UserError(
      `--explain tells of one system as things stand: leave out ${wait ? '--wait' : '--compare'}.`,
    );
  }
  return withSnapshot(context, globals, async ({ data, config }) => {
    const reportContext = await gatherReportContext(data, config, asOf);
    return explainIn(reportContext, findNamed(reportContext, named, context.now()), system);
  });
}
