import type { FailureVerdict } from '../../analysis/failure/finding.js';
import type { RecoveryVerdict } from '../../analysis/recovery/recovery-row.js';
import {
  BAD_FAILURES,
  BAD_RECOVERIES,
  countShown,
  type OutageJudgement,
  type SystemJudgement,
} from '../../analysis/verdict.js';
import { listWords } from '../../text/list-words.js';
import { plural } from '../layout/text.js';
import { FAILURE_WORDS, RECOVERY_WORDS } from './words.js';

/**
 * An outage's verdict in a sentence or two: what decided it, and what stays open.
 *
 * @param minimumShare so many of the systems that had to fail must be as expected, from 0 to 1
 */
export function summariseVerdict({ verdict, systems }: OutageJudgement, minimumShare: number): string {
  const bad = systems.filter((system) => system.verdict === 'not-as-expected');
  const open = systems.filter((system) => system.verdict === 'inconclusive');
  switch (verdict) {
    case 'not-as-expected': {
      const undecided = open.length === 0 ? '' : ` Undecided: ${nameList(open)}.`;
      return `${plural(bad.length, 'system')} of ${systems.length} did not do what ${bad.length === 1 ? 'it' : 'they'} should: ${listFaults(bad)}.${undecided}`;
    }
    case 'as-expected':
      return `${shownText(systems)}${eitherWayText(open)}.${othersText(systems)}`;
    case 'inconclusive': {
      if (systems.length === 0) return 'No system is known that this outage should have touched.';
      const watched = open.filter(({ recovery }) => ['ongoing', 'too-early'].includes(recovery.verdict));
      return watched.length > 0
        ? `It cannot be judged yet: ${plural(open.length, 'system')} of ${systems.length} undecided (${nameList(open)}).`
        : `Only ${shownText(systems)}, where ${leastText(minimumShare)} must${eitherWayText(open)}.`;
    }
    default:
      return verdict satisfies never;
  }
}

/** "billing failed unexpectedly; worker partly silent since". */
export function listFaults(bad: readonly FaultySystem[]): string {
  return bad.map((system) => `${system.system} ${faultOf(system)}`).join('; ');
}

/** A system that did not do what it should. */
interface FaultySystem {
  readonly system: string;
  readonly failure: { readonly verdict: FailureVerdict };
  readonly recovery: { readonly verdict: RecoveryVerdict };
}

/** "5 of 7 systems in its downtime failed and recovered as they should". */
function shownText(systems: readonly SystemJudgement[]): string {
  const { shown, asked } = countShown(systems);
  const asItShould = shown === 1 ? 'it should' : 'they should';
  return systems.some(({ mustFail }) => mustFail)
    ? `${shown} of ${plural(asked, 'system')} in its downtime failed and recovered as ${asItShould}`
    : `${shown} of ${plural(asked, 'system')} went through it as ${asItShould}`;
}

/** "; blog and edge showed nothing either way"; nothing where each showed something. */
function eitherWayText(open: readonly SystemJudgement[]): string {
  const names = open.map(({ system }) => system);
  return open.length === 0 ? '' : `; ${listWords(names, 'and')} showed nothing either way`;
}

/** " 2 more, which need not fail, went through it as they should." Nothing where every system had to fail, or none had. */
function othersText(systems: readonly SystemJudgement[]): string {
  const others = systems.filter(({ mustFail }) => !mustFail);
  if (others.length === 0 || others.length === systems.length) return '';
  const good = others.filter(({ verdict }) => verdict === 'as-expected').length;
  if (good === 0) return '';
  return good === 1
    ? ' 1 more, which need not fail, went through it as it should.'
    : ` ${good} more, which need not fail, went through it as they should.`;
}

/** "at least half", "at least 70 %", "all". */
export function leastText(share: number): string {
  if (share === 1) return 'all';
  return `at least ${share === 0.5 ? 'half' : `${Number((share * 100).toPrecision(3))} %`}`;
}

/** What the checks of a system found. */
interface CheckedSystem {
  readonly failure: { readonly verdict: FailureVerdict };
  readonly recovery: { readonly verdict: RecoveryVerdict };
}

/** What a system did wrong: how it failed, how it recovered, or both. */
export function faultOf({ failure, recovery }: CheckedSystem): string {
  const faults = [];
  if (BAD_FAILURES.includes(failure.verdict)) faults.push(FAILURE_WORDS[failure.verdict]);
  if (BAD_RECOVERIES.includes(recovery.verdict)) faults.push(RECOVERY_WORDS[recovery.verdict]);
  return faults.join(' and ');
}

function nameList(systems: readonly SystemJudgement[]): string {
  return systems.map(({ system }) => system).join(', ');
}
