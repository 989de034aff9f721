import { matchesGlob } from '../text/glob.js';

/**
 * Makes the question whether a path matches a pattern of `inputs`. A pattern without a slash is compared with the last part of a path, one with a slash with as many parts as it has, and
 * one that begins with a slash with all of it.
 *
 * @example
 * createPathMatcher('api-*.log')('/var/log/api-1.log'); // true
 */
export function createPathMatcher(files: string): (path: string) => boolean {
  const wanted = files.length > 1 ? files.replace(/\/$/, '') : files;
  const parts = wanted.split('/').length;
  return (path) => {
    const end = wanted.startsWith('/') ? path : path.split('/').slice(-parts).join('/');
    return matchesGlob(wanted, end);
  };
}
