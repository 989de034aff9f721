import { formatColumns } from '../bench/table.js';
import { compareAnswers, faultOfCode, faultOfMessage } from './judge.js';

/** @typedef {import('./program.js').Ended} Ended */

/**
 * What came of disturbing something again and again.
 *
 * @typedef {object} Outcome
 * @property {string} name
 * @property {number} faults how often it was disturbed: kills that met a running program, or other faults
 * @property {string[]} lost
 * @property {string[]} doubled
 * @property {string[]} messages that are more than a line
 * @property {string[]} ends that should not have been: exit codes, and what never came
 * @property {string | null} skipped why nothing was done
 * @property {number} seconds
 */

/**
 * @param {string} name
 * @param {string | null} skipped
 * @returns {Outcome}
 */
export function newOutcome(name, skipped = null) {
  return { name, faults: 0, lost: [], doubled: [], messages: [], ends: [], skipped, seconds: 0 };
}

/**
 * Adds what a run said and how it ended.
 *
 * @param {Outcome} outcome
 * @param {Ended} ended
 * @param {readonly number[]} codes
 */
export function judgeRun(outcome, ended, codes) {
  const message = faultOfMessage(ended);
  const end = faultOfCode(ended, codes);
  if (message !== null) outcome.messages.push(message);
  if (end !== null) outcome.ends.push(end);
}

/**
 * Adds what is answered otherwise than it should be. Returns whether nothing is.
 *
 * @param {Outcome} outcome
 * @param {string[]} undisturbed
 * @param {string[]} disturbed
 */
export function judgeAnswers(outcome, undisturbed, disturbed) {
  const { lost, doubled } = compareAnswers(undisturbed, disturbed);
  outcome.lost.push(...lost);
  outcome.doubled.push(...doubled);
  return lost.length + doubled.length === 0;
}

/** @param {Outcome} outcome */
export function isWell({ lost, doubled, messages, ends }) {
  return lost.length + doubled.length + messages.length + ends.length === 0;
}

/**
 * A line for each, and one for all.
 *
 * @param {readonly Outcome[]} outcomes
 */
export function formatOutcomes(outcomes) {
  const done = outcomes.filter(({ skipped }) => skipped === null);
  const sum = (/** @type {(outcome: Outcome) => number} */ figure) =>
    String(done.reduce((total, outcome) => total + figure(outcome), 0));
  const figures = [
    (/** @type {Outcome} */ { faults }) => faults,
    (/** @type {Outcome} */ { lost }) => lost.length,
    (/** @type {Outcome} */ { doubled }) => doubled.length,
    (/** @type {Outcome} */ { messages }) => messages.length,
    (/** @type {Outcome} */ { ends }) => ends.length,
  ];
  const lines = outcomes.map((outcome) =>
    outcome.skipped === null
      ? [outcome.name, ...figures.map((figure) => String(figure(outcome))), `${outcome.seconds.toFixed(0)} s`]
      : [outcome.name, '-', '-', '-', '-', '-', `skipped: ${outcome.skipped}`],
  );
  const seconds = done.reduce((total, outcome) => total + outcome.seconds, 0);
  return `${formatColumns([
    ['', 'FAULTS', 'LOST', 'DOUBLED', 'LONG MESSAGES', 'WRONG ENDS', 'TOOK'],
    ...lines,
    ['all', ...figures.map(sum), `${seconds.toFixed(0)} s`],
  ])}\n`;
}

/**
 * The first of everything that is wrong, cut where it is long.
 *
 * @param {Outcome} outcome
 */
export function describeFaults({ name, lost, doubled, messages, ends }) {
  const some = (/** @type {string} */ what, /** @type {string[]} */ all) =>
    all.slice(0, 3).map((each) => `  ${name}, ${what}: ${each.trim().slice(0, 300)}\n`);
  return [
    ...some('lost', lost),
    ...some('doubled', doubled),
    ...some('said', messages),
    ...some('ended', ends),
  ].join('');
}
