import { chmodSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { isSameSecret, readEditToken } from '../../../src/web/session/edit-token.js';
import { makeFolder } from '../../support/temporary-folder.js';

const LONG = '0123456789abcdef';

describe('the token of who may change something', () => {
  it('is that of the environment, or of a file where one is named', () => {
    const cwd = makeFolder({ token: `${LONG}-of-file\n` });
    chmodSync(join(cwd, 'token'), 0o600);
    const env = { OOPS_REPORT_TOKEN: LONG };
    expect(readEditToken({ env, cwd })).toBe(LONG);
    expect(readEditToken({ env, cwd, file: 'token' })).toBe(`${LONG}-of-file`);
  });

  it.each([
    [
      {},
      '--allow-edit needs a token that who changes something must know. Put one into OOPS_REPORT_TOKEN or a --token-file: Make one with openssl rand -base64 24.',
    ],
    [
      { OOPS_REPORT_TOKEN: ' ' },
      '--allow-edit needs a token that who changes something must know. Put one into OOPS_REPORT_TOKEN or a --token-file: Make one with openssl rand -base64 24.',
    ],
    [
      { OOPS_REPORT_TOKEN: LONG.slice(1) },
      'The token of OOPS_REPORT_TOKEN has 15 characters, and needs 16 at least. Make one with openssl rand -base64 24.',
    ],
    [
      { OOPS_REPORT_TOKEN: `${LONG} ä` },
      'The token of OOPS_REPORT_TOKEN may hold letters, digits and signs of ASCII alone. Make one with openssl rand -base64 24.',
    ],
  ])('is refused: %#', (env, message) => {
    expect(() => readEditToken({ env, cwd: '/' })).toThrow(
      expect.objectContaining({ message, name: 'UserError' }) as Error,
    );
  });

  it.each([
    [0o600, true],
    [0o400, true],
    // A group of its own may read it, as with the secrets of containers.
    [0o640, true],
    [0o644, false],
    [0o604, false],
    [0o660, false],
    [0o602, false],
  ])('is taken from a file of mode %o: %s', (mode, isTaken) => {
    const cwd = makeFolder({ token: LONG });
    chmodSync(join(cwd, 'token'), mode);
    const read = () => readEditToken({ env: {}, cwd, file: 'token' });
    if (isTaken) expect(read()).toBe(LONG);
    else {
      expect(read).toThrow(
        '--token-file token can be read by others, or written by more than its owner. Keep it to yourself: chmod 600 token',
      );
    }
  });

  it.each(['missing', '.'])('is not there in %s', (file) => {
    expect(() => readEditToken({ env: {}, cwd: makeFolder(), file })).toThrow(/^--token-file .+/);
  });

  it.each([
    ['', '', true],
    ['a', 'a', true],
    ['a', 'b', false],
    ['a', 'aa', false],
    ['ä'.repeat(10_000), 'a', false],
  ])('is the same as another: %#', (a, b, isSame) => expect(isSameSecret(a, b)).toBe(isSame));
});
