import { expect, it } from 'vitest';
import { sharedFileSystemOf } from '../../../../src/receive/follow/tree/network-folder.js';
import { makeFolder } from '../../../support/temporary-folder.js';

it.each([
  [0x6969, 'NFS'],
  [0xff534d42, 'CIFS'],
  // As a signed number, which some systems give.
  [0xfe534d42 | 0, 'SMB'],
  [0x65735546, 'FUSE'],
  [0xef53, null],
])('of type %d is %s', (type, name) => {
  expect(sharedFileSystemOf('/', () => ({ type }))).toBe(name);
});

it('asks the system, and says nothing of what is not there', () => {
  const folder = makeFolder();
  expect([sharedFileSystemOf(folder), sharedFileSystemOf(`${folder}/gone`)]).toEqual([null, null]);
});
