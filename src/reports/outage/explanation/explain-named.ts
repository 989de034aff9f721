import { gatherOutageFindings } from '../../../evidence/outage-findings.js';
import type { ReportContext } from '../../../evidence/report-context.js';
import type { Outage } from '../../../outages/outage.js';
import { suggestNames } from '../../../text/nearest-names.js';
import { UserError } from '../../../user-error.js';
import { explainSystem } from './explain-system.js';
import type { OutageExplanation } from './explanation.js';

/** The way to the verdict on a system, in each of the outages that hold it. Throws a UserError when none does. */
export async function explainIn(
  context: ReportContext,
  outages: readonly Outage[],
  system: string,
): Promise<OutageExplanation[]> {
  const explanations: OutageExplanation[] = [];
  const known = new Set<string>();
  for (const outage of outages) {
    const findings = await gatherOutageFindings(context, outage);
    for (const judged of findings.judgement.systems) known.add(judged.system);
    const explanation = explainSystem(context, findings, system);
    if (explanation) explanations.push(explanation);
  }
  if (explanations.length === 0) throw new UserError(describeUnknownSystem(system, [...known]));
  return explanations;
}

function describeUnknownSystem(system: string, known: readonly string[]): string {
  const all =
    known.length === 0 ? 'It holds none that is known.' : `It holds ${[...known].sort().join(', ')}.`;
  return `The outage holds no system ${system}. ${suggestNames(system, known, all)}`;
}
