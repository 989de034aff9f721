import { execFileSync } from 'node:child_process';

/** Compiles the program before the tests, because some of them start the real one. */
export function setup(): void {
  execFileSync(process.execPath, ['scripts/build.js'], { stdio: 'inherit' });
}
