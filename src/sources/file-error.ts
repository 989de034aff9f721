/** What the system's error codes mean, in words that read well after a path. */
const EXPLANATIONS: Readonly<Record<string, string>> = {
  EACCES: 'permission denied',
  EPERM: 'permission denied',
  ENOENT: 'no such file or folder',
  ENOTDIR: 'no such file or folder',
  ELOOP: 'symbolic links lead in a circle',
  ENAMETOOLONG: 'the name is too long',
  EIO: 'the disk cannot be read',
};

/** Says in words why a file or folder could not be read; the system's code where there are none. */
export function explainFileError(error: unknown): string {
  const code = codeOf(error);
  return EXPLANATIONS[code] ?? `cannot be read (${code})`;
}

/** Whether an error says that a file is gone. */
export function isGone(error: unknown): boolean {
  return ['ENOENT', 'ENOTDIR'].includes(codeOf(error));
}

function codeOf(error: unknown): string {
  if (error instanceof Error && 'code' in error && typeof error.code === 'string') return error.code;
  throw error;
}
