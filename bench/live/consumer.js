import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { here } from '../programs.js';

/**
 * Starts an `oops-report ingest` that runs until it is stopped, in a folder, which holds its database. `end` stops it, and
 * gives what it did and what it needed, in a line.
 */
export function startConsumer(folder, args) {
  const child = spawn(process.execPath, [here('../dist/oops-report.js'), 'ingest', ...args], {
    cwd: folder,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let told = '';
  let remarks = '';
  child.stdout.setEncoding('utf8').on('data', (text) => {
    told += text;
  });
  const ended = once(child, 'close');
  const ready = new Promise((resolve, reject) => {
    child.stderr.setEncoding('utf8').on('data', (text) => {
      remarks += text;
      if (remarks.includes('Ready')) resolve();
    });
    child.on('close', () => reject(new Error(remarks)));
  });
  ready.catch(() => {});
  return {
    child,
    ended,
    ready,
    async end() {
      const peak = /VmHWM:\s*(\d+)/.exec(readFileSync(`/proc/${child.pid}/status`, 'utf8'))?.[1];
      const [, ticks] =
        /\) (?:\S+ ){11}(\d+ \d+)/.exec(readFileSync(`/proc/${child.pid}/stat`, 'utf8')) ?? [];
      const seconds = ticks.split(' ').reduce((sum, part) => sum + Number(part) / 100, 0);
      child.kill('SIGTERM');
      const [code] = await ended;
      return `${told.trim()} Peak ${(Number(peak) / 1024).toFixed(0)} MB, ${seconds.toFixed(1)} s of processors, ended with ${code}.`;
    },
  };
}
