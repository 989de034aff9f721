import { describe, expect, it } from 'vitest';
import { chooseOutage, findAgain } from '../../../src/commands/watch/choose-outage.js';
import { outageFromWindows } from '../../../src/outages/outage.js';
import { reconcilePlans } from '../../../src/outages/reconcile-plans.js';
import { at, windowOf } from '../../support/report-context-of.js';

const DAY = '2011-09-08';
const window = (outage: string, start: string, end: string | null) =>
  windowOf(`${DAY}T${start}Z`, end === null ? null : `${DAY}T${end}Z`, { outage });
const LOG = outageFromWindows([
  window('first', '06:00:00', '06:05:00'),
  window('second', '08:00:00', '08:05:00'),
  window('long', '08:20:00', '12:00:00'),
  window('open', '09:00:00', null),
  window('next', '14:00:00', '14:05:00'),
]);
const HALF_AN_HOUR = 1_800_000;

describe('chooseOutage', () => {
  it.each([
    ['one that lasts', '08:04:59', ['first', 'second', 'next'], 'second'],
    ['of several that last the one that began last', '10:00:00', ['long', 'open', 'next'], 'open'],
    ['one that has just ended', '08:34:59', ['first', 'second', 'next'], 'second'],
    ['the next that is planned', '08:35:00', ['first', 'second', 'next'], 'next'],
    ['the last where none is planned', '08:35:00', ['first', 'second'], 'second'],
  ])('takes %s', (_, clock, ids, chosen) => {
    const log = LOG.filter(({ id }) => ids.includes(id));
    expect(chooseOutage(log, at(clock), HALF_AN_HOUR)?.id).toBe(chosen);
  });

  it('takes none of none', () => {
    expect(chooseOutage([], at('08:00:00'), HALF_AN_HOUR)).toBeUndefined();
  });
});

describe('findAgain', () => {
  it('finds an outage that was only planned before by what became of it', () => {
    const plan = { ...window('calendar-1', '08:00:00', '08:05:00'), isPlanned: true as const };
    const cap = 4 * 3_600_000;
    const before = reconcilePlans([plan], cap).outages;
    const after = reconcilePlans([plan, window('fdt-1', '08:00:25', null)], cap).outages;
    expect(findAgain(before, 'calendar-1')?.id).toBe('calendar-1');
    expect(findAgain(after, 'calendar-1')?.id).toBe('fdt-1');
    expect(findAgain(after, 'fdt-1')?.id).toBe('fdt-1');
    expect(findAgain(after, 'other')).toBeUndefined();
  });
});
