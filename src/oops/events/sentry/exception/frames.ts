import {
  type DocumentObject,
  type DocumentValue,
  isDictionary,
  isList,
  numberOf,
  textOf,
} from '../../../formats/document-value.js';
import { valuesOf, wordOf } from '../values.js';

/** One call of a stack. */
export interface Frame {
  /** The file, or what stands for it: the module or the library. */
  readonly place: string | null;
  readonly line: number | null;
  readonly function: string | null;
  /** Of machine code; null elsewhere. */
  readonly address: string | null;
  /** The code of the line; null where the client did not send it. */
  readonly code: string | null;
  /** Whether the call was in the program's own code; false too where nobody says so. */
  readonly isOwn: boolean;
}

/**
 * The calls of a stack, the oldest first. An exported event spells their keys in camel case.
 *
 * @example
 * framesOf({ frames: [{ filename: 'pay.py', lineno: 7, function: 'pay' }] });
 * // [{ place: 'pay.py', line: 7, function: 'pay', address: null, code: null, isOwn: false }]
 */
export function framesOf(stacktrace: DocumentValue): readonly Frame[] {
  const frames = isDictionary(stacktrace) ? stacktrace.frames : stacktrace;
  return isList(frames) ? frames.filter(isDictionary).map(frameFrom) : [];
}

function frameFrom(frame: DocumentObject): Frame {
  const line = numberOf(frame.lineno ?? frame.lineNo);
  return {
    place:
      wordOf(frame.abs_path ?? frame.absPath) ??
      wordOf(frame.filename) ??
      wordOf(frame.module) ??
      wordOf(frame.package),
    line,
    function: wordOf(frame.function) ?? wordOf(frame.raw_function ?? frame.rawFunction),
    address: wordOf(frame.instruction_addr ?? frame.instructionAddr),
    code: wordOf(frame.context_line) ?? codeAt(frame.context, line),
    isOwn: (frame.in_app ?? frame.inApp) === true,
  };
}

/** An exported frame has the lines around it as pairs of their number and text. */
function codeAt(context: DocumentValue, line: number | null): string | null {
  if (!isList(context) || line === null) return null;
  const found = context.filter(isList).find(([number]) => numberOf(number) === line);
  return textOf(found?.[1])?.trim() || null;
}

/**
 * The stack of an event that lies in no exception: its own, or that of the thread that crashed, else of the thread that
 * sent the event, else of the only thread.
 */
export function framesBesideExceptions(event: DocumentObject): readonly Frame[] {
  const own = framesOf(event.stacktrace);
  if (own.length > 0) return own;
  const threads = valuesOf(event.threads);
  const thread =
    threads.find(({ crashed }) => crashed === true) ??
    threads.find(({ current }) => current === true) ??
    (threads.length === 1 ? threads[0] : undefined);
  return framesOf(thread?.stacktrace);
}

/** What clients write for a function whose name they do not know. */
const NAMELESS: ReadonlySet<string> = new Set(['?', '<unknown>', '<anonymous>']);

/**
 * The function that failed: the newest of the program's own, or of all where none is its own. Null where none of them has
 * a name.
 */
export function failingFunction(frames: readonly Frame[]): string | null {
  const own = frames.filter(({ isOwn }) => isOwn);
  const named = (own.length > 0 ? own : frames).filter(({ function: name }) => !NAMELESS.has(name ?? '?'));
  return named.at(-1)?.function ?? null;
}
