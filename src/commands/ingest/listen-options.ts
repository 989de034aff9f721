import { resolve } from 'node:path';
import type { Command } from 'commander';
import { type ListenAddress, parseListenAddress } from '../../receive/http/listen-address.js';
import { UserError } from '../../user-error.js';

/** The options of a receiver, as they are written. */
export interface WrittenListenOptions {
  readonly listen?: string;
  readonly spool?: string;
}

/** Where a receiver listens, and what it keeps what comes in. */
export interface ListenOptions {
  readonly address: ListenAddress;
  /** An absolute path. */
  readonly spool: string;
}

/** Adds the options of a receiver to a command. */
export function addListenOptions(command: Command): Command {
  return command
    .option(
      '--listen <address>',
      "receive events at ADDRESS:PORT until it is stopped, from Sentry's clients (a DSN of ours) and OpenTelemetry's exporters",
    )
    .option('--spool <folder>', 'where what is received is kept, as a date-directory repository');
}

/** Whether a receiver is asked for. */
export function takesListening({ listen }: WrittenListenOptions): boolean {
  return listen !== undefined;
}

/** Reads the options; null where no receiver is asked for. Throws a UserError for what cannot be. */
export function readListenOptions(
  { listen, spool }: WrittenListenOptions,
  cwd: string,
): ListenOptions | null {
  if (listen === undefined) return null;
  const address = parseListenAddress(listen);
  if (!address)
    throw new UserError(`--listen ${listen} is no address with a port. Write it as 127.0.0.1:8126.`);
  if (spool === undefined)
    throw new UserError('--listen needs a folder that keeps what comes in: name one with --spool.');
  return { address, spool: resolve(cwd, spool) };
}
