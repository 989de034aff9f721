import { hash } from 'node:crypto';
import { createOopsDecoder, type DecodeLimits, unpackReport } from '../../oops/formats/decode-report.js';
import { ReportError } from '../../oops/formats/report-error.js';
import { toJson } from '../../text/printable.js';

/** What somebody sent, which should be a report. */
export interface Arrival {
  readonly body: Uint8Array;
  /** Whether it may have come before, and was not acknowledged. */
  readonly isAgain: boolean;
  /** What is known of how it came, the same each time: it is kept with it where it is no report. */
  readonly circumstances: Readonly<Record<string, unknown>>;
}

/** What came, and what it is to be called on disk. */
export interface JudgedArrival {
  readonly body: Uint8Array;
  readonly isAgain: boolean;
  readonly name: string;
  /** Why it is no report, and a text about it to be kept beside it; null when it is one. */
  readonly refusal: { readonly reason: string; readonly about: Uint8Array } | null;
}

/** Makes what tells reports from what is none, as it will be told again when they are loaded. */
export function createJudge(limits: DecodeLimits): (arrival: Arrival) => JudgedArrival {
  const decode = createOopsDecoder();
  return ({ body, isAgain, circumstances }) => {
    try {
      const { id } = decode(unpackReport(body, limits));
      return { body, isAgain, name: nameOfId(id), refusal: null };
    } catch (error) {
      if (!(error instanceof ReportError)) throw error;
      const reason = error.message;
      const about = Buffer.from(`${describe(reason, circumstances)}\n`);
      return { body, isAgain, name: digest(Buffer.concat([about, body])), refusal: { reason, about } };
    }
  };
}

/** What somebody sent beside a body is his: it can be nested as deep as nobody can write it. */
function describe(reason: string, circumstances: Arrival['circumstances']): string {
  try {
    return toJson({ reason, ...circumstances }, 2);
  } catch {
    return toJson({ reason, left: 'what came with it cannot be written' }, 2);
  }
}

/** How long a name is at most that an id gives: file systems take 255 bytes. */
const LONGEST_NAME = 100;

/**
 * The name of a report's file: its id, as far as that is harmless. Ids are the same whatever their case, and so are names
 * on some file systems. It has no dot: `32040.A0` would tell a time, and `.json` an export.
 *
 * @example
 * nameOfId('OOPS-2077A101');      // 'oops-2077a101'
 * nameOfId('../../etc/passwd\0'); // '_etc_passwd_'
 */
export function nameOfId(id: string): string {
  return id
    .toLowerCase()
    .replace(/[^a-z0-9-]+/g, '_')
    .slice(0, LONGEST_NAME);
}

/**
 * The name of a report where another one has that of its id. It sorts behind that one, so that who loads the spool anew
 * finds first what came first.
 */
export function nameOfOther({ name, body }: Pick<JudgedArrival, 'name' | 'body'>): string {
  return `${name}-${digest(body)}`;
}

function digest(bytes: Uint8Array): string {
  return hash('sha256', bytes, 'hex').slice(0, 32);
}
