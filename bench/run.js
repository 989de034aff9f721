// npm run bench -- [NAME…] [--size N] [--rounds N]: see docs/performance.md. Writes only to a temporary folder.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { INGEST_BENCHMARKS } from './ingest-benchmarks.js';
import { printRatios } from './measure.js';
import { REPORT_BENCHMARKS } from './report-benchmarks.js';

const BENCHMARKS = { ...INGEST_BENCHMARKS, ...REPORT_BENCHMARKS };
const print = (text) => process.stdout.write(text);

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { size: { type: 'string' }, rounds: { type: 'string', default: '5' } },
});
for (const name of positionals.length > 0 ? positionals : Object.keys(BENCHMARKS)) {
  const benchmark = BENCHMARKS[name];
  if (!benchmark)
    throw new Error(`there is no benchmark ${name}: choose of ${Object.keys(BENCHMARKS).join(', ')}`);
  const folder = mkdtempSync(join(tmpdir(), 'oops-report-bench-'));
  try {
    const size = Number(values.size ?? benchmark.size);
    print(`\n${name}: ${benchmark.about} (${size})\n`);
    const runs = benchmark.run({ folder, size, rounds: Number(values.rounds), print });
    // One that compares several things has printed them.
    if (runs) printRatios('', runs, print);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
