/** A set of the keys of ids: 64 bits of each are kept, whatever its length, so that an export can have millions. */
export interface IdSet {
  add(idKey: string): void;
  has(idKey: string): boolean;
}

/** Two hashes of a text, of 32 bits each; the first is never 0. */
type Hashes = readonly [high: number, low: number];

/** Makes an empty set. Two ids among ten million are taken for one once in three hundred thousand sets. */
export function createIdSet(): IdSet {
  let slots = new Uint32Array(2 * 1024);
  let count = 0;

  /** Where it is, or would be. */
  function placeOf(within: Uint32Array, [high, low]: Hashes): number {
    const mask = within.length / 2 - 1;
    let slot = low & mask;
    while (within[2 * slot] !== 0 && (within[2 * slot] !== high || within[2 * slot + 1] !== low)) {
      slot = (slot + 1) & mask;
    }
    return 2 * slot;
  }

  function put(within: Uint32Array, hashes: Hashes): void {
    const place = placeOf(within, hashes);
    within.set(hashes, place);
  }

  function grow(): void {
    const larger = new Uint32Array(2 * slots.length);
    for (let place = 0; place < slots.length; place += 2) {
      const high = slots[place] as number;
      if (high !== 0) put(larger, [high, slots[place + 1] as number]);
    }
    slots = larger;
  }

  return {
    add(idKey) {
      const hashes = hashesOf(idKey);
      if (slots[placeOf(slots, hashes)] !== 0) return;
      // Three quarters full, the search for a slot would take long.
      if (++count > (slots.length * 3) / 8) grow();
      put(slots, hashes);
    },
    has: (idKey) => slots[placeOf(slots, hashesOf(idKey))] !== 0,
  };
}

/** Two of the murmur family with other factors, over the code units. */
function hashesOf(text: string): Hashes {
  let high = 0x9e3779b9 ^ text.length;
  let low = 0x41c6ce57 ^ text.length;
  for (let place = 0; place < text.length; place++) {
    const unit = text.charCodeAt(place);
    high = Math.imul(high ^ unit, 0x85ebca6b);
    high ^= high >>> 13;
    low = Math.imul(low ^ unit, 0x5bd1e995);
    low ^= low >>> 15;
  }
  high = Math.imul(high ^ (high >>> 16), 0xc2b2ae35);
  low = Math.imul(low ^ (low >>> 13), 0x27d4eb2f);
  return [(high ^ (high >>> 16)) >>> 0 || 1, (low ^ (low >>> 15)) >>> 0];
}
