import { isIP } from 'node:net';
import type { Address } from '../../receive/address.js';
import { UserError } from '../../user-error.js';

/** Only from the same machine, where nobody says otherwise. */
const LOOPBACK = '127.0.0.1';

/**
 * Reads where to listen: `ADDRESS:PORT`, or a port alone, which is on this machine only. Throws a UserError for what is
 * neither.
 *
 * @param option for the message
 * @example
 * readAddress('--metrics', '9464');         // { host: '127.0.0.1', port: 9464 }
 * readAddress('--metrics', '0.0.0.0:9464'); // { host: '0.0.0.0', port: 9464 }
 * readAddress('--metrics', '[::1]:9464');   // { host: '::1', port: 9464 }
 */
export function readAddress(option: string, text: string): Address {
  const [, bracketed, name = LOOPBACK, digits] =
    /^(?:(?:\[([^\]]+)\]|([^:[\]/@\s]+))?:)?(\d{1,5})$/.exec(text) ?? [];
  const host = bracketed ?? name;
  const port = Number(digits);
  if (digits === undefined || port > 65_535 || (bracketed !== undefined && isIP(bracketed) !== 6)) {
    throw new UserError(`${option} ${text} is no place to listen. Write it as 127.0.0.1:9464, or as 9464.`);
  }
  return { host, port };
}
