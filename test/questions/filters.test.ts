import { describe, expect, it } from 'vitest';
import { checkFilter, FILTERS, type FilterName, readAmount } from '../../src/questions/filters.js';
import { VIEWS } from '../../src/questions/sql/views.js';
import { UserError } from '../../src/user-error.js';

describe('the filters', () => {
  it('look each at a column of the view oops', () => {
    for (const { column } of Object.values(FILTERS)) expect(VIEWS.oops.columns).toHaveProperty(column);
  });
});

describe('readAmount', () => {
  it.each([
    ['>100', { operator: '>', amount: 100 }],
    [' <= 0.5 ', { operator: '<=', amount: 0.5 }],
    ['<5', { operator: '<', amount: 5 }],
    ['7', { operator: '=', amount: 7 }],
    ['>', null],
    ['=>7', null],
    ['-7', null],
    ['1e3', null],
    ['', null],
  ])('reads %j', (text, expected) => expect(readAmount(text)).toEqual(expected));
});

describe('checkFilter', () => {
  it.each<[FilterName, string, boolean, string]>([
    ['phase', 'Downtime', false, '--phase Downtime is unknown. Did you mean downtime?'],
    ['phase', 'off', false, '--phase off is unknown. Choose from shutdown, downtime, partial.'],
    ['class', 'timeouts', false, '--class timeouts is unknown. Did you mean time-outs?'],
    ['robots', 'maybe', true, '--not-robots maybe is unknown. Choose yes, no or only.'],
    ['value', '(', false, '--value ( cannot be searched for: `(`: missing closing ).'],
    ['duration', 'long', false, "--duration long is no amount. Write it as '>100', '<=5' or '0', in quotes."],
  ])('refuses --%s %s', (name, value, negated, message) => {
    expect(() => checkFilter({ name, values: [value], negated })).toThrow(new UserError(message));
  });

  it('takes any text where texts are compared', () => {
    expect(() => checkFilter({ name: 'url', values: ['', '*', '('], negated: false })).not.toThrow();
  });
});
