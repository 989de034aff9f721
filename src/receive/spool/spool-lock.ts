import { hash } from 'node:crypto';
import { realpathSync } from 'node:fs';
import { createServer } from 'node:net';
import { UserError } from '../../user-error.js';

/**
 * Keeps a second program from taking a spool for its own while this one uses it: what one of them is writing, the other
 * would load half. It is held by the system, so that it goes with the program however that ends; on systems that cannot,
 * nobody is kept from anything.
 *
 * @param root an absolute path of a folder that is there
 * @returns what lets go of it
 * @throws UserError where another program has it
 */
export async function lockSpool(root: string): Promise<() => Promise<void>> {
  // The zero stands for a name that is no file.
  const name = `\0oops-report-spool-${hash('sha256', realpathSync(root)).slice(0, 32)}`;
  const server = createServer((socket) => socket.destroy());
  const code = await new Promise<string | undefined>((resolve) => {
    server.once('error', (error: NodeJS.ErrnoException) => resolve(error.code));
    server.listen(name, () => resolve(undefined));
  });
  if (code === 'EADDRINUSE')
    throw new UserError(
      `${root}: another program is using this spool. End it, or name another one with --spool.`,
    );
  return async () => {
    if (code === undefined) await new Promise((resolve) => server.close(resolve));
  };
}
