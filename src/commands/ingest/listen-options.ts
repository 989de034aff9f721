import type { Command } from 'commander';
import type { Address } from '../../receive/address.js';
import { readAddress } from '../options/address.js';
import { readSpool } from './spool-option.js';

/** The options of a receiver, as they are written. */
export interface WrittenListenOptions {
  readonly listen?: string;
  readonly spool?: string;
}

/** Where a receiver listens, and where it keeps what comes in. */
export interface ListenOptions {
  readonly address: Address;
  /** An absolute path. */
  readonly spool: string;
}

/** Adds the option of a receiver to a command; where it keeps what comes in, `--spool` says. */
export function addListenOption(command: Command): Command {
  return command.option(
    '--listen <address>',
    "receive events at ADDRESS:PORT until it is stopped: a DSN for Sentry's clients, an endpoint for OTLP/JSON",
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
  const address = readAddress('--listen', listen);
  return { address, spool: readSpool(spool, cwd) };
}
