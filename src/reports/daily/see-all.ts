import { parseInstant } from '../../time/instant.js';
import { shellWord } from '../layout/shell-word.js';
import type { DailyReport, DailySection } from './daily-report.js';

/**
 * What to type to see every group of a section, where a report has no room for all of them.
 *
 * @example
 * seeAllCommand(report, section);
 * // 'oops-report query --from 2011-09-08 --to 2011-09-09 --suppressed no --class exceptions --group-by signature --limit 81'
 */
export function seeAllCommand(report: DailyReport, { id, groupCount }: DailySection): string {
  const { from, to, systems, otherNotFound } = report;
  const rows = groupCount + (id === 'pages-not-found' ? otherNotFound : 0);
  const isOfTimeOuts = id === 'time-outs' || id === 'soft-time-outs';
  return [
    'oops-report query',
    `--from ${shortInstant(from)} --to ${shortInstant(to)}`,
    ...(systems ?? []).map((system) => `--system ${shellWord(system)}`),
    `--suppressed no --class ${id}`,
    `--group-by ${isOfTimeOuts ? 'type,statement' : 'signature'} --limit ${rows}`,
  ].join(' ');
}

/** `2011-09-08`, `2011-09-08T08:53:05Z` or with milliseconds: as short as the moment allows. */
function shortInstant(instant: string): string {
  const forms = [instant.slice(0, 10), `${instant.slice(0, 19)}Z`];
  return forms.find((form) => parseInstant(form) === Date.parse(instant)) ?? instant;
}
