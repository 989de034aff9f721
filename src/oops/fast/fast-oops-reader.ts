import type { DocumentValue } from '../formats/document-value.js';
import { ReportError } from '../formats/report-error.js';
import type { FastReader } from '../formats/report-format.js';
import { KNOWN_KEYS, reportFromDocument } from '../formats/report-from-document.js';
import type { Oops } from '../oops.js';
import { type KeepsStatement, oopsFromDigest } from '../oops-from-report.js';
import { BsonCursor, createKeyTable, DOCUMENT, LIST, Unusual } from './bson-cursor.js';
import { TimelineDigester } from './timeline-digest.js';

/**
 * Makes the fast reader of BSON reports: it takes what the database keeps, and steps over the rest by its lengths. It does
 * what `oopsFromReport(parseBsonReport(bytes))` does, several times as fast. It returns null for whatever is not as
 * python-oops writes it, damaged documents among them: the plain way then says what it is, or what is wrong with it.
 */
export function createFastOopsReader(): FastReader {
  const digester = new TimelineDigester();

  return (bytes, keepsStatement) => {
    if (bytes.length < 5 || bytes.length > LARGEST) return null;
    try {
      const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
      return readOops(new BsonCursor(buffer), digester, keepsStatement);
    } catch (error) {
      if (error instanceof Unusual || error instanceof RangeError || error instanceof ReportError)
        return null;
      throw error;
    }
  };
}

/** Larger reports are read the plain way. No smaller one has room for MAX_VALUES elements, so none are counted. */
const LARGEST = 1_000_000;
/** The request variables that `oopsFromReport` looks at. */
const WANTED = createKeyTable(['REQUEST_METHOD', 'HTTP_USER_AGENT', 'HTTP_REFERER']);
const KNOWN = createKeyTable(KNOWN_KEYS);

function readOops(cursor: BsonCursor, digester: TimelineDigester, keepsStatement?: KeepsStatement): Oops {
  const { bytes } = cursor;
  const document: Record<string, DocumentValue> = {};
  const end = cursor.open(bytes.length);
  if (end !== bytes.length - 1) throw new Unusual();
  digester.begin(bytes);
  while (cursor.at < end) {
    const type = cursor.type();
    const key = cursor.keyOf(KNOWN);
    if (key === undefined) cursor.skip(type, end, 0);
    else if (key === 'timeline') digestTimeline(cursor, digester, type, end);
    else if (key === 'req_vars') document[key] = readVariables(cursor, type, end);
    else document[key] = cursor.readScalar(type);
  }
  cursor.close(end);
  return oopsFromDigest(reportFromDocument(document), digester, keepsStatement);
}

/** Of two timelines in one document the later counts. */
function digestTimeline(
  cursor: BsonCursor,
  digester: TimelineDigester,
  type: number,
  outerEnd: number,
): void {
  if (type !== LIST) throw new Unusual();
  digester.begin(cursor.bytes);
  const end = cursor.open(outerEnd);
  while (cursor.at < end) {
    if (cursor.type() !== LIST) throw new Unusual();
    cursor.skipKey();
    if (!digestUsualRow(cursor, digester, end)) digestRow(cursor, digester, end);
  }
  cursor.close(end);
}

/** The bytes before an element's value as one number: its type, its key of one digit, and the end of that. */
const heading = (type: number, digit: string) => type + digit.charCodeAt(0) * 0x100;
const [START, END] = [heading(0x10, '0'), heading(0x10, '1')];
const [CATEGORY, DETAIL] = [heading(0x02, '2'), heading(0x02, '3')];

/**
 * Digests a row of two int32 and two strings, as nearly every row is, in a third of the time of `digestRow`. Returns false
 * for any other row, and leaves the cursor where it was.
 */
function digestUsualRow(cursor: BsonCursor, digester: TimelineDigester, outerEnd: number): boolean {
  const { at, bytes, view } = cursor;
  const end = at + view.getInt32(at, true) - 1;
  if (end >= outerEnd || end < at + SMALLEST_ROW) return false;
  if (headingAt(view, at + 4) !== START || headingAt(view, at + 11) !== END) return false;
  if (headingAt(view, at + 18) !== CATEGORY) return false;
  const category = at + 25;
  const categoryEnd = category + view.getInt32(category - 4, true) - 1;
  if (categoryEnd < category || categoryEnd > end - 9 || bytes[categoryEnd] !== 0) return false;
  if (headingAt(view, categoryEnd + 1) !== DETAIL) return false;
  const detail = categoryEnd + 8;
  const detailEnd = detail + view.getInt32(detail - 4, true) - 1;
  if (detailEnd !== end - 1 || bytes[detailEnd] !== 0 || bytes[end] !== 0) return false;
  const isSql = beginsSql(bytes, category, categoryEnd);
  digester.add(view.getInt32(at + 7, true), view.getInt32(at + 14, true), isSql, detail, detailEnd);
  cursor.at = end + 1;
  return true;
}

/** The length of the row [0, 0, '', ''] up to its last byte. */
const SMALLEST_ROW = 34;

/** The heading that stands in the bytes, see `heading`. */
function headingAt(view: DataView, at: number): number {
  return view.getInt32(at, true) & 0xffffff;
}

function digestRow(cursor: BsonCursor, digester: TimelineDigester, outerEnd: number): void {
  const end = cursor.open(outerEnd);
  const from = readMilliseconds(cursor);
  const to = readMilliseconds(cursor);
  const category = cursor.skipText();
  const isSql = beginsSql(cursor.bytes, category, cursor.textEnd);
  const detail = cursor.skipText();
  digester.add(from, to, isSql, detail, cursor.textEnd);
  while (cursor.at < end) {
    const type = cursor.type();
    cursor.skipKey();
    cursor.skip(type, end, 0);
  }
  cursor.close(end);
}

function readMilliseconds(cursor: BsonCursor): number {
  const type = cursor.type();
  cursor.skipKey();
  const value = cursor.readScalar(type);
  if (typeof value !== 'number') throw new Unusual();
  return Number.isFinite(value) ? value : 0;
}

function beginsSql(bytes: Buffer, from: number, to: number): boolean {
  return (
    to - from >= 3 &&
    ((bytes[from] as number) & 0xdf) === 0x53 &&
    ((bytes[from + 1] as number) & 0xdf) === 0x51 &&
    ((bytes[from + 2] as number) & 0xdf) === 0x4c
  );
}

/** The variables that are wanted, out of a dictionary or a list of pairs of texts. */
function readVariables(cursor: BsonCursor, type: number, outerEnd: number): DocumentValue {
  if (type === DOCUMENT) return readVariablesOfDictionary(cursor, outerEnd);
  if (type !== LIST) throw new Unusual();
  const wanted: DocumentValue[] = [];
  const end = cursor.open(outerEnd);
  while (cursor.at < end) {
    if (cursor.type() !== LIST) throw new Unusual();
    cursor.skipKey();
    const pairEnd = cursor.open(end);
    const nameAt = cursor.skipText();
    const name = WANTED(cursor.bytes, nameAt, cursor.textEnd);
    const valueAt = cursor.skipText();
    if (name !== undefined) wanted.push([name, cursor.textFrom(valueAt)]);
    cursor.close(pairEnd);
  }
  cursor.close(end);
  return wanted;
}

function readVariablesOfDictionary(cursor: BsonCursor, outerEnd: number): DocumentValue {
  const wanted: Record<string, DocumentValue> = {};
  const end = cursor.open(outerEnd);
  while (cursor.at < end) {
    const type = cursor.type();
    const name = cursor.keyOf(WANTED);
    if (name === undefined) cursor.skip(type, end, 0);
    else wanted[name] = cursor.readScalar(type);
  }
  cursor.close(end);
  return wanted;
}
