import { type DocumentValue, MAX_VALUES } from './document-value.js';
import type { OopsReport } from './oops.js';
import { ReportError } from './report-error.js';
import { reportFromDocument } from './report-from-document.js';
import { unescapeText } from './text-escapes.js';
import { parseTextBody } from './text-report-body.js';
import { decodeUtf8 } from './well-formed-text.js';

/**
 * Reads a report in the text format: headers as in mail, a blank line, then request variables, timeline, traceback.
 *
 * @throws ReportError when the first line is no header, or no header is an Oops-Id.
 *
 * @example
 * parseTextReport(Buffer.from('Oops-Id: OOPS-A0001')).id; // 'OOPS-A0001'
 */
export function parseTextReport(bytes: Uint8Array): OopsReport {
  if (countLines(bytes) > MAX_VALUES) throw new ReportError(`has more than ${MAX_VALUES} lines`);
  const whole = decodeUtf8(bytes);
  // A slice shares the characters, of which there may be 64 MB.
  const text = whole.slice(/^\ufeff?(\r?\n)*/.exec(whole)?.[0].length);
  const lines = text.split(text.includes('\r') ? /\r?\n/ : '\n');
  const { headers, bodyAt } = readHeaders(lines);
  if (headers.size === 0) {
    throw new ReportError('is neither BSON nor text: the first line is no header such as Oops-Id');
  }
  return reportFromDocument({ ...Object.fromEntries(headers), ...parseTextBody(lines.slice(bodyAt)) });
}

function countLines(bytes: Uint8Array): number {
  let count = 1;
  for (let at = bytes.indexOf(0x0a); at >= 0; at = bytes.indexOf(0x0a, at + 1)) count++;
  return count;
}

/** The key of the report dictionary that a header carries. `Page-Id` is the older name of `Topic`. */
const KEYS: Readonly<Record<string, string>> = {
  'oops-id': 'id',
  'exception-type': 'type',
  'exception-value': 'value',
  date: 'time',
  'page-id': 'topic',
  topic: 'topic',
  branch: 'branch_nick',
  revision: 'revno',
  user: 'username',
  url: 'url',
  duration: 'duration',
  informational: 'informational',
  'oops-reporter': 'reporter',
};

/** A field name of RFC 822: printable ASCII without space and colon. */
const HEADER = /^([!-9;-~]+)[ \t]*:(.*)$/s;

/**
 * Headers by key. They end at the first blank line, or at a line that is none: a writer that forgot the blank line
 * loses nothing. Of a header given twice the first counts; a header that the format does not know keeps its name.
 */
function readHeaders(lines: readonly string[]): { headers: Map<string, DocumentValue>; bodyAt: number } {
  const headers = new Map<string, string[]>();
  let current: string[] | undefined;
  let at = 0;
  for (; at < lines.length; at++) {
    const line = lines[at] ?? '';
    if (line.trim() === '') break;
    if (current && /^[ \t]/.test(line)) {
      current.push(line);
      continue;
    }
    const [, name, value] = HEADER.exec(line) ?? [];
    if (name === undefined || value === undefined) break;
    current = [value];
    const key = KEYS[name.toLowerCase()] ?? name;
    if (!headers.has(key)) headers.set(key, current);
  }
  return { headers: new Map([...headers].map(([key, parts]) => [key, headerValue(parts)])), bodyAt: at };
}

function headerValue(parts: readonly string[]): string {
  return unescapeText(
    parts
      .join(' ')
      .replace(/[ \t\n\v\f\r]+/g, ' ')
      .trim(),
  );
}
