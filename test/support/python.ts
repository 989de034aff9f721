import { spawnSync } from 'node:child_process';

/** Debian's own Python, for which its packages are. */
export const PYTHON = '/usr/bin/python3';

/** Whether a module of it is there to be tested against. In CI it has to be: what is missing fails there. */
export function hasPythonModule(name: string): boolean {
  return Boolean(process.env.CI) || spawnSync(PYTHON, ['-c', `import ${name}`]).status === 0;
}
