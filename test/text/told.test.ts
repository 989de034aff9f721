import { describe, expect, it } from 'vitest';
import { aside, capitaliseTold, either, joinTold, sentenceOfFigures, tell } from '../../src/text/told.js';

describe('tell', () => {
  it('says the same in both voices where nothing is a figure of a test', () => {
    expect(tell`${2} OOPSes ${'heard'}.`).toEqual({
      text: '2 OOPSes heard.',
      inWords: '2 OOPSes heard.',
      figures: [],
    });
  });

  it('leaves figures out of the plain words, and keeps them in order', () => {
    const inner = tell`3 late${aside('p = 0.1')}`;
    expect(
      tell`${inner}, and ${either('1 background', '1 usual anyway')}.${sentenceOfFigures('A: 1 in 2 h')}`,
    ).toEqual({
      text: '3 late (p = 0.1), and 1 background. A: 1 in 2 h.',
      inWords: '3 late, and 1 usual anyway.',
      figures: ['p = 0.1', 'A: 1 in 2 h'],
    });
  });

  it('joins, and begins with a capital letter', () => {
    const joined = joinTold([tell`one${aside('x')}`, 'two'], '; ');
    expect(capitaliseTold(joined)).toEqual({ text: 'One (x); two', inWords: 'One; two', figures: ['x'] });
    expect(joinTold([])).toEqual({ text: '', inWords: '', figures: [] });
  });
});
