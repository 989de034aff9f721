/** A traceback, taken apart: what others have in common with it, and what it alone may have. */
export interface SplitTraceback {
  /** The traceback with `PLACEHOLDER` in the place of each part. */
  readonly template: string;
  /** Words of ASCII letters and digits, in the order of their places. */
  readonly parts: readonly string[];
}

/**
 * Stands in a template for a part. It is for private use (Unicode, 23.5), so that no report has it, and FTS5 takes it for a word, as
 * what it stands for is one: a template has its words in the same places as the traceback.
 */
export const PLACEHOLDER = '\u{e000}';

/** Shorter ones take no more space than their parts would. */
const SHORTEST = 100;

/** What may differ from one traceback to the next: UUIDs (RFC 9562), addresses, hashes, numbers. */
const PARTS =
  /\b(?:[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|0x[0-9a-f]+|\d{2,}|(?=[a-f]{0,40}\d)[0-9a-f]{8,})\b/gi;

/** What stands before the number of a line or a column: `line 7`, `a.py:7`, `7:5`, `A.java:7`, `a.php(7)`. */
const BEFORE_LINE = /(?:\bline |\.\w{1,6}[:(]|\d:)$/;

/** What it ends with. */
const ENDS_BEFORE_LINE = [...' :('].map((end) => end.charCodeAt(0));

/** What a template could not tell from a part, and where functions of SQLite take a text to end. */
const UNFIT = new RegExp(`[\\0${PLACEHOLDER}]`);

/** So much of what stands before a number is looked at. */
const LOOKED_BACK = 9;

/**
 * Takes a traceback apart where that makes it smaller; null where it does not. Numbers of lines are no parts, and no words of more than
 * digits and hexadecimal letters are.
 *
 * @example
 * splitTraceback('File "a.py", line 70, in get\nKeyError: <Thing at 0x7f10>'); // { template: '… <Thing at \ue000>', parts: ['0x7f10'] }
 */
export function splitTraceback(traceback: string): SplitTraceback | null {
  if (traceback.length < SHORTEST || UNFIT.test(traceback)) return null;
  const parts: string[] = [];
  const template = traceback.replace(PARTS, (found, at: number) => {
    if (!isAlone(traceback, at, found.length)) return found;
    const words = found.split('-');
    parts.push(...words);
    return words.map(() => PLACEHOLDER).join('-');
  });
  return parts.length > 0 && 5 * parts.length < template.length ? { template, parts } : null;
}

/** Puts a traceback together again. */
export function fillTemplate({ template, parts }: SplitTraceback): string {
  let place = 0;
  return template.replaceAll(PLACEHOLDER, () => parts[place++] ?? PLACEHOLDER);
}

/**
 * The traceback as it is stored.
 *
 * @param text its text, or its template where there are parts
 * @param parts as JSON; null where the text is the traceback
 */
export function tracebackOf(text: string | null, parts: string | null): string | null {
  if (text === null || parts === null) return text;
  return fillTemplate({ template: text, parts: JSON.parse(parts) as string[] });
}

/** Whether a word could be a part, or with `isBeginning` begin one. */
export function mayBePart(word: string, isBeginning: boolean): boolean {
  return isBeginning
    ? /^(?:[0-9a-f]+|0x[0-9a-f]*)$/i.test(word)
    : /^(?:0x[0-9a-f]+|\d{2,}|[0-9a-f]{4,})$/i.test(word);
}

/** Whether what stands there is a whole word, also for who knows of other letters than ASCII's, and no number of a line. */
function isAlone(text: string, at: number, length: number): boolean {
  const before = text.charCodeAt(at - 1);
  if (before > 127 || text.charCodeAt(at + length) > 127) return false;
  if (!ENDS_BEFORE_LINE.includes(before)) return true;
  return !BEFORE_LINE.test(text.slice(Math.max(0, at - LOOKED_BACK), at));
}
