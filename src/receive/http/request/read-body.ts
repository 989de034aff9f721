import type { IncomingMessage } from 'node:http';
import type { Room } from '../room.js';
import { Refusal, tooLarge } from './refusal.js';
import { unpackBody } from './unpack-body.js';

/** What bodies are held with. */
export interface BodyLimits {
  /** Bytes of the largest body, unpacked; and packed, since nobody packs to make it larger. */
  readonly bodyBytes: number;
  readonly room: Room;
}

/** Something was turned away because too much waits. */
export class NoRoom extends Error {
  override readonly name = 'NoRoom';
}

/**
 * Reads the body of a request, and has it worked on. While that lasts, it counts as held.
 *
 * @throws Refusal where it cannot be taken, NoRoom where there is too much already
 */
export async function withBody<T>(
  request: IncomingMessage,
  { bodyBytes, room }: BodyLimits,
  work: (body: Buffer) => Promise<T>,
): Promise<T> {
  let held = 0;
  const hold = (bytes: number) => {
    if (!room.take(bytes)) throw new NoRoom();
    held += bytes;
  };
  try {
    const packed = await collect(request, bodyBytes, hold);
    if (packed.length === 0) throw new Refusal(400, 'There is no body.');
    const body = await unpackBody(packed, request.headers['content-encoding'], bodyBytes);
    if (body !== packed) hold(body.length);
    if (body.length === 0) throw new Refusal(400, 'There is nothing in the body.');
    return await work(body);
  } finally {
    room.give(held);
  }
}

async function collect(
  request: IncomingMessage,
  limit: number,
  hold: (bytes: number) => void,
): Promise<Buffer> {
  if (Number(request.headers['content-length']) > limit) throw tooLarge(limit);
  const parts: Buffer[] = [];
  let length = 0;
  const iterator = request.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>;
  for await (const part of iterator) {
    length += part.length;
    if (length > limit) throw tooLarge(limit);
    hold(part.length);
    parts.push(part);
  }
  return parts.length === 1 && parts[0] ? parts[0] : Buffer.concat(parts);
}
