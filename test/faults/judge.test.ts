import { describe, expect, it } from 'vitest';
import { compareAnswers, faultOfCode, faultOfMessage } from '../../faults/judge.js';

const ended = {
  ...{ args: ['ingest'], isLive: false, code: 0, signal: null, stdout: '', stderr: '', milliseconds: 1 },
};

describe('what a disturbed run answers', () => {
  it('is the same in any order', () => {
    expect(compareAnswers(['a', 'b', 'b'], ['b', 'a', 'b'])).toEqual({ lost: [], doubled: [] });
  });

  it('has lost an OOPS that is missing', () => {
    expect(compareAnswers(['oops 1', 'oops 2'], ['oops 2'])).toEqual({ lost: ['oops 1'], doubled: [] });
  });

  it('has doubled an OOPS that is there twice, and one that should not be there', () => {
    expect(compareAnswers(['oops 1'], ['oops 1', 'oops 1', 'oops 3'])).toEqual({
      lost: [],
      doubled: ['oops 1', 'oops 3'],
    });
  });

  it('has both where an OOPS is another', () => {
    expect(compareAnswers(['oops 1 a'], ['oops 1 b'])).toEqual({ lost: ['oops 1 a'], doubled: ['oops 1 b'] });
  });
});

describe('what a run says', () => {
  it.each([
    { what: 'nothing', stderr: '', isLive: false },
    { what: 'a line', stderr: 'oops-report: the disk is full.\n', isLive: false },
    {
      what: 'a remark after the other, where it runs until it is stopped',
      stderr: 'Ready.\nAgain.\n',
      isLive: true,
    },
  ])('is as it should be: $what', ({ stderr, isLive }) => {
    expect(faultOfMessage({ ...ended, stderr, isLive })).toBeNull();
  });

  it.each([
    { what: 'two lines of a command', stderr: 'one\ntwo\n', isLive: false },
    { what: 'the trace of an error', stderr: 'Error: gone\n    at main.js:1\n', isLive: true },
    { what: 'a warning of Node', stderr: '(node:7) Warning: too many\n', isLive: true },
  ])('is too much: $what', ({ stderr, isLive }) => {
    expect(faultOfMessage({ ...ended, stderr, isLive })).toBe(`ingest: ${stderr}`);
  });
});

describe('how a run ended', () => {
  it.each([
    { what: 'with an exit code that was to be expected', code: 2, signal: null },
    { what: 'because it was killed', code: null, signal: 'SIGKILL' as const },
  ])('is as it should be: $what', ({ code, signal }) => {
    expect(faultOfCode({ ...ended, code, signal }, [0, 2])).toBeNull();
  });

  it.each([
    { what: 'with another code', code: 1, signal: null, said: 'ingest: ended with 1: why' },
    {
      what: 'by itself, as a fault of memory',
      code: null,
      signal: 'SIGSEGV' as const,
      said: 'ingest: ended with SIGSEGV: why',
    },
  ])('is wrong: $what', ({ code, signal, said }) => {
    expect(faultOfCode({ ...ended, code, signal, stderr: 'why' }, [0, 2])).toBe(said);
  });
});
