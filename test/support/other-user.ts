import { spawnSync } from 'node:child_process';

/** Whom a superuser, who can write everything, has to become to be refused; anybody else stays who he is. */
export const OTHER_USER = process.getuid?.() === 0 ? { uid: 65_534, gid: 65_534 } : {};

/**
 * Whether that user can start Node and read these files, as in a checkout where everybody may enter; in one under /root,
 * which only the superuser may, he cannot.
 */
export function canOtherUserRead(...files: readonly string[]): boolean {
  const reads = 'for (const file of process.argv.slice(1)) fs.readFileSync(file)';
  return spawnSync(process.execPath, ['-e', reads, ...files], { cwd: '/', ...OTHER_USER }).status === 0;
}
