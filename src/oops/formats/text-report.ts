import { decodeUtf8, wellFormedText } from '../../text/well-formed-text.js';
import type { OopsReport, TimelineRow } from '../oops.js';
import { type DocumentValue, MAX_VALUES, numberOf } from './document-value.js';
import { noReport, ReportError } from './report-error.js';
import type { ReportFormat } from './report-format.js';
import { reportFromDocument } from './report-from-document.js';
import { unescapeText, unquotePercent } from './text-escapes.js';

/** What the OOPS writers of the first years wrote, and what every other format is told from. */
export const TEXT: ReportFormat = { name: 'text', recognises: () => true, parse: parseTextReport };

/**
 * Reads a report in the text format: headers as in mail, a blank line, then request variables, timeline, traceback.
 *
 * @throws ReportError when the first line is no header, or no header is an Oops-Id.
 *
 * @example
 * parseTextReport(Buffer.from('Oops-Id: OOPS-A0001')).id; // 'OOPS-A0001'
 */
export function parseTextReport(bytes: Uint8Array): OopsReport {
  if (bytes.length >= MAX_VALUES && countLines(bytes) > MAX_VALUES)
    throw new ReportError(`has more than ${MAX_VALUES} lines`);
  const whole = decodeUtf8(bytes);
  // A slice shares the characters, of which there may be 64 MB.
  const text = whole.slice(/^\ufeff?(\r?\n)*/.exec(whole)?.[0].length);
  const lines = text.split(text.includes('\r') ? /\r?\n/ : '\n');
  const { headers, bodyAt } = readHeaders(lines);
  if (headers.size === 0) {
    throw noReport('the first line is no header such as Oops-Id');
  }
  const { rows, variables, traceback } = parseTextBody(lines.slice(bodyAt));
  const document = {
    ...Object.fromEntries(headers),
    req_vars: variables,
    ...(isBlank(traceback) ? {} : { tb_text: unescapeText(traceback) }),
  };
  // As the timeline of a document would be read, without a list for each of hundreds of rows.
  return { ...reportFromDocument(document), timeline: rows.map(timelineRowOf) };
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

/** What follows the headers, as it was written. */
interface TextBody {
  readonly variables: string[][];
  readonly rows: readonly Row[];
  readonly traceback: string;
}

/**
 * Takes what follows the headers of a text report apart. The parts are told apart line
 * by line, since blank lines, which should separate them, also stand between the request variables of old reports:
 *
 * - from a line that starts with `Traceback` or `== EXTRA DATA ==` on, else after the last line of another kind: the
 *   traceback;
 * - digits, a dash, digits, then `@`, a blank or nothing: a row of the timeline, so that `2011-09-08=...` is none;
 * - a line with `=`: a request variable;
 * - a line right below a row: more of its statement;
 * - any other line: a request variable of that name without a value.
 *
 * @example
 * parseTextBody(['HTTP_HOST=launchpad.net', '', '00001-00005@store_a SELECT 1', '', 'Traceback:', ' boom']);
 * // { variables: [['HTTP_HOST', 'launchpad.net']], traceback: 'Traceback:\n boom',
 * //   rows: [{ start: '00001', end: '00005', category: 'store_a', detail: 'SELECT 1' }] }
 */
function parseTextBody(lines: readonly string[]): TextBody {
  const tracebackAt = findTraceback(lines);
  const variables: string[][] = [];
  const rows: Row[] = [];
  let rowAbove: Row | null = null;
  for (const line of lines.slice(0, tracebackAt)) {
    const row = rowFromLine(line);
    if (row) rows.push(row);
    if (row || isBlank(line)) {
      rowAbove = row;
    } else if (rowAbove && !line.includes('=')) {
      rowAbove.detail += ` ${line.trim()}`;
    } else {
      variables.push(variableFromLine(line));
    }
  }
  return { variables, rows, traceback: lines.slice(tracebackAt).join('\n') };
}

function timelineRowOf({ start, end, category, detail }: Row): TimelineRow {
  return {
    start: numberOf(Number(start)) ?? 0,
    end: numberOf(Number(end)) ?? 0,
    category: category === null ? null : wellFormedText(unescapeText(category)),
    detail: wellFormedText(unescapeText(detail)),
  };
}

interface Row {
  readonly start: string;
  readonly end: string;
  readonly category: string | null;
  detail: string;
}

/** A variable whose name only begins so, such as `TRACEBACK_LEVEL=1`, starts no traceback. */
const TRACEBACK = /^(traceback(?![\w.-]*=)|== EXTRA DATA ==)/i;
/** What stands before the detail of a row. */
const ROW = /^(\d+)-(\d+)(?![^@\s])(?:@(\S*))?[ \t]*/;

/** The index of the first line of the traceback; the number of lines when there is none. */
function findTraceback(lines: readonly string[]): number {
  const marked = lines.findIndex((line) => TRACEBACK.test(line));
  return marked >= 0 ? marked : findLastLines(lines);
}

/**
 * Where the traceback of a report starts that does not say so. Its own lines can hold `=`, so it is the paragraphs at
 * the end that do not begin with a row or a variable, and what else stands below the last of those.
 */
function findLastLines(lines: readonly string[]): number {
  let start = lines.length;
  for (let at = lines.length - 1; at >= 0; at--) {
    const beginsParagraph = !isBlank(lines[at] ?? '') && isBlank(lines[at - 1] ?? '');
    if (!beginsParagraph) continue;
    if (isRowOrVariable(lines[at] ?? '')) {
      const last = at + lines.slice(at, start).findLastIndex(isRowOrVariable);
      const below = lines.findIndex((line, index) => index > last && !isBlank(line));
      return below < 0 ? lines.length : below;
    }
    start = at;
  }
  return start;
}

function isRowOrVariable(line: string): boolean {
  return ROW.test(line) || line.includes('=');
}

function rowFromLine(line: string): Row | null {
  const [before, start, end, category] = ROW.exec(line) ?? [];
  if (before === undefined || start === undefined || end === undefined) return null;
  return { start, end, category: category || null, detail: line.slice(before.length) };
}

function variableFromLine(line: string): string[] {
  const equals = line.indexOf('=');
  const parts = equals < 0 ? [line] : [line.slice(0, equals), line.slice(equals + 1)];
  return parts.map((part) => unescapeText(unquotePercent(part)));
}

function isBlank(text: string): boolean {
  return text.trim() === '';
}
