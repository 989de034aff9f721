import { formatSize } from '../../../oops/formats/report-error.js';

/** Why a request is not taken: its status, and what is to be done about it, in a line. */
export class Refusal extends Error {
  override readonly name = 'Refusal';

  constructor(
    readonly status: 400 | 403 | 404 | 405 | 408 | 413 | 415 | 429 | 503,
    detail: string,
    readonly headers: Readonly<Record<string, string>> = {},
  ) {
    super(detail);
  }
}

/** The refusal of a body of more than so many bytes. */
export function tooLarge(limit: number): Refusal {
  return new Refusal(413, `The body is larger than ${formatSize(limit)}.`);
}
