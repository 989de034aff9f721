import { type DocumentValue, isDictionary } from '../../../formats/document-value.js';
import { wordOf } from '../values.js';

/** What names a user, the best first. */
const NAMES = ['username', 'email', 'id', 'ip_address'];

/** What clients write where the server is to fill in the address that an event came from. */
const TO_BE_FILLED_IN = '{{auto}}';

/**
 * Who met the error, by the best name that the event has; null where it has none.
 *
 * @example
 * usernameOf({ id: 42, email: 'ada@example.com' }); // 'ada@example.com'
 */
export function usernameOf(user: DocumentValue): string | null {
  if (!isDictionary(user)) return wordOf(user);
  const names = NAMES.map((key) => wordOf(user[key]));
  return names.find((name) => name !== null && name !== TO_BE_FILLED_IN) ?? null;
}
