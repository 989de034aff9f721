import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { PYTHON } from './python.js';

/** Runs a command on a terminal of 80 columns and so many rows, shows what comes there, and ends with its code. */
const RUN_ON_TERMINAL = `
import fcntl, os, pty, struct, sys, termios
child, terminal = pty.fork()
if child == 0:
    fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack('HHHH', int(sys.argv[1]), 80, 0, 0))
    os.execv(sys.argv[2], sys.argv[2:])
while True:
    try:
        part = os.read(terminal, 65536)
    except OSError:
        break
    if not part:
        break
    sys.stdout.buffer.write(part)
sys.stdout.flush()
sys.exit(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]))
`;

/** Runs a command on a real terminal, both stdout and stderr, and returns what it shows, and the code. */
export async function runOnTerminal(
  command: readonly string[],
  { rows, cwd, env }: { rows: number; cwd: string; env: NodeJS.ProcessEnv },
): Promise<{ readonly code: number; readonly shown: string }> {
  const child = spawn(PYTHON, ['-c', RUN_ON_TERMINAL, String(rows), ...command], {
    ...{ cwd, env },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = once(child, 'close');
  const shown = await text(child.stdout);
  const [code] = await ended;
  return { code: Number(code), shown: shown.replaceAll('\r\n', '\n') };
}
