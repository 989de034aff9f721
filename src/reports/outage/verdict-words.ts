import type { FailureVerdict } from '../../analysis/failure-rows.js';
import type { OutageJudgement, SystemJudgement } from '../../analysis/judge-outage.js';
import type { RecoveryVerdict } from '../../analysis/recovery-rows.js';
import { BAD_FAILURES, BAD_RECOVERIES, type Verdict } from '../../analysis/verdict.js';
import { plural } from '../text-layout.js';

/** Verdicts as people say them. */
export const VERDICT_WORDS: Readonly<Record<Verdict, string>> = {
  'as-expected': 'as expected',
  'not-as-expected': 'NOT as expected',
  inconclusive: 'inconclusive',
};

export const FAILURE_WORDS: Readonly<Record<FailureVerdict, string>> = {
  'failed-as-expected': 'failed as expected',
  'failed-unexpectedly': 'failed unexpectedly',
  'did-not-fail': 'did not fail',
  'no-evidence': 'no evidence of failing',
  allowed: 'allowed to fail',
  'stayed-silent': 'stayed silent',
  'not-shut-down': 'was not shut down',
  unaffected: 'unaffected',
  affected: 'affected',
};

export const RECOVERY_WORDS: Readonly<Record<RecoveryVerdict, string>> = {
  recovered: 'recovered',
  'recovered-late': 'recovered late',
  'not-recovered': 'has not recovered',
  elevated: 'fails more than before',
  silent: 'silent since',
  ongoing: 'outage ongoing',
  'too-early': 'too early to tell',
  'no-evidence': 'no evidence of recovery',
};

/** An outage's verdict in a sentence or two: what decided it, and what stays open. */
export function summariseVerdict({ verdict, systems }: OutageJudgement): string {
  const bad = systems.filter((system) => system.verdict === 'not-as-expected');
  const good = systems.filter((system) => system.verdict === 'as-expected');
  const open = systems.filter((system) => system.verdict === 'inconclusive');
  switch (verdict) {
    case 'not-as-expected': {
      const faults = bad.map((system) => `${system.system} ${faultOf(system)}`).join('; ');
      return `${plural(bad.length, 'system')} of ${systems.length} did not do what it should: ${faults}.${namesText(' Undecided', open)}`;
    }
    case 'as-expected':
      return `${plural(good.length, 'system')} of ${systems.length} failed and recovered as it should.${namesText(' No evidence either way', open)}`;
    case 'inconclusive':
      return systems.length === 0
        ? 'No system is known that this outage should have touched.'
        : `It cannot be judged yet: ${plural(open.length, 'system')} of ${systems.length} undecided (${nameList(open)}).`;
    default:
      return verdict satisfies never;
  }
}

/** What a system did wrong: how it failed, how it recovered, or both. */
function faultOf({ failure, recovery }: SystemJudgement): string {
  const faults = [];
  if (BAD_FAILURES.includes(failure.verdict)) faults.push(FAILURE_WORDS[failure.verdict]);
  if (BAD_RECOVERIES.includes(recovery.verdict)) faults.push(RECOVERY_WORDS[recovery.verdict]);
  return faults.join(' and ');
}

function namesText(label: string, systems: readonly SystemJudgement[]): string {
  return systems.length > 0 ? `${label}: ${nameList(systems)}.` : '';
}

function nameList(systems: readonly SystemJudgement[]): string {
  return systems.map(({ system }) => system).join(', ');
}
