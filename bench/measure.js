import { spawnSync } from 'node:child_process';

/**
 * One run of a program: what the clock says, the processor time of all its threads, and its peak memory.
 *
 * @typedef {{ seconds: number, cpuSeconds: number, peakMb: number }} Run
 */

/**
 * A program that was measured, a run for each round.
 *
 * @typedef {{ name: string, rounds: Run[] }} Measured
 */

/**
 * Runs programs in turn, round after round, so that whatever else the machine does meets all of them. A run that fails
 * ends everything: half a comparison is none.
 *
 * @param {{ name: string, command: string[], before?: () => void, accepts?: number[] }[]} contenders `before` puts things
 *   back as they were, `accepts` are the exit codes of a run that went well
 * @param {number} rounds
 * @returns {Measured[]}
 */
export function runInTurn(contenders, rounds) {
  const measured = contenders.map(({ name }) => ({ name, rounds: [] }));
  for (let round = 0; round < rounds; round++) {
    for (const [index, { command, before = () => {}, accepts }] of contenders.entries()) {
      before();
      measured[index].rounds.push(runOnce(command, accepts));
    }
  }
  return measured;
}

/**
 * Runs a program, which has to tell what report-peak.js tells, to its end.
 *
 * @param {string[]} command
 * @param {number[]} accepts
 * @returns {Run}
 */
export function runOnce([program, ...args], accepts = [0]) {
  const started = process.hrtime.bigint();
  const { status, stderr, error } = spawnSync(program, args, { encoding: 'utf8', maxBuffer: 2 ** 28 });
  const seconds = Number(process.hrtime.bigint() - started) / 1e9;
  const told = (what) => Number(new RegExp(`^${what} ([\\d.]+)$`, 'm').exec(stderr)?.[1]);
  const run = { seconds, cpuSeconds: told('cpu'), peakMb: told('peak') / 1024 };
  if (!accepts.includes(status) || Number.isNaN(run.cpuSeconds + run.peakMb))
    throw new Error(`${program} ${args.join(' ')}: ${error?.message ?? stderr}`);
  return run;
}

/** @param {readonly number[]} values */
export function median(values) {
  const sorted = [...values].sort((a, b) => a - b);
  return (sorted[(sorted.length - 1) >> 1] + sorted[sorted.length >> 1]) / 2;
}
