import type { Cause } from '../../oops.js';
import { collectHeads } from './split-lines.js';
import { readHeader } from './stack-header.js';

/**
 * Reads a stack of Java or of Node: a head, its frames, and behind them the same of each cause. Java says `Caused by:`, and
 * `Wrapped by:` where a logger turned the order round; pino and VError say `caused by:`; Node's `util.inspect` nests
 * `[cause]:`, and the members of an AggregateError as `[errors]:`. What Java suppressed is no cause.
 *
 * @example
 * readHeadedStack(['Error: cannot save', '    at save (a.js:1:1)', 'caused by: Error: pipe', '    at write (b.js:1:1)']);
 * // [{ type: 'Error', value: 'cannot save' }, { type: 'Error', value: 'pipe' }]
 */
export function readHeadedStack(lines: readonly string[]): readonly Cause[] {
  const isMember = memberTest(lines);
  const chain = collectHeads(lines, {
    headOf: (line, isInMessage) =>
      CAUSE.exec(line)?.[1] ?? (!isInMessage && isMember(line) ? line.trim() : null),
    endsMessage: (line) => MESSAGE_END.test(line),
  })
    .filter((head) => !NOTHING.test(head))
    .map((head) => readHeader(head.replace(WRAPPED, '$1$2')));
  return lines.some((line) => line.startsWith('Wrapped by: ')) ? chain.reverse() : chain;
}

const CAUSE = /^(?:(?:caused by|Caused by|Wrapped by)| *\[cause\]): (.*)$/;
/** A frame, Java's `... 8 more`, or a head that is whole: `[Error: pipe]`, `'pipe'`, `{ code: 1 }`, `undefined`. */
const MESSAGE_END =
  /^\s+at |^\s*\.\.\. \d+ |^ *(?:\[cause\]: )?(?:\[.*\](?: \{)?|'.*'|\{.*),?$|^ *\[cause\]: [\w.-]+,?$/;
/** Brackets around an error without frames, and quotes around a text that was thrown. */
const WRAPPED = /^(?:\[(.*)\](?: \{)?|'(.*)'),?$/;
const NOTHING = /^(?:undefined|null),?$|^\[CIRCULAR REFERENCE|^\[Circular \*/;

/** The test for a line that begins a member of an AggregateError: it stands two columns to the right of its `[errors]: [`. */
function memberTest(lines: readonly string[]): (line: string) => boolean {
  const columns = new Set(
    lines.flatMap((line) => {
      const list = /^( *)\[errors\]: \[$/.exec(line);
      return list?.[1] === undefined ? [] : [list[1].length + 2];
    }),
  );
  return (line) => columns.has(line.search(/\S/)) && /^ *\[?[A-Z][\w$]*(?: \[\w+\])?(?::|$)/.test(line);
}
