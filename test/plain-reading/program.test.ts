import { expect, it } from 'vitest';
import { disagreements } from './differences.js';
import { judgeByProgram } from './judge-program.js';

const SEEDS = Array.from({ length: 80 }, (_, index) => index + 1);
/**
 * Scenarios that tell apart what few do: which tests are adjusted together, a quiet in which events were thrown away,
 * storms in earlier windows and beside the edges of a stretch, storms past what has been read, reporters silent at once
 * in the follow-up.
 */
const RARE = [111, 222, 228, 266, 321, 368, 372];

it('finds that the program decides as the rules are read plainly', async () => {
  expect(await disagreements(judgeByProgram, [...SEEDS, ...RARE])).toEqual([]);
});
