// npm run bench -- [NAME…] [--size N] [--rounds N] [--output FILE] [--compare OLD.json], or --compare OLD.json NEW.json:
// see docs/performance.md. Data are made in a temporary folder; the results are kept in bench/results.
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { parseArgs } from 'node:util';
import { formatComparison } from './compare.js';
import { GROWTH_BENCHMARK } from './growth-benchmark.js';
import { INGEST_BENCHMARKS } from './ingest-benchmarks.js';
import { describeMachine } from './machine.js';
import { here } from './programs.js';
import { REPORT_BENCHMARKS } from './report-benchmarks.js';
import { formatTable } from './table.js';

const BENCHMARKS = { ...INGEST_BENCHMARKS, ...REPORT_BENCHMARKS, growth: GROWTH_BENCHMARK };
const print = (text) => process.stdout.write(text);

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    size: { type: 'string' },
    rounds: { type: 'string', default: '5' },
    output: { type: 'string' },
    compare: { type: 'string' },
  },
});
for (const name of ['size', 'rounds'])
  if (values[name] !== undefined && !/^[1-9]\d*$/.test(values[name]))
    fail(`--${name} is a whole number above zero`);
const older = values.compare && read(values.compare);
const isFile = (name) => name.endsWith('.json');
if (older && positionals.length === 1 && isFile(positionals[0]))
  print(formatComparison(older, read(positionals[0])));
else {
  const unknown = positionals.find((name) => !Object.hasOwn(BENCHMARKS, name));
  if (unknown) fail(`there is no benchmark ${unknown}: choose of ${Object.keys(BENCHMARKS).join(', ')}`);
  const results = measure(positionals.length > 0 ? positionals : Object.keys(BENCHMARKS), new Date());
  if (older) print(`\n${formatComparison(older, results)}`);
}

/** Runs benchmarks, and keeps what is there after each: one that fails takes nothing of the others with it. */
function measure(names, at) {
  const path = values.output ?? here(`results/${at.toISOString().slice(0, 19).replaceAll(':', '-')}.json`);
  const results = { at: at.toISOString(), machine: describeMachine(), benchmarks: [] };
  mkdirSync(dirname(path), { recursive: true });
  for (const name of names) {
    results.benchmarks.push(...runBenchmark(name));
    writeFileSync(path, `${JSON.stringify(results, null, 2)}\n`);
  }
  print(`\nKept in ${path}\n`);
  return results;
}

function runBenchmark(name) {
  const { about, size: fullSize, run } = BENCHMARKS[name];
  const size = Number(values.size ?? fullSize);
  const kept = [];
  const keep = (part, contenders) =>
    kept.push({ name: part === '' ? name : `${name}: ${part}`, size, contenders });
  const folder = mkdtempSync(join(tmpdir(), 'oops-report-bench-'));
  try {
    print(`\n${name}: ${about} (${size})\n`);
    const contenders = run({ folder, size, rounds: Number(values.rounds), print, keep });
    // One that compares several things has kept and printed them.
    if (contenders) {
      keep('', contenders);
      print(`\n${formatTable(contenders)}`);
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  return kept;
}

function read(path) {
  try {
    const results = JSON.parse(readFileSync(path, 'utf8'));
    if (Array.isArray(results.benchmarks)) return results;
  } catch (error) {
    return fail(`${path} cannot be read: ${error.message}`);
  }
  return fail(`${path} has no results of npm run bench`);
}

function fail(message) {
  process.stderr.write(`${message}\n`);
  process.exit(1);
}
