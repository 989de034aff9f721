import { describe, expect, it } from 'vitest';
import { findBugReferences, findOopsIds, findReferences } from '../../src/oops/oops-references.js';

describe('findOopsIds', () => {
  it.each([
    ['one in a sentence', 'see OOPS-2077A101, please', ['OOPS-2077A101']],
    ['one in two spellings, once', 'OOPS-2077A101 and oops-2077a101.', ['OOPS-2077A101']],
    ['a hash', '(OOPS-68383510f5054932567230492013ce90)', ['OOPS-68383510f5054932567230492013ce90']],
    ['one in a URL', 'https://oops.example.com/OOPS-2077CB12?a', ['OOPS-2077CB12']],
    ['Ubuntu One', `OOPS-2034appZ${'0a'.repeat(16)}`, [`OOPS-2034appZ${'0a'.repeat(16)}`]],
    [
      'Ubuntu One with its serial',
      'see OOPS-2147appserverZCeCCGJBHEHJCEdABaIIJDCbaJbaAbDce175347.',
      ['OOPS-2147appserverZCeCCGJBHEHJCEdABaIIJDCbaJbaAbDce175347'],
    ],
    [
      'a longer hash',
      `OOPS-${'0a'.repeat(20)} OOPS-${'0a'.repeat(32)}`,
      ['0a'.repeat(20), '0a'.repeat(32)].map((hex) => `OOPS-${hex}`),
    ],
    ['several in order', 'OOPS-2B2 OOPS-1A1', ['OOPS-2B2', 'OOPS-1A1']],
    ['none', 'OOPS-2077 oops OOPS-A xOOPS-1A1', []],
  ])('finds %s', (_, text, ids) => {
    expect(findOopsIds(text)).toEqual(ids);
  });
});

describe('findBugReferences', () => {
  it.each([
    ['words', 'bug 1, Bug #2, bugs 3 and LP: #4, LP #5, lp:#6', [1, 2, 3, 4, 5, 6]],
    ['addresses', 'https://bugs.launchpad.net/soyuz/+bug/7 https://bugs.launchpad.net/bugs/8', [7, 8]],
    ['each once', 'bug 1 bug #1', [1]],
    ['none', 'debug 1, #2, bug', []],
  ])('finds %s', (_, text, bugs) => {
    expect(findBugReferences(text)).toEqual(bugs);
  });
});

describe('findReferences', () => {
  it.each([
    ['see OOPS-2077A101.', ['OOPS-2077A101', 'OOPS-2077A101.']],
    ['__oops-2077a101__', ['oops-2077a101', 'oops-2077a101__']],
    ['https://errors.example.com/?oops=OOPS-my_own_17&x', ['OOPS-my', 'OOPS-my_own', 'OOPS-my_own_17']],
    [
      '/68383510f5054932567230492013ce90 and OOPS-68383510f5054932567230492013ce91',
      ['68383510f5054932567230492013ce90', 'OOPS-68383510f5054932567230492013ce91'],
    ],
    ['no oops at all, oops- neither', []],
  ])('finds in %s whatever may be an id', (text, ids) => {
    expect(findReferences(text)).toEqual(ids);
  });
});
