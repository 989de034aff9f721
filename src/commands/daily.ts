import { Command } from 'commander';
import type { Config } from '../config/config.js';
import { gatherKnowledge } from '../evidence/knowledge.js';
import { buildDailyReport, type DailyRequest } from '../reports/daily/build-daily-report.js';
import type { DailyReport } from '../reports/daily/daily-report.js';
import { renderDailyText } from '../reports/daily/render-daily-text.js';
import type { Interval } from '../time/interval.js';
import { UserError } from '../user-error.js';
import type { CommandContext } from './context.js';
import { readPeriod } from './daily-period.js';
import { type Session, withSession } from './open-session.js';
import { addReportOptions, type ReportOptions, readAsOf, writeReport } from './report-output.js';

interface DailyOptions extends ReportOptions {
  readonly from?: string;
  readonly to?: string;
  readonly group?: string;
}

/** `daily [DATE]`: the normal summary of a day or any other period. */
export function dailyCommand(context: CommandContext): Command {
  const command = new Command('daily')
    .summary('report what failed in a day, without what outages explain')
    .description(
      `Reports the OOPSes of a day by section, most frequent first. What belongs to an outage is left out and accounted for:
how many, for which outage, and what an outage does not explain. Days are those of UTC.`,
    )
    .argument('[date]', 'a day as YYYY-MM-DD (default: yesterday)')
    .option('--from <time>', 'the start of any other period: ISO 8601, yesterday, -2h')
    .option('--to <time>', 'its end (default: now)')
    .option('--group <name>', 'only the systems of a group of the config, with its sections');
  return addReportOptions(command, ['text', 'json'])
    .addHelpText('after', '\nExample:\n  oops-report daily 2011-09-08 --format json')
    .action(async (date: string | undefined, options: DailyOptions, self: Command) => {
      const asOf = readAsOf(options, context);
      const period = readPeriod({ date, ...options }, asOf ?? context.now());
      await withSession(context, self.optsWithGlobals(), { fills: false }, (session) => {
        const report = reportDaily(session, requestFor(session.config, period, options.group ?? null), asOf);
        writeReport(context, options, {
          text: () => renderDailyText(report, session.config.bugUrl),
          json: () => `${JSON.stringify(report, null, 2)}\n`,
        });
      });
    });
}

/** Makes the report from one state of the database, whatever is loaded meanwhile. */
export function reportDaily(
  { db, config }: Pick<Session, 'db' | 'config'>,
  request: DailyRequest,
  asOf: number | null,
): DailyReport {
  return db.transaction(() => buildDailyReport(gatherKnowledge(db, config, asOf), request))();
}

/** What a group of the config is to be told; without a group all systems. Throws a UserError for an unknown one. */
export function requestFor({ groups }: Config, period: Interval, name: string | null): DailyRequest {
  if (name === null) return { period, summary: 'webapp', group: null, systems: null };
  const group = groups.find((candidate) => candidate.name === name);
  if (group) return { period, summary: group.summary, group: group.name, systems: group.systems };
  throw new UserError(
    groups.length === 0
      ? `There is no group ${name}: the config has no groups. Add it there, or leave out --group.`
      : `There is no group ${name}. Choose one of ${groups.map((known) => known.name).join(', ')}.`,
  );
}
