/** Values that a statement has as `{name:Type}`, however long they are. */
export type Parameters = Readonly<Record<string, unknown>>;

/** A statement with its values. */
export interface Statement {
  readonly sql: string;
  readonly parameters: Parameters;
}

/** A field of a form may have 131,072 bytes by ClickHouse; what is escaped in it takes twice as many. */
const MOST_BYTES = 60_000;

/**
 * Says the same with values that a server takes: it refuses one of more than 128 KiB, whatever its settings say. Lists, and texts,
 * that are longer come in parts, which the statement puts together. What is looked for IN a list is so in a set made of them: in an
 * array that is put together every element would be looked at for every row.
 *
 * @example
 * splitLongParameters({ sql: 'SELECT {ids:Array(String)}', parameters: { ids: ['a', 'b'] } }, 8);
 * // { sql: 'SELECT arrayConcat({ids_0:Array(String)}, {ids_1:Array(String)})', parameters: { ids_0: ['a'], ids_1: ['b'] } }
 */
export function splitLongParameters({ sql, parameters }: Statement, mostBytes = MOST_BYTES): Statement {
  const split = new Map<string, readonly unknown[]>();
  const sent: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(parameters)) {
    const parts = partsOf(value, mostBytes);
    if (parts.length === 1) sent[name] = value;
    else {
      split.set(name, parts);
      for (const [place, part] of parts.entries()) sent[`${name}_${place}`] = part;
    }
  }
  const joined = sql.replace(
    /(\bIN )?\{(\w+):([^{}]+)\}/g,
    (whole, isIn = '', name: string, type: string) => {
      const parts = split.get(name);
      if (!parts) return whole;
      const join = type.startsWith('Array') ? 'arrayConcat' : 'concat';
      const all = `${join}(${parts.map((_, place) => `{${name}_${place}:${type}}`).join(', ')})`;
      return isIn === '' ? all : `${isIn}(SELECT arrayJoin(${all}))`;
    },
  );
  return { sql: joined, parameters: sent };
}

function partsOf(value: unknown, mostBytes: number): readonly unknown[] {
  if (typeof value === 'string') return textParts(value, mostBytes);
  if (Array.isArray(value)) return listParts(value, mostBytes);
  return [value];
}

function textParts(text: string, mostBytes: number): readonly string[] {
  if (bytesOf(text) <= mostBytes) return [text];
  const parts: string[] = [];
  let part = '';
  let bytes = 0;
  for (const character of text) {
    const more = bytesOf(character);
    if (part !== '' && bytes + more > mostBytes) {
      parts.push(part);
      part = '';
      bytes = 0;
    }
    part += character;
    bytes += more;
  }
  return [...parts, part];
}

function listParts(list: readonly unknown[], mostBytes: number): readonly unknown[][] {
  const parts: unknown[][] = [];
  let part: unknown[] = [];
  let bytes = 0;
  for (const value of list) {
    const more = bytesOf(value) + 1;
    if (part.length > 0 && bytes + more > mostBytes) {
      parts.push(part);
      part = [];
      bytes = 0;
    }
    part.push(value);
    bytes += more;
  }
  return [...parts, part];
}

function bytesOf(value: unknown): number {
  // JSON has no numbers of 64 bits.
  return Buffer.byteLength(typeof value === 'bigint' ? String(value) : (JSON.stringify(value) ?? ''));
}
