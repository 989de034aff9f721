import { ARRAYS, type FactArray, type FactColumn, WHOLE_COLUMNS } from './fact-columns.js';

/** So many OOPSes a block must have at least: the length of a BLOB then tells how it is packed. */
const FEWEST_PACKED = 16;

/** What whole numbers are packed into where none is larger. */
const NARROW = [Uint8Array, Uint16Array, Uint32Array] as const;

/**
 * The BLOB of a column: one entry where all are equal; else whole numbers in as few bytes each as the largest needs, or each entry as
 * it is. Of most columns few values are in use, or none. Little-endian, as are all machines that better-sqlite3 is built for.
 *
 * @example
 * packColumn('url_id', new Int32Array(4096).fill(7)); // 4 bytes
 */
export function packColumn(column: FactColumn, values: FactArray): Buffer {
  const isWhole = values.length < FEWEST_PACKED || WHOLE_COLUMNS.has(column);
  return toBlob(isWhole ? values : pack(values));
}

function toBlob(values: FactArray): Buffer {
  return Buffer.from(values.buffer, values.byteOffset, values.byteLength);
}

function pack(values: FactArray): FactArray {
  const [first] = values;
  if (values.every((value) => Object.is(value, first))) return values.subarray(0, 1);
  if (!values.every(isCount)) return values;
  let most = 0;
  for (const value of values) most = Math.max(most, value);
  const Narrow = NARROW.find(({ BYTES_PER_ELEMENT: bytes }) => most < 2 ** (8 * bytes));
  return Narrow && Narrow.BYTES_PER_ELEMENT < values.BYTES_PER_ELEMENT ? Narrow.from(values) : values;
}

/** -0 is none, for it would come back as 0. */
function isCount(value: number): boolean {
  return Number.isInteger(value) && (value > 0 || Object.is(value, 0));
}

/** Reads the BLOB of a column of so many OOPSes. */
export type UnpackColumn = (column: FactColumn, blob: Buffer<ArrayBuffer>, count: number) => FactArray;

/** Makes what unpacks BLOBs. They are read where they lie; of equal entries many blocks share one array. */
export function createUnpacker(): UnpackColumn {
  const equal = new Map<FactColumn, FactArray>();

  function equalEntries(column: FactColumn, value: number, count: number): FactArray {
    const known = equal.get(column);
    if (known && known.length === count && Object.is(known[0], value)) return known;
    const made = new ARRAYS[column](count).fill(value);
    equal.set(column, made);
    return made;
  }

  return (column, blob, count) => {
    const Wide = ARRAYS[column];
    if (WHOLE_COLUMNS.has(column)) return arrayOn(Wide, blob, count);
    if (count >= FEWEST_PACKED && blob.length === Wide.BYTES_PER_ELEMENT)
      return equalEntries(column, arrayOn(Wide, blob, 1)[0] as number, count);
    const bytes = blob.length / count;
    const Narrow = NARROW.find(({ BYTES_PER_ELEMENT }) => BYTES_PER_ELEMENT === bytes);
    return arrayOn(bytes < Wide.BYTES_PER_ELEMENT && Narrow ? Narrow : Wide, blob, count);
  };
}

/** What a BLOB holds, where it lies; only one that does not begin where such numbers can is copied. */
function arrayOn(
  Type: (typeof ARRAYS)[FactColumn] | (typeof NARROW)[number],
  blob: Buffer<ArrayBuffer>,
  count: number,
): FactArray {
  const { buffer, byteOffset } = blob.byteOffset % Type.BYTES_PER_ELEMENT === 0 ? blob : new Uint8Array(blob);
  return new Type(buffer, byteOffset, count);
}
