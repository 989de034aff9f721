import { expect, it } from 'vitest';
import { DEFAULT_CONFIG } from '../../src/config/defaults.js';
import { gatherKnowledge } from '../../src/evidence/report-context.js';
import { recordFullReading } from '../../src/store/sqlite/tables/sources.js';
import { databaseOf, newOops } from '../support/sample-oops.js';

const READ_AT = Date.parse('2011-09-09T06:00:00Z');
const MINUTE = 60_000;

/** Until when all is known, in minutes after the reading of a repository in /oopses. */
function knownUntil(
  asOfMinute: number | null,
  inputs: readonly { files: string; deliveryLag: number }[] = [],
) {
  const db = databaseOf([newOops('OOPS-1A1')]);
  recordFullReading(db, { path: '/oopses', kind: 'repository', lastReadAt: READ_AT });
  const asOf = asOfMinute === null ? null : READ_AT + asOfMinute * MINUTE;
  return (gatherKnowledge(db, { ...DEFAULT_CONFIG, inputs }, asOf).observedUntil - READ_AT) / MINUTE;
}

it('all is known until the reading, less the delivery lag of its path', () => {
  expect(knownUntil(null)).toBe(-1);
  expect(knownUntil(null, [{ files: 'oopses', deliveryLag: 5 * MINUTE }])).toBe(-5);
});

it('a moment that the user names makes it earlier, never later', () => {
  expect(knownUntil(-30)).toBe(-30);
  expect(knownUntil(30)).toBe(-1);
});

it('nothing is known where nothing was read, whatever moment is named', () => {
  expect(gatherKnowledge(databaseOf([]), DEFAULT_CONFIG, READ_AT).observedUntil).toBe(0);
});
