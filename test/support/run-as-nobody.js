import { chmodSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { runProgram } from '../../build/commands/program/program.js';

/**
 * A program that runs command lines in a folder, takes from everybody the right to write there, and runs them again: as
 * nobody where it is the superuser's, who can write everything. By then all its modules are loaded, for nobody may be
 * unable to reach them. It reads from stdin what to run, and writes both results as JSON.
 */
const { folder, reports, changes } = JSON.parse(readFileSync(0, 'utf8'));

const before = await runAll(reports);
await runAll(changes.map((args) => [...args, '--help']));
chmodSync(join(folder, 'oops-report.db'), 0o444);
chmodSync(folder, 0o555);
if (process.getuid() === 0) {
  process.setgroups([]);
  process.setgid(65_534);
  process.setuid(65_534);
}
const after = await runAll(reports);
const refused = await runAll(changes);
process.stdout.write(JSON.stringify({ before, after, refused }));

async function runAll(lines) {
  const results = [];
  for (const args of lines) results.push(await run(args));
  return results;
}

async function run(args) {
  const printed = { stdout: '', stderr: '' };
  const outputTo = (stream) => ({
    write(text) {
      printed[stream] += text;
      return true;
    },
  });
  const code = await runProgram(args, {
    stdout: outputTo('stdout'),
    stderr: outputTo('stderr'),
    env: {},
    cwd: folder,
    now: () => Date.parse('2011-09-09T06:00:00Z'),
    sleep: async () => {},
    onLoaded: () => {},
    interruptible: (work) => work(new AbortController().signal),
    columns: null,
    showsProgress: false,
    canAsk: false,
    user: 'tester',
  });
  return { args, code, ...printed };
}
