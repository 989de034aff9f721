import type { Cause } from '../../oops.js';
import { collectHeads } from './split-lines.js';
import { readHeader } from './stack-header.js';

/**
 * Reads what `Exception.ToString()` of .NET gives: the messages, the outermost first and ` ---> ` between them, before the
 * frames, which are innermost first. The further members of an AggregateException follow behind.
 *
 * @example
 * readDotnetStack(['A: cannot save', ' ---> B: pipe', '   at B.Write()', '   --- End of inner exception stack trace ---']);
 * // [{ type: 'A', value: 'cannot save' }, { type: 'B', value: 'pipe' }]
 */
export function readDotnetStack(lines: readonly string[]): readonly Cause[] {
  return collectHeads(lines, { headOf, endsMessage: (line) => FRAME.test(line) })
    .flatMap((head) => head.split(' ---> '))
    .map((head) => readHeader(head.replace(MEMBER, '').replace(/<---\s*$/, '')));
}

const FRAME = /^\s+at |^\s*--- End of /;
const ARROW = /^\s*---> /;
const MEMBER = /^\(Inner Exception #\d+\) /;

function headOf(line: string): string | null {
  return ARROW.test(line) ? line.replace(ARROW, '') : null;
}
