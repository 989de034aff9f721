import { spawnSync } from 'node:child_process';

/**
 * Runs programs in turn, round after round, so that whatever else the machine does meets all of them. Returns for each
 * its wall-clock and processor seconds by round. A run that fails ends everything: half a comparison is none.
 *
 * @param contenders list of { name, command, before }, where `before` puts things back as they were
 */
export function runInTurn(contenders, rounds) {
  const runs = new Map(contenders.map(({ name }) => [name, []]));
  for (let round = 0; round < rounds; round++) {
    for (const { name, command, before = () => {} } of contenders) {
      before();
      runs.get(name).push(runOnce(command));
    }
  }
  return runs;
}

/** Runs a program to its end: its wall-clock seconds and, where it tells them, its peak memory and processor seconds. */
export function runOnce([program, ...args]) {
  const started = process.hrtime.bigint();
  const { status, stderr, error } = spawnSync(program, args, { encoding: 'utf8', maxBuffer: 2 ** 28 });
  const seconds = Number(process.hrtime.bigint() - started) / 1e9;
  if (status !== 0) throw new Error(`${program} ${args.join(' ')}: ${error?.message ?? stderr}`);
  const told = (what) => Number(new RegExp(`^${what} ([\\d.]+)$`, 'm').exec(stderr)?.[1] ?? 0);
  return { seconds, peakMb: told('peak') / 1024, cpuSeconds: told('cpu') };
}

/** Prints each contender's median, and how many times as long as the first one it took: median and spread. */
export function printRatios(title, runs, print) {
  print(`\n${title}\n`);
  const [[, base]] = runs;
  for (const [name, results] of runs) {
    const seconds = results.map((run) => run.seconds);
    const ratios = seconds.map((value, round) => value / base[round].seconds);
    const cpu = median(results.map((run) => run.cpuSeconds));
    const peak = Math.max(...results.map((run) => run.peakMb));
    print(
      `  ${name.padEnd(34)} ${median(seconds).toFixed(2).padStart(8)} s   ${median(ratios).toFixed(2)} x ` +
        `(${Math.min(...ratios).toFixed(2)} to ${Math.max(...ratios).toFixed(2)})` +
        `${peak > 0 ? `   ${peak.toFixed(0)} MB   ${cpu.toFixed(2)} s of processors` : ''}\n`,
    );
  }
}

export function median(values) {
  const sorted = [...values].sort((a, b) => a - b);
  return (sorted[(sorted.length - 1) >> 1] + sorted[sorted.length >> 1]) / 2;
}
