import { spawnSync } from 'node:child_process';
import { cpus } from 'node:os';
import { here } from './programs.js';

/**
 * What the benchmarks run on, and which commit of this program; `-dirty` follows where files have changed since.
 *
 * @returns {import('./compare.js').Machine}
 */
export function describeMachine() {
  const git = ['describe', '--always', '--dirty', '--abbrev=12', '--exclude=*'];
  const { status, stdout } = spawnSync('git', git, { cwd: here('.'), encoding: 'utf8' });
  return {
    cpu: cpus()[0]?.model ?? 'unknown',
    cores: cpus().length,
    node: process.versions.node,
    commit: status === 0 ? stdout.trim() : null,
  };
}
