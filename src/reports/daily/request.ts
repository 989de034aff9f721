import type { Config, GroupConfig } from '../../config/config.js';
import type { DailyRequest } from '../../evidence/day/day-findings.js';
import { gatherReportContext } from '../../evidence/report-context.js';
import type { Snapshot } from '../../store/snapshot.js';
import { suggestNames } from '../../text/nearest-names.js';
import type { Interval } from '../../time/interval.js';
import { UserError } from '../../user-error.js';
import { reportDay } from './build-daily-report.js';
import type { DailyReport } from './daily-report.js';

/** Makes the reports. */
export async function reportDaily(
  { data, config }: { readonly data: Snapshot; readonly config: Config },
  requests: readonly DailyRequest[],
  asOf: number | null,
): Promise<DailyReport[]> {
  const reportContext = await gatherReportContext(data, config, asOf);
  const reports: DailyReport[] = [];
  for (const request of requests) reports.push(await reportDay(reportContext, request));
  return reports;
}

/** What a group of the config is to be told. Throws a UserError for an unknown one. */
export function requestForGroup(config: Config, period: Interval, name: string): DailyRequest {
  const group = findGroup(config, name);
  return { period, summary: group.summary, group: group.name, systems: group.systems };
}

/** The group of the config with this name. Throws a UserError for an unknown one. */
export function findGroup({ groups }: Pick<Config, 'groups'>, name: string): GroupConfig {
  const group = groups.find((candidate) => candidate.name === name);
  if (group) return group;
  if (groups.length === 0)
    throw new UserError(
      `There is no group ${name}: the config has no groups. Add it there, or leave out --group.`,
    );
  const names = groups.map((known) => known.name);
  throw new UserError(
    `There is no group ${name}. ${suggestNames(name, names, `Choose one of ${names.join(', ')}.`)}`,
  );
}
