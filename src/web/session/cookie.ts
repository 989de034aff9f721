/** The cookie that has the id of a session. */
export interface SessionCookie {
  /** The id that a browser sends; undefined: none. */
  read(header: string | undefined): string | undefined;
  /** The header that has a browser keep an id, or with null forget it. */
  write(id: string | null, seconds: number): string;
}

/**
 * The cookie goes to this site alone, to no script, and with no request that another site began.
 *
 * @param isSecure the site is reached over TLS: the cookie must be too
 */
export function createSessionCookie(isSecure: boolean): SessionCookie {
  // With this prefix no other host of the domain can set it: RFC 6265bis, 4.1.3.2.
  const name = `${isSecure ? '__Host-' : ''}oops-report-session`;
  const pattern = new RegExp(`(?:^|;)\\s*${name}=([\\w-]+)\\s*(?:;|$)`);
  return {
    read: (header) => pattern.exec(header ?? '')?.[1],
    write: (id, seconds) =>
      [
        `${name}=${id ?? ''}`,
        `Max-Age=${id === null ? 0 : seconds}`,
        'Path=/',
        'HttpOnly',
        'SameSite=Strict',
        ...(isSecure ? ['Secure'] : []),
      ].join('; '),
  };
}
