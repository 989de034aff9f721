import { expect, it } from 'vitest';
import { conflictReason, isRefusedForOneOf } from '../../../src/store/loading/conflicts.js';

it('finds what was refused for an id, in any case, also of one with a colon', () => {
  const reasons = [conflictReason('OOPS-1A1', '/a/0'), conflictReason('strange: id', '/a/0'), 'is damaged'];
  const found = (...ids: string[]) => reasons.filter(isRefusedForOneOf(new Set(ids)));
  expect(found('oops-1a1')).toEqual([reasons[0]]);
  expect(found('Strange: ID', 'OOPS-1A1')).toEqual(reasons.slice(0, 2));
  expect(found('OOPS-1A', 'id', '/a/0', 'is damaged')).toEqual([]);
});
