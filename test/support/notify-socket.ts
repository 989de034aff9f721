import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { onTestFinished } from 'vitest';
import { PYTHON } from './python.js';
import { makeFolder } from './temporary-folder.js';

/** Takes what a service tells its manager, as systemd does, and prints each message as a line of JSON. */
const LISTEN = `
import json, os, socket, sys
listener = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
listener.bind(sys.argv[1])
print('bound', flush=True)
while True:
    message, descriptors, _, _ = socket.recv_fds(listener, 65536, 8)
    for descriptor in descriptors:
        os.close(descriptor)
    print(json.dumps(message.decode().splitlines()), flush=True)
`;

/** Whether what it takes is there. In CI it has to be: what is missing fails there. */
export const hasSystemdNotify =
  Boolean(process.env.CI) || spawnSync('systemd-notify', ['--version']).status === 0;

/** A service manager that listens until the test has ended. */
export interface NotifySocket {
  readonly path: string;
  /** The next message in which a variable is set, such as READY; those before it that say nothing of it are passed over. */
  next(variable: string): Promise<string[]>;
}

/** Listens as a service manager does, on a real socket. */
export async function listenAsManager(): Promise<NotifySocket> {
  const path = join(makeFolder(), 'notify');
  const child = spawn(PYTHON, ['-c', LISTEN, path], { stdio: ['ignore', 'pipe', 'inherit'] });
  onTestFinished(() => void child.kill());
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  await Promise.race([
    lines.next(),
    once(child, 'error').then(([error]) => {
      throw error;
    }),
  ]);
  return {
    path,
    async next(variable) {
      for (;;) {
        const { value, done } = await lines.next();
        if (done) throw new Error(`it ended before it heard ${variable}`);
        const message = JSON.parse(value) as string[];
        if (message.some((assignment) => assignment.startsWith(`${variable}=`))) return message;
      }
    },
  };
}
