import { describe, expect, it } from 'vitest';
import { createJudge, nameOfId } from '../../../src/receive/spool/judge-arrival.js';

describe('what is no report', () => {
  it('is set aside whatever came with it', () => {
    let headers: object = {};
    for (let depth = 0; depth < 100_000; depth++) headers = { headers };
    const judge = createJudge({ unpackedBytes: 1000 });
    const { refusal } = judge({ body: Buffer.from(''), isAgain: false, circumstances: { headers } });
    expect(refusal?.reason).toBe('empty file');
    expect(JSON.parse(String(refusal?.about))).toEqual({
      reason: 'empty file',
      left: 'what came with it cannot be written',
    });
  });
});

describe('nameOfId', () => {
  it.each([
    ['OOPS-2077A101', 'oops-2077a101'],
    ['OOPS-68383510f5054932567230492013ce90', 'oops-68383510f5054932567230492013ce90'],
    ['../../etc/passwd\0', '_etc_passwd_'],
    ['45084.S6', '45084_s6'],
    ['.hidden', '_hidden'],
    ['ÄÖÜ', '_'],
  ])('makes of %j the name %s', (id, name) => {
    expect(nameOfId(id)).toBe(name);
  });

  it('is never longer than file systems take', () => {
    expect(nameOfId('x'.repeat(300))).toHaveLength(100);
  });
});
