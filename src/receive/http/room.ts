/** How many bytes may be held in memory at once, by all requests together. */
export interface Room {
  /** Takes some of it. Returns false where there is not so much left, and takes nothing. */
  take(bytes: number): boolean;
  /** Gives back what was taken. */
  give(bytes: number): void;
}

/** Makes room for so many bytes. */
export function createRoom(limit: number): Room {
  let taken = 0;
  return {
    take(bytes) {
      if (taken + bytes > limit) return false;
      taken += bytes;
      return true;
    },
    give(bytes) {
      taken -= bytes;
    },
  };
}
