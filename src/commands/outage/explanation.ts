import { gatherOutageFindings } from '../../evidence/outage-findings.js';
import { gatherReportContext } from '../../evidence/report-context.js';
import { explainSystem } from '../../reports/outage/explanation/explain-system.js';
import type { OutageExplanation } from '../../reports/outage/explanation/explanation.js';
import { suggestNames } from '../../text/nearest-names.js';
import { UserError } from '../../user-error.js';
import type { CommandContext, GlobalOptions } from '../context.js';
import { withSnapshot } from '../session.js';
import { findNamed } from './named-outages.js';

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
    const explanations: OutageExplanation[] = [];
    const known = new Set<string>();
    for (const outage of findNamed(reportContext, named, context.now())) {
      const findings = await gatherOutageFindings(reportContext, outage);
      for (const judged of findings.judgement.systems) known.add(judged.system);
      const explanation = explainSystem(reportContext, findings, system);
      if (explanation) explanations.push(explanation);
    }
    if (explanations.length === 0) throw new UserError(describeUnknownSystem(system, [...known]));
    return explanations;
  });
}

function describeUnknownSystem(system: string, known: readonly string[]): string {
  const all =
    known.length === 0 ? 'It holds none that is known.' : `It holds ${[...known].sort().join(', ')}.`;
  return `The outage holds no system ${system}. ${suggestNames(system, known, all)}`;
}
