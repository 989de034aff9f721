/** What events told since it was taken last: a folder's names, or null where they are too many, or not known. */
export interface Events {
  note(folder: string, name: string | null): void;
  take(): ReadonlyMap<string, ReadonlySet<string> | null>;
}

/** So many names are kept: of more than these, what lies in their folder is to be found by looking. */
const MOST_NAMES = 50_000;

/** Makes it, empty. */
export function createEvents(): Events {
  let folders = new Map<string, Set<string> | null>();
  let count = 0;

  return {
    note(folder, name) {
      const names = folders.get(folder);
      if (names === null || (name !== null && names?.has(name))) return;
      if (name === null || count >= MOST_NAMES) folders.set(folder, null);
      else if (names === undefined) folders.set(folder, new Set([name]));
      else names.add(name);
      count++;
    },
    take() {
      const taken = folders;
      folders = new Map();
      count = 0;
      return taken;
    },
  };
}
