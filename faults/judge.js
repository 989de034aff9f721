/** @typedef {import('./answers.js').Answers} Answers */
/** @typedef {import('./program.js').Ended} Ended */

/**
 * What a disturbed run answers otherwise than an undisturbed one.
 *
 * @typedef {{ lost: string[], doubled: string[] }} Difference
 */

/**
 * Compares answers, in any order. What is missing is lost; what is there once more than it should be, or should not be there at
 * all, is doubled. What was changed is both.
 *
 * @param {Answers} undisturbed
 * @param {Answers} disturbed
 * @returns {Difference}
 */
export function compareAnswers(undisturbed, disturbed) {
  const counts = new Map();
  for (const line of undisturbed) counts.set(line, (counts.get(line) ?? 0) + 1);
  for (const line of disturbed) counts.set(line, (counts.get(line) ?? 0) - 1);
  const listed = (/** @type {1 | -1} */ sign) =>
    [...counts].flatMap(([line, count]) => Array.from({ length: Math.max(0, sign * count) }, () => line));
  return { lost: listed(1), doubled: listed(-1) };
}

/** What a program that runs until it is stopped says in lines of its own, each of them a remark. */
const DETAIL = /^\s|^node:|^Error\b|^Uncaught|^FATAL|^\(node:|^Trace|^<---/;

/**
 * What is wrong with what a run said: a command has a line at most, what runs until it is stopped has remarks of a line each; none has
 * the trace of an error. Null: nothing is.
 *
 * @param {Ended} ended
 */
export function faultOfMessage({ args, isLive, stderr }) {
  const lines = stderr.split('\n').filter((line) => line !== '');
  const isWrong = lines.some((line) => DETAIL.test(line)) || (!isLive && lines.length > 1);
  return isWrong ? `${args.join(' ')}: ${stderr}` : null;
}

/**
 * What is wrong with how a run ended: it was killed, or ended with a code that was to be expected. Null: nothing is.
 *
 * @param {Ended} ended
 * @param {readonly number[]} expected
 */
export function faultOfCode({ args, code, signal, stderr }, expected) {
  if (signal === 'SIGKILL' || (code !== null && expected.includes(code))) return null;
  return `${args.join(' ')}: ended with ${code ?? signal}: ${stderr}`;
}
