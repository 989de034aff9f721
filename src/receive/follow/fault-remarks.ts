import type { FollowedTree } from './tree/followed-tree.js';

/** Says what cannot be read, once, and once when it can be again. */
export interface FaultRemarks {
  /** @param at of a steady clock, in milliseconds */
  tell(at: number): void;
}

/** What is away for a shorter time, in milliseconds, as a log is between its rotation and its next line, is not worth a word. */
const SHORT = 5000;

/** Makes what tells of a tree. */
export function createFaultRemarks(
  { roots, folders }: FollowedTree,
  onRemark: (remark: string) => void,
): FaultRemarks {
  const since = new Map<string, number>();
  const told = new Set<string>();

  function faultsNow(): Map<string, string> {
    const faults = new Map<string, string>();
    for (const { path, fault } of [...folders.values(), ...roots])
      if (fault !== null) faults.set(path, fault);
    return faults;
  }

  return {
    tell(at) {
      const faults = faultsNow();
      for (const [path, fault] of faults) {
        const start = since.get(path) ?? at;
        since.set(path, start);
        if (at - start < SHORT || told.has(path)) continue;
        told.add(path);
        onRemark(`${path}: ${fault}. Waiting until it can be read.`);
      }
      for (const path of since.keys()) {
        if (faults.has(path)) continue;
        since.delete(path);
        if (told.delete(path)) onRemark(`${path}: can be read again.`);
      }
    },
  };
}
