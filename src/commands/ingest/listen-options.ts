import { resolve } from 'node:path';
import type { Command } from 'commander';
import type { ListenAddress } from '../../receive/http/listen-address.js';
import { UserError } from '../../user-error.js';
import { readAddress } from '../options/address.js';

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
  return command.option(
    '--listen <address>',
    "receive events at ADDRESS:PORT until it is stopped, from Sentry's clients (a DSN of ours) and OpenTelemetry's exporters",
  );
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
  const address = readAddress(['--listen', 8126], listen);
  if (spool === undefined)
    throw new UserError('--listen needs a folder that keeps what comes in: name one with --spool.');
  return { address, spool: resolve(cwd, spool) };
}
