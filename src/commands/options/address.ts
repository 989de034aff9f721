import { isIP } from 'node:net';
import type { ListenAddress } from '../../receive/http/listen-address.js';
import { UserError } from '../../user-error.js';

/** Only from the same machine, where nobody says otherwise. */
const THIS_MACHINE = '127.0.0.1';

/**
 * Reads where to listen: `ADDRESS:PORT`, or a port alone, which is on this machine only. Throws a UserError for what is
 * neither.
 *
 * @param option for the message, with a port that is usual for it
 * @example
 * readAddress(['--metrics', 9464], '9464');         // { host: '127.0.0.1', port: 9464 }
 * readAddress(['--metrics', 9464], '0.0.0.0:9464'); // { host: '0.0.0.0', port: 9464 }
 * readAddress(['--metrics', 9464], '[::1]:9464');   // { host: '::1', port: 9464 }
 */
export function readAddress(
  [option, usual]: readonly [option: string, usualPort: number],
  text: string,
): ListenAddress {
  const [, bracketed, name = THIS_MACHINE, digits] =
    /^(?:(?:\[([^\]]+)\]|([^:[\]/@\s]+))?:)?(\d{1,5})$/.exec(text) ?? [];
  const host = bracketed ?? name;
  const port = Number(digits);
  if (digits === undefined || port > 65_535 || (bracketed !== undefined && isIP(bracketed) !== 6)) {
    throw new UserError(
      `${option} ${text} is no place to listen. Write it as ${THIS_MACHINE}:${usual}, or as ${usual}.`,
    );
  }
  return { host, port };
}
