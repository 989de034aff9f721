import { statfsSync } from 'node:fs';

/** File systems of which others can write without this machine's knowledge, by the numbers of Linux (`statfs(2)`). */
const SHARED_FILE_SYSTEMS: ReadonlyMap<number, string> = new Map([
  [0x6969, 'NFS'],
  [0x517b, 'SMB'],
  [0xff534d42, 'CIFS'],
  [0xfe534d42, 'SMB'],
  [0x65735546, 'FUSE'],
  [0x01021997, '9P'],
  [0x00c36400, 'Ceph'],
  [0x5346414f, 'AFS'],
  [0x6b414653, 'AFS'],
  [0x73757245, 'Coda'],
  [0x0bd00bd0, 'Lustre'],
  [0x01161970, 'GFS2'],
  [0x7461636f, 'OCFS2'],
  [0x47504653, 'GPFS'],
  [0x19830326, 'BeeGFS'],
  [0x786f4256, 'vboxsf'],
  [0xbacbacbc, 'vmhgfs'],
  [0x7c7c6673, 'prl_fs'],
]);

/**
 * The file system of a folder where others can write into it without this machine being told, as over a network; null
 * where the kernel sees all, or nothing can be said.
 *
 * @example
 * sharedFileSystemOf('/mnt/nfs/oopses'); // 'NFS'
 */
export function sharedFileSystemOf(folder: string, statfs: StatFileSystem = statfsSync): string | null {
  try {
    return SHARED_FILE_SYSTEMS.get(statfs(folder).type >>> 0) ?? null;
  } catch {
    return null;
  }
}

/** Asks a system of what type the file system of a path is. */
export type StatFileSystem = (path: string) => { readonly type: number };
