// @ts-check

/**
 * What a service wrote at a moment: a line of its log, or several that belong together.
 *
 * @typedef {{ time: number, text: string }} Line
 */

/**
 * A log with those that were rotated away from it at midnight, which are packed.
 *
 * @typedef {object} Log
 * @property {string} name of the file that is written to
 * @property {(day: string, age: number) => string} rotatedName of the file of an earlier day, so many days old, without `.gz`
 * @property {Line[]} lines in any order
 */

/**
 * The files of a log, one a day, and what is in them.
 *
 * @param {Log} log
 * @param {string} today `YYYY-MM-DD`
 * @returns {{ name: string, isPacked: boolean, text: string }[]}
 */
export function filesOf({ name, rotatedName, lines }, today) {
  const days = Map.groupBy(
    lines.toSorted((a, b) => a.time - b.time),
    ({ time }) => new Date(time).toISOString().slice(0, 10),
  );
  return Array.from(days, ([day, written]) => {
    const age = (Date.parse(today) - Date.parse(day)) / 86_400_000;
    const text = written.map((line) => `${line.text}\n`).join('');
    return age === 0
      ? { name, isPacked: false, text }
      : { name: `${rotatedName(day, age)}.gz`, isPacked: true, text };
  });
}
