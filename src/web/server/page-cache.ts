import { createHash } from 'node:crypto';
import type { PageAnswer } from '../page.js';

/** A page that was made, as it is sent. */
export interface MadePage {
  readonly answer: PageAnswer;
  readonly body: Buffer;
  /** Of its bytes: the same as long as they are, on whatever machine they were made. */
  readonly etag: string;
}

/** Keeps what was made until what it follows from changes. */
export interface PageCache {
  /**
   * The page of a key, made only where it is not there; who asks for the same meanwhile waits for it too.
   *
   * @param version of all that it follows from: another one has it made anew
   * @param freshFor how long it serves at most, in milliseconds, where the page itself does not say
   */
  get(key: string, version: string, freshFor: number, make: () => Promise<PageAnswer>): Promise<MadePage>;
  /** Bytes that are kept. */
  readonly bytes: number;
}

interface Kept {
  readonly version: string;
  readonly page: Promise<MadePage>;
  bytes: number;
  /** When it is no longer what would be made. */
  until: number;
}

/** What a page takes beside its bytes, about. */
const OVERHEAD = 500;

/**
 * Makes a cache that holds so many bytes, and forgets what was longest not asked for.
 *
 * What cannot be made is not kept, nor what is only for one: that it must not be asked for here.
 *
 * @param now the clock, in milliseconds since the Unix epoch
 */
export function createPageCache(limit: number, now: () => number): PageCache {
  const pages = new Map<string, Kept>();
  let bytes = 0;

  function forget(key: string, kept: Kept): void {
    if (pages.get(key) !== kept) return;
    pages.delete(key);
    bytes -= kept.bytes;
  }

  function makeRoom(): void {
    for (const [key, kept] of pages) {
      if (bytes <= limit) return;
      forget(key, kept);
    }
  }

  return {
    get bytes() {
      return bytes;
    },
    get(key, version, freshFor, make) {
      const known = pages.get(key);
      if (known?.version === version && now() < known.until) {
        // The last asked for is the last to go.
        pages.delete(key);
        pages.set(key, known);
        return known.page;
      }
      if (known) forget(key, known);
      const asked = now();
      const kept: Kept = {
        version,
        page: make().then(packPage),
        bytes: key.length + OVERHEAD,
        until: Number.POSITIVE_INFINITY,
      };
      pages.set(key, kept);
      bytes += kept.bytes;
      kept.page.then(
        ({ answer, body }) => {
          kept.until = asked + lifeOf(answer, freshFor);
          if (pages.get(key) !== kept) return;
          kept.bytes += body.length;
          bytes += body.length;
          makeRoom();
        },
        () => forget(key, kept),
      );
      return kept.page;
    },
  };
}

/** How long a page stays as it is, in milliseconds: what a name leads to, such as `latest`, can be another one soon. */
function lifeOf(answer: PageAnswer, freshFor: number): number {
  if (answer.kind === 'redirect') return Math.min(freshFor, 60_000);
  return answer.freshSeconds === undefined ? freshFor : answer.freshSeconds * 1000;
}

/** A page as it is sent. */
export function packPage(answer: PageAnswer): MadePage {
  const body = Buffer.from(answer.kind === 'page' ? answer.body : '');
  const etag = `"${createHash('sha256').update(body).digest('base64url').slice(0, 27)}"`;
  return { answer: answer.kind === 'page' ? { ...answer, body: '' } : answer, body, etag };
}
