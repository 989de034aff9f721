import type { Command } from 'commander';
import type { Config } from '../../config/config.js';
import { kindOf } from '../../config/system-map.js';
import type { DailyRequest } from '../../evidence/day/day-findings.js';
import { DAILY_OUTPUTS } from '../../reports/daily/outputs.js';
import { reportDaily, requestForGroup } from '../../reports/daily/request.js';
import type { Reporter } from '../../store/records.js';
import { suggestNames } from '../../text/nearest-names.js';
import type { Interval } from '../../time/interval.js';
import { type PeriodOptions, readDailyPeriod } from '../../time/named-period.js';
import { isTimeZone } from '../../time/zone.js';
import { UserError } from '../../user-error.js';
import { collect } from '../options/collect.js';
import { addOopsUrlOption, type OopsUrlOptions, readOopsUrl } from '../options/oops-url.js';
import { addReportOptions, type ReportOptions, readAsOf, writeReport } from '../options/report-output.js';
import { WordsCommand } from '../options/words-command.js';
import type { CommandContext } from '../program/context.js';
import { type ReadingSession, withSnapshot } from '../program/session.js';
import { mailDaily } from './mail.js';

interface DailyOptions extends ReportOptions, OopsUrlOptions, PeriodOptions {
  readonly group: readonly string[];
  readonly system: readonly string[];
  readonly timezone?: string;
  readonly mail?: boolean;
  readonly dryRun?: boolean;
}

/** `daily [DATE]`: the normal summary of a day or any other period. */
export function dailyCommand(context: CommandContext): Command {
  const command = new WordsCommand('daily')
    .description(
      `Reports the OOPSes of a day by section, most frequent first. What belongs to an outage is left out and accounted for:
how many, for which outage, and what an outage does not explain. Days are those of UTC, or of --timezone. A weekday is the
last one before today, a day without its year the last one, today included.`,
    )
    .argument('[date...]', 'a day: 2011-09-08, 8 Sep 2011, monday, -1d (default: yesterday)')
    .option('--from <time>', 'the start of any other period, e.g. 2011-09-08T08:53Z, 08:53, yesterday, -2h')
    .option('--to <time>', 'its end (default: now)')
    .option(
      '--timezone <zone>',
      'days and clocks of this zone, such as Europe/London (default: timezone of the config, else UTC)',
    )
    .option(
      '--group <name>',
      'only the systems of a group of the config, with its sections; may be repeated',
      collect,
      [],
    )
    .option('--system <name>', 'only this system; may be repeated', collect, [])
    .option('--mail', 'send it to the recipients of each group, or of those named by --group')
    .option('--dry-run', 'with --mail: write the mails as daily-GROUP-DAY.eml here, and send nothing');
  addOopsUrlOption(command);
  return addReportOptions(command, DAILY_OUTPUTS)
    .addHelpText(
      'after',
      `
Examples:
  oops-report daily 2011-09-08 --output summary.html --output summary.json
  oops-report daily last monday
  oops-report daily yesterday --mail`,
    )
    .action(async (words: readonly string[], _: unknown, self: Command) => {
      const options = self.optsWithGlobals<DailyOptions>();
      const asOf = readAsOf(options, context);
      refuseContradictions(options);
      const made = await withSnapshot(context, options, async (session) => {
        const date = words.length === 0 ? undefined : words.join(' ');
        const timezone = readTimezone(options.timezone) ?? session.config.timezone;
        const period = readDailyPeriod({ date, ...options }, asOf ?? context.now(), timezone);
        const links = {
          bugUrl: session.config.bugUrl,
          oopsUrl: readOopsUrl(options, session.config, context.env),
        };
        if (options.mail) {
          const groups = [...new Set(options.group)];
          await mailDaily(context, session, {
            period,
            timezone,
            asOf,
            groups,
            links,
            isDry: options.dryRun ?? false,
          });
          return null;
        }
        const requests = await readRequests(session, period, options);
        const reports = await reportDaily(
          session,
          requests.map((request) => ({ ...request, timezone })),
          asOf,
        );
        return { reports, shownWith: { ...links, database: session.database } };
      });
      if (made) await writeReport(context, options, DAILY_OUTPUTS, made.reports, made.shownWith);
    });
}

function refuseContradictions({ mail, dryRun, format, output, system }: DailyOptions): void {
  if (dryRun && !mail) throw new UserError('--dry-run is for --mail. Add it, or leave --dry-run out.');
  if (!mail) return;
  if (format !== undefined || output.length > 0)
    throw new UserError('A mail has text and HTML. Leave out --format and --output, or --mail.');
  if (system.length > 0)
    throw new UserError('Recipients belong to groups. Name a --group in place of --system.');
}

/** One report a group; or one of the systems that are named, or of all, each counted by its own kind. */
async function readRequests(
  session: ReadingSession,
  period: Interval,
  { group, system }: DailyOptions,
): Promise<DailyRequest[]> {
  if (group.length > 0 && system.length > 0)
    throw new UserError('Name either --group or --system, not both.');
  if (group.length > 0)
    return [...new Set(group)].map((name) => requestForGroup(session.config, period, name));
  if (system.length === 0)
    return [{ period, summary: 'webapp', isBySystem: true, group: null, systems: null }];
  const reporters = await session.data.reporters();
  const systems = [...new Set(system.map((name) => knownSystem(session.config, reporters, name)))];
  const kinds = [...new Set(systems.map((name) => kindOf(session.config, name)))];
  const summary = kinds.length === 1 ? (kinds[0] ?? 'webapp') : 'webapp';
  return [{ period, summary, isBySystem: true, group: null, systems }];
}

/** The system as the config, or the reporter that is one, spells it. */
function knownSystem(config: Config, reporters: readonly Reporter[], name: string): string {
  const known = [...config.systems, ...reporters.map((reporter) => ({ name: reporter.system }))];
  const found = known.find((system) => system.name.toUpperCase() === name.toUpperCase());
  if (found) return found.name;
  const names = [...new Set(known.map((system) => system.name))].sort();
  const all = names.length === 0 ? 'None is known.' : `Known are ${names.join(', ')}.`;
  throw new UserError(`There is no system ${name}. ${suggestNames(name, names, all)}`);
}

function readTimezone(zone: string | undefined): string | null {
  if (zone === undefined || isTimeZone(zone)) return zone ?? null;
  const advice = suggestNames(
    zone,
    Intl.supportedValuesOf('timeZone'),
    'Write the IANA name, such as Europe/London.',
  );
  throw new UserError(`--timezone ${zone} is no zone. ${advice}`);
}
