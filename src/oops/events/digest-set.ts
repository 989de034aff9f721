/** A set of digests, by their first 64 bits: 16 bytes each at most, where a text takes some hundreds. */
export interface DigestSet {
  /** Adds the digest that hexadecimal digits begin with. Returns whether it was not there. */
  add(hex: string): boolean;
}

/** Slots at the beginning; always a power of two, and at least half of them empty. */
const SLOTS = 1024;

/** Makes an empty set. Digests are evenly spread by themselves, so that they say their own place. */
export function createDigestSet(): DigestSet {
  let slots = new BigUint64Array(SLOTS);
  let count = 0;

  /** The slot that holds the digest, or the empty one where it belongs: 0 says that a slot is empty. */
  function slotOf(digest: bigint): number {
    let slot = Number(digest & BigInt(slots.length - 1));
    while (slots[slot] !== 0n && slots[slot] !== digest) slot = (slot + 1) % slots.length;
    return slot;
  }

  function grow(): void {
    const before = slots;
    slots = new BigUint64Array(2 * before.length);
    for (const digest of before) if (digest !== 0n) slots[slotOf(digest)] = digest;
  }

  return {
    add(hex) {
      const digest = BigInt(`0x${hex.slice(0, 16)}`) || 1n;
      const slot = slotOf(digest);
      if (slots[slot] === digest) return false;
      slots[slot] = digest;
      if (2 * ++count > slots.length) grow();
      return true;
    },
  };
}
