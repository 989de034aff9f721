/** Finds which of some ASCII names stands in bytes, without making a text of what stands there. */
export type KeyTable = (bytes: Uint8Array, from: number, to: number) => string | undefined;

/**
 * Makes a table of names.
 *
 * @example
 * createKeyTable(['id', 'time'])(Buffer.from('time'), 0, 4); // 'time'
 */
export function createKeyTable(names: Iterable<string>): KeyTable {
  const ofLength: { name: string; bytes: Uint8Array }[][] = [];
  for (const name of names) {
    const bytes = Buffer.from(name, 'latin1');
    ofLength[bytes.length] ??= [];
    ofLength[bytes.length]?.push({ name, bytes });
  }
  return (bytes, from, to) => {
    const candidates = ofLength[to - from];
    if (candidates === undefined) return undefined;
    for (const candidate of candidates) if (isAt(bytes, from, candidate.bytes)) return candidate.name;
    return undefined;
  };
}

function isAt(bytes: Uint8Array, from: number, wanted: Uint8Array): boolean {
  for (let index = 0; index < wanted.length; index++) {
    if (bytes[from + index] !== wanted[index]) return false;
  }
  return true;
}
