import { Interruption } from '../../interruption.js';
import { showUnprintable, toLine } from '../../text/printable.js';
import { UserError } from '../../user-error.js';

/** What Node says when a part of the program is not there, or is not made for this machine. */
const BROKEN = ['ERR_MODULE_NOT_FOUND', 'MODULE_NOT_FOUND', 'ERR_DLOPEN_FAILED'];

/** What Node and the system say when there is no more of something: what to do. */
const EXHAUSTED: readonly (readonly [pattern: RegExp, advice: string])[] = [
  [/EMFILE|ENFILE|too many open files/, 'Let more files be open at once (ulimit -n).'],
  [
    /ENOMEM|EAGAIN|ERR_WORKER_OUT_OF_MEMORY/,
    'Give it more memory, and more threads and processes (ulimit -u).',
  ],
];

/** What Node says where it cannot read a file of the program's, with the reason of the system. */
const UNREAD = /^Cannot read package config .*: [a-z ]+\.?\s*$/;

/** Which files asked for a part that is not there, each in its line. */
const REQUIRED_BY = /\nRequire stack:[\s\S]*/;

/** What is said of an error: one line when somebody can put it right; a fault of the program shows its stack. */
export function explainError(error: unknown): string {
  if (!(error instanceof Error)) return showUnprintable(String(error), '\n');
  if (error instanceof UserError || error instanceof Interruption) return toLine(error.message);
  const { code, syscall } = error as NodeJS.ErrnoException;
  // What a thread of Node's lacks while it starts has neither.
  const isOfThread = code?.startsWith('ERR_WORKER_') === true || UNREAD.test(error.message);
  const isOfSystem = syscall !== undefined || isOfThread;
  if (BROKEN.includes(code ?? ''))
    return `${toLine(error.message.replace(REQUIRED_BY, ''))}. Install oops-report again.`;
  const [, advice] =
    EXHAUSTED.find(([pattern]) => isOfSystem && pattern.test(`${code} ${error.message}`)) ?? [];
  if (advice !== undefined) return `${toLine(error.message).replace(/\.$/, '')}. ${advice}`;
  // What the system says of a file that nobody thought of; it names the file.
  if (syscall !== undefined) return `${toLine(error.message)}. Look at its permissions, and at the disk.`;
  return showUnprintable(error.stack ?? error.message, '\n');
}
