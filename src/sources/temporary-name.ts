/**
 * Whether a file is still being written, or is no report at all, by its name: hidden (`.32040.A0.41xu60` of rsync, `.nfs…`),
 * or with the ending that writers, copiers and editors give to what is not finished.
 *
 * @example
 * isTemporaryName('OOPS-2077A1.tmp'); // true
 * isTemporaryName('32040.A0'); // false
 */
export function isTemporaryName(name: string): boolean {
  return name.startsWith('.') || name.endsWith('~') || ENDINGS.test(name);
}

const ENDINGS = /\.(?:tmp|temp|part|partial|filepart|crdownload|sw[opx])$/i;
