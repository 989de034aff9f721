import { listWords } from '../../text/list-words.js';
import { hangLine, plural, toLine } from '../layout/text.js';
import type {
  CheckedGroup,
  CheckedReporter,
  CheckedSystem,
  ConfigCheck,
  ConfigFinding,
} from './config-check.js';

/** So many reporters of a system are listed. */
const REPORTERS_SHOWN = 10;

/** A check of a config for the terminal. */
export function renderText({ config, timezone, systems, groups, findings }: ConfigCheck): string {
  const reporters = systems.reduce((sum, one) => sum + one.reporters.length, 0);
  const about =
    config === null
      ? `There is no config: every reporter is a system of its own, and the defaults serve. oops-report config init writes a first one.`
      : `${config}: ${plural(systems.filter(({ isConfigured }) => isConfigured).length, 'system')}, ${plural(groups.length, 'group')}, days of ${timezone}; ${plural(reporters, 'reporter')} heard.`;
  const faults = findings.filter(({ level }) => level === 'fault');
  const remarks = findings.filter(({ level }) => level === 'remark');
  return [
    `${hangLine('', toLine(about))}\n`,
    reporters === 0 ? '\nNothing was heard yet, so that nothing can be said of systems and patterns.\n' : '',
    section('Systems', systems.flatMap(systemLines)),
    section('Groups', groups.map(groupLine)),
    section('What is wrong', faults.map(findingLine)),
    section('What may be meant', remarks.map(findingLine)),
    faults.length === 0 ? '\nNothing is wrong with it.\n' : '',
  ].join('');
}

function section(title: string, lines: readonly string[]): string {
  return lines.length === 0 ? '' : `\n=== ${title} ===\n\n${lines.map((line) => `${line}\n`).join('')}`;
}

function systemLines(system: CheckedSystem): string[] {
  const { reporters, isConfigured, during, groups } = system;
  const notes = [
    heardText(system),
    ...(during === 'unaffected' ? ['unaffected by outages'] : []),
    ...(isConfigured ? [] : ['not in the config']),
    ...(groups.length === 0 ? [] : [`in ${listWords(groups.map(toLine), 'and')}`]),
  ];
  const [only] = reporters;
  const isItsName = reporters.length === 1 && only?.reporter.toUpperCase() === system.system.toUpperCase();
  const left = reporters.length - REPORTERS_SHOWN;
  return [
    hangLine(` ${toLine(system.system)}: `, notes.join(', ')),
    ...(isItsName ? [] : reporters.slice(0, REPORTERS_SHOWN).map(reporterLine)),
    ...(left > 0 ? [`   and ${left} more`] : []),
  ];
}

function reporterLine(one: CheckedReporter): string {
  const isPattern = one.pattern !== null && one.pattern.toUpperCase() !== one.reporter.toUpperCase();
  const by = isPattern ? `, by ${toLine(JSON.stringify(one.pattern))}` : '';
  return hangLine(`   ${toLine(one.reporter)}: `, `${heardText(one)}${by}`);
}

function heardText({ count, firstTime, lastTime }: Omit<CheckedReporter, 'reporter' | 'pattern'>): string {
  if (firstTime === null || lastTime === null) return 'never heard';
  return `${plural(count, 'OOPS', 'OOPSes')}, ${minute(firstTime)} to ${minute(lastTime)}`;
}

/** `2011-09-08 08:53`, UTC. */
function minute(instant: string): string {
  return instant.slice(0, 16).replace('T', ' ');
}

function groupLine({ group, systems, summary, recipients, active }: CheckedGroup): string {
  const to = recipients.length === 0 ? 'no recipients' : `to ${recipients.map(toLine).join(', ')}`;
  const notes = [
    systems.map(toLine).join(', ') || 'no systems',
    `summary ${summary}`,
    to,
    ...(active ? [] : ['not active']),
  ];
  return hangLine(` ${toLine(group)}: `, notes.join('; '));
}

function findingLine({ text, advice }: ConfigFinding): string {
  return `${hangLine(' - ', toLine(text))}\n${hangLine('   ', toLine(advice))}`;
}
