import { BAD_FAILURES, BAD_RECOVERIES } from '../../../analysis/verdict.js';
import { discardWords } from '../../discards.js';
import { toLine } from '../../layout/text.js';
import { escapeXml } from '../../layout/xml.js';
import type { OngoingOutage, OutageReport, ReportedSystem } from '../outage-report.js';
import { FAILURE_WORDS, RECOVERY_WORDS } from '../words.js';

type Outcome = 'passed' | 'failed' | 'skipped';

interface Case {
  readonly system: string;
  readonly check: 'failure' | 'recovery';
  readonly outcome: Outcome;
  /** The check's verdict as the data has it, and in words. */
  readonly verdict: string;
  readonly words: string;
  readonly evidence: string;
  /** How long the check had to wait for its answer: a recovery's lag, else 0. */
  readonly seconds: number;
}

/**
 * Writes outage reports as JUnit XML, which build servers read: a suite an outage, and for each system a case for its
 * failure and one for its recovery. What is undecided is skipped: it has not failed, and is not done.
 *
 * Format: junit-10.xsd of Jenkins' xunit plugin, the common denominator of its readers.
 */
export function renderOutageJunit(reports: readonly OutageReport[]): string {
  const suites = reports.map((report) => ({ report, cases: report.systems.flatMap(listCases) }));
  const all = suites.flatMap(({ cases }) => cases);
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites name="oops-report" tests="${all.length}" failures="${count(all, 'failed')}" errors="0">`,
    ...suites.flatMap(({ report, cases }) => printSuite(report, cases)),
    '</testsuites>',
    '',
  ].join('\n');
}

function printSuite(report: OutageReport, cases: readonly Case[]): string[] {
  const name = attribute(report.outage);
  const time = round(cases.reduce((sum, { seconds }) => sum + seconds, 0));
  return [
    `  <testsuite name="${name}" tests="${cases.length}" failures="${count(cases, 'failed')}" errors="0" skipped="${count(cases, 'skipped')}" time="${time}" timestamp="${report.start.slice(0, 19)}">`,
    '    <properties>',
    `      <property name="verdict" value="${attribute(report.verdict)}"/>`,
    ...(report.ongoing ? [printOngoing(report.ongoing)] : []),
    `      <property name="observedUntil" value="${attribute(report.observedUntil)}"/>`,
    ...report.systems.filter(({ discards }) => discards > 0).map(printDiscards),
    '    </properties>',
    ...cases.map((one) => printCase(one, name)),
    '  </testsuite>',
  ];
}

/** How long an outage has lasted that is not over. */
function printOngoing({ seconds, until }: OngoingOutage): string {
  return `      <property name="ongoingSeconds" value="${seconds}"/>\n      <property name="ongoingUntil" value="${until}"/>`;
}

/** What a system threw away, by whom and why. */
function printDiscards({ system, discardedBy }: ReportedSystem): string {
  return `      <property name="discards.${attribute(system)}" value="${attribute(discardWords(discardedBy))}"/>`;
}

function printCase(
  { system, check, outcome, verdict, words, evidence, seconds }: Case,
  suite: string,
): string {
  const opening = `    <testcase name="${check}" classname="${suite}.${attribute(system)}" time="${round(seconds)}"`;
  const message = attribute(`${system} ${words}`);
  const text = escapeXml(toLine(evidence));
  if (outcome === 'skipped') {
    return `${opening}><skipped message="${attribute(`${system}: ${words}. ${evidence}`)}"/></testcase>`;
  }
  if (outcome === 'failed') {
    return `${opening}><failure type="${verdict}" message="${message}">${text}</failure></testcase>`;
  }
  return `${opening}><system-out>${text}</system-out></testcase>`;
}

function listCases({ system, failure, recovery }: ReportedSystem): Case[] {
  const isOpen = ['no-evidence', 'too-early', 'ongoing'].includes(recovery.verdict);
  return [
    {
      system,
      check: 'failure',
      outcome: outcomeOf(BAD_FAILURES.includes(failure.verdict), failure.verdict === 'no-evidence'),
      verdict: failure.verdict,
      words: FAILURE_WORDS[failure.verdict],
      evidence: failure.evidence,
      seconds: 0,
    },
    {
      system,
      check: 'recovery',
      outcome: outcomeOf(BAD_RECOVERIES.includes(recovery.verdict), isOpen),
      verdict: recovery.verdict,
      words: RECOVERY_WORDS[recovery.verdict],
      evidence: recovery.evidence,
      seconds: recovery.lagSeconds ?? 0,
    },
  ];
}

function outcomeOf(isBad: boolean, isOpen: boolean): Outcome {
  return isBad ? 'failed' : isOpen ? 'skipped' : 'passed';
}

function count(cases: readonly Case[], outcome: Outcome): number {
  return cases.filter((one) => one.outcome === outcome).length;
}

function attribute(text: string): string {
  return escapeXml(toLine(text));
}

function round(seconds: number): string {
  return seconds.toFixed(3);
}
