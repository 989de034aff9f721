import type { Cause } from '../../oops.js';
import { splitAtLines } from './split-lines.js';
import { readHeader } from './stack-header.js';

/**
 * Reads the traceback of a Python exception. Python prints the root first, and between two how they hang together. Of a
 * group, its members follow it as causes, in their order.
 * Source of the sentences: `traceback.py` of CPython; of the frames of a group: PEP 654.
 */
export function readPythonStack(lines: readonly string[]): readonly Cause[] {
  return splitAtLines(lines, (line) => CONNECTIONS.has(line))
    .reverse()
    .flatMap(readPart);
}

/** Of `raise … from …`. */
export const DIRECT_CAUSE = 'The above exception was the direct cause of the following exception:';
/** Of an exception in the handling of another. */
export const DURING_HANDLING = 'During handling of the above exception, another exception occurred:';
const CONNECTIONS: ReadonlySet<string> = new Set([DIRECT_CAUSE, DURING_HANDLING]);

/** Above, between and below the members of a group, such as `  +-+---------------- 1 ----------------`. */
const RULE = /^ *\+-/;
/** What stands in front of the lines of a group. */
const FRAME = /^ *(?:\| ?|\+ )/;

/** One exception, or a group: each part between its rules is a traceback of its own. */
function readPart(lines: readonly string[]): readonly Cause[] {
  if (!lines.some((line) => RULE.test(line))) return readException(lines);
  return splitAtLines(lines, (line) => RULE.test(line)).flatMap((part) =>
    readPythonStack(part.map((line) => line.replace(FRAME, ''))),
  );
}

const TRACEBACK = /^(?:Exception Group )?Traceback \(most recent call last\):/;

/**
 * The lines of frames are indented; the first behind them that is not begins the exception, and all after it is its message.
 * What another process raised stands between `"""`, behind a line of its own (`multiprocessing.pool.RemoteTraceback`).
 */
function readException(lines: readonly string[]): readonly Cause[] {
  const own = lines.filter((line) => line !== '"""');
  const traceback = own.findIndex((line) => TRACEBACK.test(line));
  const start = own.findIndex((line, index) => index > traceback && /^\S/.test(line));
  return start < 0 ? [] : [readHeader(own.slice(start).join('\n'))];
}
