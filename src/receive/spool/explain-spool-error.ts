import { UserError } from '../../user-error.js';

/** What the system says of a spool that cannot be written, and what to do. */
const EXPLANATIONS: Readonly<Record<string, string>> = {
  ENOSPC: 'the disk is full. Free some space.',
  EDQUOT: 'the quota is used up. Free some space.',
  EROFS: 'the disk can only be read. Name another folder with --spool.',
  EACCES: 'permission denied. Name a folder with --spool that can be written.',
  EPERM: 'permission denied. Name a folder with --spool that can be written.',
  ENOTDIR: 'is no folder. Name one with --spool.',
  EEXIST: 'is no folder. Name one with --spool.',
  ENOENT: 'the folder above it does not exist, or it is gone. Make that folder, or correct --spool.',
};

/** Says in one line why a spool cannot be written; undefined for an error that is not the system's. */
export function explainSpoolError(error: unknown, root: string): UserError | undefined {
  const { code, syscall } = error as NodeJS.ErrnoException;
  if (code === undefined || syscall === undefined) return undefined;
  const explanation = EXPLANATIONS[code] ?? `cannot be written (${code}). Look at the disk.`;
  return new UserError(`${root}: ${explanation}`, { cause: error });
}
