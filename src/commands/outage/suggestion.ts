import { countOutsideWindows } from '../../evidence/failures/outside-windows.js';
import { gatherOutageFindings } from '../../evidence/outage-findings.js';
import { gatherReportContext } from '../../evidence/report-context.js';
import { findNamed } from '../../reports/outage/named-outages.js';
import { isOfCandidates, suggestFailures } from '../../reports/outage/suggestion/suggest-failures.js';
import type { OutageSuggestion } from '../../reports/outage/suggestion/suggestion.js';
import { UserError } from '../../user-error.js';
import type { CommandContext, GlobalOptions } from '../program/context.js';
import { withSnapshot } from '../program/session.js';

/**
 * What the one outage that is named showed that could be an expected failure. Throws a UserError when none is, or several, or
 * when another view is asked for too.
 *
 * @param others the options of other views that were given
 */
export async function suggestNamed(
  context: CommandContext,
  globals: GlobalOptions,
  named: string,
  asOf: number | null,
  [other]: readonly string[],
): Promise<OutageSuggestion> {
  if (other !== undefined) {
    throw new UserError(`--suggest writes lines for the config as things stand: leave out ${other}.`);
  }
  return withSnapshot(context, globals, async ({ data, config }) => {
    const reportContext = await gatherReportContext(data, config, asOf);
    const [outage, ...more] = findNamed(reportContext, named, context.now());
    if (!outage || more.length > 0) {
      const ids = [outage, ...more].map((one) => one?.id).join(', ');
      throw new UserError(`--suggest makes one list of one outage: name one of ${ids}.`);
    }
    const findings = await gatherOutageFindings(reportContext, outage);
    const outside = await countOutsideWindows(reportContext, isOfCandidates(findings.candidates));
    return suggestFailures(reportContext, findings, outside);
  });
}
