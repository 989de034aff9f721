import { isUtf8 } from 'node:buffer';
import { decodeUtf8 } from '../../text/well-formed-text.js';

const ESCAPES = /\\\\|(?:\\x[89a-fA-F][0-9a-fA-F])+|\\u[0-9a-fA-F]{4}|\\U[0-9a-fA-F]{8}/g;

/**
 * Takes back the escapes of a text report: `\\` for a backslash, and for what is not ASCII `\xNN`, `\uNNNN` or
 * `\UNNNNNNNN`, the number of a character. Python 2 wrote `\xNN` also for the bytes of its byte strings, so a run of
 * them that is UTF-8 is read as such. Any other backslash stands for itself.
 *
 * @example
 * unescapeText(String.raw`caf\xe9, caf\xc3\xa9, C:\\temp`); // 'café, café, C:\temp'
 */
export function unescapeText(text: string): string {
  return text.includes('\\') ? text.replace(ESCAPES, unescapeOne) : text;
}

function unescapeOne(sequence: string): string {
  if (sequence === '\\\\') return '\\';
  if (sequence[1] === 'x') return decodeByteRun(sequence);
  const character = Number.parseInt(sequence.slice(2), 16);
  return character < 0x80 || character > 0x10ffff ? sequence : String.fromCodePoint(character);
}

function decodeByteRun(escapes: string): string {
  const bytes = Buffer.from(escapes.replaceAll('\\x', ''), 'hex');
  return bytes.toString(isUtf8(bytes) ? 'utf8' : 'latin1');
}

/**
 * Takes back percent-quoting, `%E2%98%95` for `☕`. What is no UTF-8 becomes what `decodeUtf8` makes of it, and a
 * `%` without two digits, as in `100%`, stands for itself.
 */
export function unquotePercent(text: string): string {
  return text.replace(/(?:%[0-9a-f]{2})+/gi, (run) =>
    decodeUtf8(Buffer.from(run.replaceAll('%', ''), 'hex')),
  );
}
