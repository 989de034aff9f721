import { createHash } from 'node:crypto';

/** A name as the hex digits of an event's id. */
export function hexOf(name: string | number): string {
  return createHash('md5').update(String(name)).digest('hex');
}

/** The id of the OOPS that an event of this name becomes. */
export const oopsIdOf = (name: string | number) => `OOPS-${hexOf(name)}`;

/** An event as clients send it, told from others by its name. */
export function namedEvent(name: string | number, given: object = {}): object {
  return {
    event_id: hexOf(name),
    timestamp: Date.now() / 1000,
    platform: 'node',
    exception: { values: [{ type: 'KeyError', value: String(name) }] },
    ...given,
  };
}

/** An envelope as Sentry's client for Node sends it, with an event of this name. */
export function namedEnvelope(name: string | number, header: object = {}): string {
  const lines = [
    { event_id: hexOf(name), sent_at: new Date().toISOString(), ...header },
    { type: 'event' },
    namedEvent(name),
  ];
  return lines.map((line) => `${JSON.stringify(line)}\n`).join('');
}

/** Posts a body and gives what was answered. */
export async function post(
  url: string,
  body: string | Uint8Array | undefined,
  headers: Readonly<Record<string, string>> = {},
): Promise<{ status: number; headers: Headers; json: Record<string, unknown> }> {
  const response = await fetch(url, {
    method: 'POST',
    headers,
    ...(body !== undefined && { body: body as NonNullable<RequestInit['body']> }),
  });
  const json = (await response.json().catch(() => ({}))) as Record<string, unknown>;
  return { status: response.status, headers: response.headers, json };
}
