import fc from 'fast-check';
import { expect, it } from 'vitest';
import { createSeqSet } from '../../../../src/store/sqlite/loader/seq-set.js';

it('has what was added and nothing else', () => {
  const seq = fc.oneof(fc.integer({ min: 1, max: 200 }), fc.integer({ min: 1, max: 3_000_000 }));
  fc.assert(
    fc.property(fc.array(seq), fc.array(seq), (added, others) => {
      const set = createSeqSet();
      for (const one of added) set.add(one);
      expect(added.every(set.has)).toBe(true);
      for (const one of others) expect(set.has(one)).toBe(added.includes(one));
    }),
    {
      examples: [
        [
          [32_768, 31, 32],
          [32_767, 33, 0, 1_000_000_000],
        ],
      ],
    },
  );
});
