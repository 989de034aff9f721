import { expect, it } from 'vitest';
import { nameUser } from '../../../src/commands/program/name-user.js';

const nobodyKnows = () => {
  throw new Error('ENOENT: no such file or directory, uv_os_get_passwd');
};

it.each([
  [{ USER: 'ann', LOGNAME: 'bob' }, nobodyKnows, 1, 'ann'],
  [{ USER: '', LOGNAME: 'bob' }, nobodyKnows, 1, 'bob'],
  [{}, () => 'carl', 1, 'carl'],
  [{}, nobodyKnows, 12_345, 'uid 12345'],
  [{}, nobodyKnows, undefined, 'unknown'],
])('names who runs the program: %j, %s, %s: %s', (env, askSystem, uid, name) => {
  expect(nameUser(env, askSystem, uid)).toBe(name);
});
