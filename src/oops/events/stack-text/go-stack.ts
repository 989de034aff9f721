import type { Cause } from '../../oops.js';

/**
 * Reads a panic of Go, or an error with its stacks as `%+v` of github.com/pkg/errors prints it, where the root comes first.
 * Go has no names of exceptions: the type is `panic`, or none. Stacks without a message are no exception.
 *
 * @example
 * readGoStack(['connection refused', 'main.query', '\t/src/main.go:10', 'cannot save', 'main.save', '\t/src/main.go:20']);
 * // [{ type: null, value: 'cannot save' }, { type: null, value: 'connection refused' }]
 */
export function readGoStack(lines: readonly string[]): readonly Cause[] {
  return lines.some((line) => PANIC.test(line)) ? readPanics(lines) : readWrapped(lines);
}

const PANIC = /^\t*(panic|fatal error): /;

/** A panic while another one unwinds follows it, indented; each says its message up to an empty line or `[signal …]`. */
function readPanics(lines: readonly string[]): readonly Cause[] {
  const end = lines.findIndex((line) => line === '' || /^\[signal |^goroutine \d/.test(line));
  const panics: string[][] = [];
  for (const line of end < 0 ? lines : lines.slice(0, end)) {
    if (PANIC.test(line)) panics.push([line.trim()]);
    else panics.at(-1)?.push(line);
  }
  return panics.map(readPanic).reverse();
}

function readPanic(lines: readonly string[]): Cause {
  const [type = '', ...rest] = lines.join('\n').split(': ');
  const value = rest
    .join(': ')
    .replace(/ \[recovered(?:, repanicked)?\]$/, '')
    .trim();
  return { type, value: value || null };
}

/** Lines that are neither a function nor its place are messages; those between two stacks are one. */
function readWrapped(lines: readonly string[]): readonly Cause[] {
  const messages: string[][] = [[]];
  for (const [index, line] of lines.entries()) {
    if (isPlace(line) || isPlace(lines[index + 1]) || /^goroutine \d/.test(line)) messages.push([]);
    else messages.at(-1)?.push(line);
  }
  return messages
    .map((message) => message.join('\n').trim())
    .filter((message) => message !== '')
    .map((value) => ({ type: null, value }))
    .reverse();
}

function isPlace(line: string | undefined): boolean {
  return line !== undefined && /^\t\S.*:\d+/.test(line);
}
