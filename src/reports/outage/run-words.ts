import { formatDuration } from '../../time/duration.js';
import type { Prose } from '../layout/prose.js';
import { plural, toLine } from '../layout/text.js';
import { drawSteps } from './charts/steps-text.js';
import type { NamedSeconds, OutageReport } from './outage-report.js';

/** Columns of the bar of steps. */
const BAR_WIDTH = 60;

const ENDING_WORDS = {
  refused: 'was refused',
  complete: 'is complete',
  'failed-but-over': 'failed: the outage is over, but its work is not done',
  ongoing: 'says that the outage goes on',
  'broken-off': 'breaks off within the outage',
  unknown: 'does not tell how it ended',
} as const;

/** What the deployment log tells of an outage; nothing where there is none. */
export function describeRunText(
  report: OutageReport,
  shades: readonly [string, string],
  { hang }: Prose,
): string[] {
  const bar = drawSteps(report.steps, BAR_WIDTH, shades);
  return describeRun(report).flatMap(([label, text]) => {
    const lines = hang(` ${label.padEnd(11)}`, toLine(text));
    return label === 'Steps' && bar !== '' ? [lines, `${' '.repeat(12)}${bar}`] : [lines];
  });
}

/** What the schedule has against an outage, as labels and texts. */
export function scheduleFacts({ budget }: OutageReport): [label: string, text: string][] {
  return budget.scheduleFaults.map((fault) => ['Schedule', fault]);
}

/** What the deployment log tells of it, the same way. */
export function describeRun({ run, budget, steps, patches }: OutageReport): [label: string, text: string][] {
  if (!run) return [];
  const lines: [string, string][] = [
    ['Log', `the deployment ${ENDING_WORDS[run.ending]}`],
    ['Steps', listSeconds(steps)],
    ['Patches', `${patches.length > 0 ? listSeconds(patches) : 'none'}; ${shareText(budget)}`],
    [
      'Killed',
      run.kills.map(({ user, connections }) => `${plural(connections, 'connection')} of ${user}`).join(', '),
    ],
    ['Failed', run.failures.join('; ')],
    ['Afterwards', run.problemsAfter.join('; ')],
  ];
  return lines.filter(([, text]) => text !== '');
}

function shareText({ patchSeconds, overheadSeconds }: OutageReport['budget']): string {
  if (patchSeconds === null || overheadSeconds === null)
    return 'how much of it was overhead is not known yet';
  return `${formatDuration(overheadSeconds * 1000)} of overhead beside ${formatDuration(patchSeconds * 1000)} of patches`;
}

function listSeconds(named: readonly NamedSeconds[]): string {
  return named.map(({ name, seconds }) => `${name} ${formatDuration(seconds * 1000)}`).join(', ');
}
