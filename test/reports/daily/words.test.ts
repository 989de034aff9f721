import fc from 'fast-check';
import { expect, it } from 'vitest';
import { weekdayText } from '../../../src/reports/daily/words.js';

it('names the day of the week that a zone shows as Intl does', () => {
  const zones = ['UTC', 'Europe/London', 'America/St_Johns', 'Pacific/Auckland', 'Pacific/Apia'];
  fc.assert(
    fc.property(
      fc.integer({ min: Date.UTC(1971, 0, 1), max: Date.UTC(2037, 11, 31) }),
      fc.constantFrom(...zones),
      (at, timeZone) => {
        const expected = new Intl.DateTimeFormat('en', { weekday: 'long', timeZone }).format(at);
        expect(weekdayText(at, timeZone)).toBe(expected);
      },
    ),
  );
});
