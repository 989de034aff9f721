import type { Command } from 'commander';
import { gatherReportContext, type ReportContext } from '../../evidence/report-context.js';
import { LATEST } from '../../outages/find-outages.js';
import type { ReportLinks } from '../../reports/layout/links.js';
import { reportOutage } from '../../reports/outage/build-outage-report.js';
import { compareOutages, type OutageComparison } from '../../reports/outage/comparison/compare-outages.js';
import { COMPARISON_OUTPUTS } from '../../reports/outage/comparison/outputs.js';
import { findNamed } from '../../reports/outage/named-outages.js';
import type { OutageReport } from '../../reports/outage/outage-report.js';
import { OUTAGE_OUTPUTS } from '../../reports/outage/rendering/outputs.js';
import { UserError } from '../../user-error.js';
import { addOopsUrlOption, type OopsUrlOptions, readOopsUrl } from '../options/oops-url.js';
import { addReportOptions, type ReportOptions, readAsOf, writeReport } from '../options/report-output.js';
import { WordsCommand } from '../options/words-command.js';
import type { CommandContext, ExitCode, GlobalOptions } from '../program/context.js';
import { withSnapshot } from '../program/session.js';
import { exitCodeOf } from './verdict-exit.js';
import { type WaitOptions, waitForVerdicts } from './wait-for-verdicts.js';

/** The word that asks for the outage that began before the one that is reported. */
const PREVIOUS = 'previous';

/** What one look at the database shows. */
interface Seen {
  readonly reports: OutageReport[];
  readonly comparison: OutageComparison | null;
  readonly oopsUrl: ReportLinks['oopsUrl'];
  readonly database: string;
}

interface OutageOptions extends ReportOptions, WaitOptions, OopsUrlOptions {
  readonly compare?: string;
  readonly explain?: string;
  readonly suggest?: boolean;
}

/**
 * `outage [ID|DATE|latest]`: the report of an outage; its exit code says the verdict. What makes its other views is loaded
 * only when one is asked for.
 */
export function outageCommand(context: CommandContext, end: (code: ExitCode) => void): Command {
  const command = new WordsCommand('outage')
    .description(
      `Reports an outage: how every system failed and whether it recovered, with the evidence that decided, what should not
have been there, and what is new since. Ends with 0 when at least half of the systems that had to fail (minimumShare)
did and recovered, and no system did otherwise; with 1 when some system did not do what it should; with 3 when it cannot
be judged: too early, still open, or too few systems showed anything.`,
    )
    .argument('[outage...]', "an outage's id, a day (2011-09-08, monday) for all of that day, or latest", [
      LATEST,
    ]);
  addOopsUrlOption(command);
  return addReportOptions(command, OUTAGE_OUTPUTS)
    .option('--compare <outage>', "hold it against another one: that one's id, or previous")
    .option('--explain <system>', 'the whole way to the verdict on one system: every test that was asked')
    .option(
      '--suggest',
      'what came only inside windows, as expectedFailures for the config; text (YAML) or json',
    )
    .option('--wait', 'keep looking, while reports arrive, until every system is decided')
    .option('--timeout <length>', 'wait no longer than this: 30s, 10m, 1h (default: 10m)')
    .addHelpText(
      'after',
      `
Examples:
  oops-report outage fdt-2011-09-08 --output outage.html --output outage.xml
  oops-report outage fdt-2011-09-08 --explain appservers
  oops-report outage fdt-2011-09-08 --suggest`,
    )
    .action(async (words: readonly string[], _: unknown, self: Command) => {
      const options = self.optsWithGlobals<OutageOptions>();
      const named = words.join(' ');
      const asOf = readAsOf(options, context);
      if (options.wait && asOf !== null) {
        throw new UserError('--wait looks as things stand, --as-of does not: give one of them.');
      }
      if (options.suggest) {
        const { suggestNamed } = await import('./suggestion.js');
        const { SUGGESTION_OUTPUTS } = await import('../../reports/outage/suggestion/outputs.js');
        const suggestion = await suggestNamed(context, options, named, asOf, otherViews(options));
        await writeReport(context, options, SUGGESTION_OUTPUTS, suggestion);
        return end(exitCodeOf([suggestion.verdict]));
      }
      if (options.explain !== undefined) {
        const { explainNamed } = await import('./explanation.js');
        const { EXPLANATION_OUTPUTS } = await import('../../reports/outage/explanation/outputs.js');
        const explained = { ...options, explain: options.explain };
        const explanations = await explainNamed(context, options, named, asOf, explained);
        await writeReport(context, options, EXPLANATION_OUTPUTS, explanations);
        return end(exitCodeOf(explanations.map(({ outageVerdict }) => outageVerdict)));
      }
      const look = (globals: GlobalOptions): Promise<Seen> =>
        withSnapshot(context, globals, async ({ data, config, database }) => {
          const reportContext = await gatherReportContext(data, config, asOf);
          const reports = await reportOutages(reportContext, named, context.now());
          const comparison =
            options.compare === undefined
              ? null
              : await compareWith(reportContext, reports, options.compare, context.now());
          return { reports, comparison, oopsUrl: readOopsUrl(options, config, context.env), database };
        });
      const seen = options.wait
        ? await waitForVerdicts(context, options, (isFirst) =>
            look(isFirst ? options : { ...options, quiet: true }),
          )
        : await look(options);
      const { reports, comparison, ...shownWith } = seen;
      if (comparison) await writeReport(context, options, COMPARISON_OUTPUTS, comparison, shownWith);
      else await writeReport(context, options, OUTAGE_OUTPUTS, reports, shownWith);
      end(exitCodeOf(reports.map(({ verdict }) => verdict)));
    });
}

/** The options of other views of an outage, each as it is written. */
function otherViews({ compare, explain, wait }: OutageOptions): string[] {
  return [
    ...(compare === undefined ? [] : ['--compare']),
    ...(explain === undefined ? [] : ['--explain']),
    ...(wait ? ['--wait'] : []),
  ];
}

/** Holds the one outage that was asked for against another, or against the one that began before it. */
async function compareWith(
  reportContext: ReportContext,
  reports: readonly OutageReport[],
  named: string,
  now: number,
): Promise<OutageComparison> {
  const [report] = reports;
  if (!report || reports.length > 1) {
    throw new UserError('--compare holds one outage against another: name one by its id.');
  }
  const place = reportContext.outages.findIndex(({ id }) => id === report.outage);
  const before =
    named === PREVIOUS
      ? reportContext.outages.slice(0, place).at(-1)
      : findNamed(reportContext, named, now).at(0);
  if (before) return compareOutages(report, await reportOutage(reportContext, before));
  throw new UserError(`There is no outage before ${report.outage}. Name another one by its id.`);
}

/** The reports of the outages that a user names, at least one. Throws a UserError when there is none of that name. */
export async function reportOutages(
  reportContext: ReportContext,
  named: string,
  now: number,
): Promise<OutageReport[]> {
  const reports: OutageReport[] = [];
  for (const outage of findNamed(reportContext, named, now))
    reports.push(await reportOutage(reportContext, outage));
  return reports;
}
