import type { DocumentObject } from '../../../oops/formats/document-value.js';
import type { ExportRow, RowOptions } from '../export-row.js';
import { ByteWindow } from './byte-window.js';
import { canBeEnvelopeHeader, peekItemHeader, readEnvelopeItems } from './envelope-items.js';
import { parseJson, type TakenValue, takeValue, valueFromBytes } from './json-value.js';

const NEWLINE = 0x0a;
const COMMA = 0x2c;
const OPEN_LIST = 0x5b;
const CLOSE_LIST = 0x5d;
const OPEN_OBJECT = 0x7b;
const CLOSE_OBJECT = 0x7d;
const UTF8_MARK = Buffer.from('\ufeff');

/**
 * Reads a stream of JSON objects, in bounded memory however they are written: one a line, over several lines, in lists,
 * in Sentry's envelopes, and all of it one after the other. Blank lines are no rows, and lines that begin with no bracket
 * are text. What is cut off is refused and takes no whole object that begins a line with it.
 *
 * @example
 * readJsonRows(chunksOf('{"id": 1}\n[{"id": 2},\n {"id": 3}]\nstopped\n'), { limit });
 * // rows of lines 1, 2 and 3, and a text of line 4
 */
export async function* readJsonRows(
  chunks: AsyncIterable<Buffer>,
  { limit }: Pick<RowOptions, 'limit'>,
): AsyncGenerator<ExportRow> {
  const source = new ByteWindow(chunks);
  const place: Place = { source, limit, isInList: false, isInLine: false };
  try {
    for (;;) {
      const byte = skipSeparators(place);
      if (byte === null) {
        if (await source.fill()) continue;
        return;
      }
      const { line } = source;
      let value: TakenValue | null = null;
      if (byte === OPEN_OBJECT && !place.isInLine) {
        // Nothing is waited for where the line is at hand: this is the way of nearly all rows.
        const length = source.lineLength();
        value = takeLine(source, length < 0 || length > limit ? await source.findLineLength(limit) : length);
      }
      if (value?.kind === 'refused') yield { kind: 'refused', line, reason: value.reason };
      else if (value && mayBeginEnvelope(place, value.document) && (await peekItemHeader(source, limit))) {
        yield* readEnvelopeItems(source, value.document, limit);
      } else if (value) yield { kind: 'row', line, document: value.document, bytes: value.bytes };
      else {
        const row = await takeOther(place, byte);
        if (row) yield row;
      }
    }
  } finally {
    await source.close();
  }
}

/** Where reading is. */
interface Place {
  readonly source: ByteWindow;
  /** Bytes of the longest row. */
  readonly limit: number;
  isInList: boolean;
  /** Whether something stands before it in its line. */
  isInLine: boolean;
}

/** Goes over what stands between values. Returns the byte that is none of it; null where more of the stream is needed. */
function skipSeparators(place: Place): number | null {
  const { source } = place;
  for (let byte = source.bytes[source.start]; byte !== undefined; byte = source.bytes[source.start]) {
    if (byte === NEWLINE) {
      source.line++;
      place.isInLine = false;
    } else if (byte === CLOSE_LIST) place.isInList = false;
    else if (byte !== COMMA && !isBlank(byte)) return byte;
    source.start++;
  }
  return null;
}

/** Spaces, and the NULs that stand where a log was emptied while it was written. */
function isBlank(byte: number | undefined): boolean {
  return byte === 0x20 || byte === 0x0d || byte === 0x09 || byte === 0x0b || byte === 0x0c || byte === 0;
}

/** Takes the object that a line of so many bytes is by itself. Null where it is none, and for a length below 0. */
function takeLine(source: ByteWindow, length: number): TakenValue | null {
  if (length < 0) return null;
  const bytes = source.slice(0, lengthOfValue(source, length));
  // The parser is slow to refuse.
  const value = bytes.at(-1) === CLOSE_OBJECT ? valueFromBytes(bytes) : null;
  if (value) source.skipLineOf(length);
  return value;
}

/** How long a line is without what may stand behind a value: blanks, and the comma of a list. */
function lengthOfValue({ bytes, start }: ByteWindow, lineLength: number): number {
  let end = start + lineLength;
  while (isBlank(bytes[end - 1])) end--;
  if (bytes[end - 1] === COMMA) end--;
  while (isBlank(bytes[end - 1])) end--;
  return end - start;
}

/** Whether an object, whose line was taken, is the header of an envelope if that of an item follows. */
function mayBeginEnvelope({ isInList }: Place, document: DocumentObject): boolean {
  return !isInList && canBeEnvelopeHeader(document);
}

/** Takes what is no object in a line of its own. Null where it is no row. */
async function takeOther(place: Place, byte: number): Promise<ExportRow | null> {
  const { source } = place;
  const { line } = source;
  if (byte === UTF8_MARK[0] && (await skipMark(source))) return null;
  if (byte === OPEN_LIST && !place.isInList && (await beginsList(place))) {
    source.skip(1);
    place.isInList = true;
    place.isInLine = true;
    return null;
  }
  if (byte === OPEN_OBJECT || place.isInList) return takeElement(place, byte);
  await source.skipLine();
  place.isInLine = false;
  return { kind: 'text', line };
}

async function takeElement(place: Place, byte: number): Promise<ExportRow> {
  const { source, limit, isInList } = place;
  const { line } = source;
  place.isInLine = true;
  const value = await takeValue(source, limit);
  if (value.kind === 'object') return { kind: 'row', line, document: value.document, bytes: value.bytes };
  if (!value.isDamaged) return { kind: 'refused', line, reason: value.reason };
  place.isInLine = false;
  place.isInList = false;
  if (byte !== OPEN_OBJECT && byte !== OPEN_LIST) return { kind: 'text', line };
  const lost = isInList && value.hasRest ? ': the rest of its line was not read' : '';
  return { kind: 'refused', line, reason: `${value.reason}${lost}` };
}

async function skipMark(source: ByteWindow): Promise<boolean> {
  const isMark =
    (await source.ensure(UTF8_MARK.length)) && source.slice(0, UTF8_MARK.length).equals(UTF8_MARK);
  if (isMark) source.skip(UTF8_MARK.length);
  return isMark;
}

/**
 * Whether a bracket opens a list of objects, and is not that of a text such as `[error] no such file`: an object, nothing
 * more or the end of the list stands behind it in its line, or the line is a list of JSON.
 */
async function beginsList({ source, limit }: Place): Promise<boolean> {
  let at = 1;
  while (at <= limit && (at < source.length || (await source.fill()))) {
    const byte = source.bytes[source.start + at];
    if (byte === OPEN_OBJECT || byte === CLOSE_LIST || byte === NEWLINE) return true;
    if (!isBlank(byte)) break;
    at++;
  }
  if (at >= source.length) return true;
  const length = await source.findLineLength(limit);
  return length >= 0 && Array.isArray(parseJson(source.slice(0, lengthOfValue(source, length))));
}
