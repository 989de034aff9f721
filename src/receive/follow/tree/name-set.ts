/** Names that are known. A million of them take 16 MB. */
export interface NameSet {
  add(name: string): void;
  /** Whether it was added. One in some billions that was not is taken for one that was. */
  has(name: string): boolean;
  readonly size: number;
}

const FIRST_PLACES = 256;

/** Makes an empty set: a table of hashes of 53 bits, at most two thirds full. 0 is a free place. */
export function createNameSet(): NameSet {
  let hashes = new Float64Array(FIRST_PLACES);
  let size = 0;

  function placeOf(hash: number): number {
    const mask = hashes.length - 1;
    let place = hash & mask;
    while (hashes[place] !== 0 && hashes[place] !== hash) place = (place + 1) & mask;
    return place;
  }

  function grow(): void {
    const old = hashes;
    hashes = new Float64Array(2 * old.length);
    for (const hash of old) if (hash !== 0) hashes[placeOf(hash)] = hash;
  }

  return {
    add(name) {
      const hash = hashOf(name);
      const place = placeOf(hash);
      if (hashes[place] === hash) return;
      hashes[place] = hash;
      if (3 * ++size > 2 * hashes.length) grow();
    },
    has(name) {
      const hash = hashOf(name);
      return hashes[placeOf(hash)] === hash;
    },
    get size() {
      return size;
    },
  };
}

/** cyrb53, by bryc, placed in the public domain: 53 bits of a text, never 0. */
function hashOf(text: string): number {
  let high = 0xdeadbeef;
  let low = 0x41c6ce57;
  for (let index = 0; index < text.length; index++) {
    const unit = text.charCodeAt(index);
    high = Math.imul(high ^ unit, 2654435761);
    low = Math.imul(low ^ unit, 1597334677);
  }
  high = Math.imul(high ^ (high >>> 16), 2246822507) ^ Math.imul(low ^ (low >>> 13), 3266489909);
  low = Math.imul(low ^ (low >>> 16), 2246822507) ^ Math.imul(high ^ (high >>> 13), 3266489909);
  return 4294967296 * (2097151 & low) + (high >>> 0) || 1;
}
