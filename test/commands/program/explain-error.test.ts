import { describe, expect, it } from 'vitest';
import { explainError } from '../../../src/commands/program/explain-error.js';
import { UserError } from '../../../src/user-error.js';

function systemError(message: string, more: Partial<NodeJS.ErrnoException>): Error {
  return Object.assign(new Error(message), more);
}

describe('explainError', () => {
  it.each([
    ['what the user can put right', new UserError('Name\none.\u001b[1m'), 'Name one.\\x1b[1m'],
    [
      'a part of the program that is missing',
      systemError("Cannot find package 'zod'", { code: 'ERR_MODULE_NOT_FOUND' }),
      "Cannot find package 'zod'. Install oops-report again.",
    ],
    [
      'a file of the program that is missing',
      systemError(
        "Cannot find module './list.js'\nRequire stack:\n- /dist/chunks/windows.js\n- /dist/main.js",
        {
          code: 'MODULE_NOT_FOUND',
        },
      ),
      "Cannot find module './list.js'. Install oops-report again.",
    ],
    [
      'what the system refuses',
      systemError("EACCES: permission denied, open 'x'", { code: 'EACCES', syscall: 'open' }),
      "EACCES: permission denied, open 'x'. Look at its permissions, and at the disk.",
    ],
    [
      'what the system has no more of',
      systemError("EMFILE: too many open files, open 'x'", { code: 'EMFILE', syscall: 'open' }),
      "EMFILE: too many open files, open 'x'. Let more files be open at once (ulimit -n).",
    ],
    [
      'a thread that cannot be started',
      systemError('Worker initialization failure: EMFILE', { code: 'ERR_WORKER_INIT_FAILED' }),
      'Worker initialization failure: EMFILE. Let more files be open at once (ulimit -n).',
    ],
    [
      'a thread that cannot read the program',
      new Error('Cannot read package config /x/package.json: too many open files.\n'),
      'Cannot read package config /x/package.json: too many open files. Let more files be open at once (ulimit -n).',
    ],
    [
      'a thread that has no more memory',
      systemError('Worker terminated due to reaching memory limit: JS heap out of memory', {
        code: 'ERR_WORKER_OUT_OF_MEMORY',
      }),
      'Worker terminated due to reaching memory limit: JS heap out of memory. Give it more memory, and more threads and processes (ulimit -u).',
    ],
    ['what is no error', 'thrown\u0007', 'thrown\\x07'],
  ])('says of %s one line', (_, error, line) => expect(explainError(error)).toBe(line));

  it('shows the stack of a fault of the program', () => {
    expect(explainError(new TypeError('x is no function'))).toMatch(/^TypeError: x is no function\n +at /);
  });
});
