import { formatInstant } from '../../time/instant.js';
import { toLine } from './text.js';

/** When, by what and from what a page was made: what its last line says. */
export interface Imprint {
  /** In milliseconds since the Unix epoch. */
  readonly madeAt: number;
  /** Of the program, such as `1.2.0`. */
  readonly version: string;
  /** What the database is called: see `nameStore`. */
  readonly database: string;
}

/**
 * The imprint in a line; nothing where there is none.
 *
 * @example
 * imprintText({ madeAt: Date.UTC(2026, 10, 19, 7), version: '1.2.0', database: 'oops-report.db' });
 * // 'Made 2026-11-19 07:00:00 UTC by oops-report 1.2.0 from oops-report.db'
 */
export function imprintText(imprint: Imprint | undefined): string {
  if (!imprint) return '';
  const madeAt = formatInstant(imprint.madeAt).slice(0, 19).replace('T', ' ');
  return toLine(`Made ${madeAt} UTC by oops-report ${imprint.version} from ${imprint.database}`);
}
