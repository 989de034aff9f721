import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { PYTHON } from './python.js';

/**
 * Runs a command on a terminal of 80 columns and so many rows, types something as soon as some words have come, shows what
 * comes there, and ends with its code.
 */
const RUN_ON_TERMINAL = `
import fcntl, os, pty, struct, sys, termios
child, terminal = pty.fork()
if child == 0:
    fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack('HHHH', int(sys.argv[1]), 80, 0, 0))
    os.execv(sys.argv[4], sys.argv[4:])
seen = b''
words, typed = sys.argv[2].encode(), sys.argv[3].encode()
while True:
    try:
        part = os.read(terminal, 65536)
    except OSError:
        break
    if not part:
        break
    sys.stdout.buffer.write(part)
    seen += part
    if typed and words in seen:
        os.write(terminal, typed)
        typed = b''
sys.stdout.flush()
sys.exit(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]))
`;

interface OnTerminal {
  readonly rows: number;
  readonly cwd: string;
  readonly env: NodeJS.ProcessEnv;
  /** Keys that are typed once some words have been shown. */
  readonly type?: { readonly keys: string; readonly after: string };
}

/** Runs a command on a real terminal, stdin, stdout and stderr, and returns what it shows, and the code. */
export async function runOnTerminal(
  command: readonly string[],
  { rows, cwd, env, type }: OnTerminal,
): Promise<{ readonly code: number; readonly shown: string }> {
  const { keys, after } = type ?? { keys: '', after: '' };
  const child = spawn(PYTHON, ['-c', RUN_ON_TERMINAL, String(rows), after, keys, ...command], {
    ...{ cwd, env },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = once(child, 'close');
  const shown = await text(child.stdout);
  const [code] = await ended;
  return { code: Number(code), shown: shown.replaceAll('\r\n', '\n') };
}
