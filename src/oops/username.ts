/** Who was logged in. What the report does not say is null. */
export interface Username {
  readonly login: string | null;
  readonly id: string | null;
  readonly displayName: string | null;
  readonly description: string | null;
}

/**
 * Reads a user as reports write one: `login, id, display name, description` in one string. Only the description can
 * hold commas; a report that names no more than a login is legal.
 *
 * @example
 * parseUsername('mark, 42, Mark S, likes space, and ships');
 * // { login: 'mark', id: '42', displayName: 'Mark S', description: 'likes space, and ships' }
 */
export function parseUsername(text: string): Username {
  // The space makes a comma at the end, left where trailing white space was lost, a separator too.
  const [login, id, displayName, ...description] = `${text} `.split(', ').map((part) => part.trim());
  return {
    login: login || null,
    id: id || null,
    displayName: displayName || null,
    description: description.join(', ') || null,
  };
}
