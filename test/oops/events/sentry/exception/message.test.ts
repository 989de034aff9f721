import { describe, expect, it } from 'vitest';
import type { DocumentObject, DocumentValue } from '../../../../../src/oops/formats/document-value.js';
import { reportOf, sentryEvent } from '../../../../support/read-sentry.js';

const described = (given: DocumentObject) => {
  const { type, value, causes } = reportOf(sentryEvent(given));
  return { type, value, causes };
};

describe('an event without an exception', () => {
  it.each<[string, DocumentObject, string, string | null]>([
    ['a message that is text', { message: 'no money' }, 'Message', 'no money'],
    ['the name of its logger', { message: 'no money', logger: 'shop.pay' }, 'shop.pay', 'no money'],
    ['a logger without a name', { message: 'no money', logger: '' }, 'Message', 'no money'],
    ['a message in a dictionary', { message: { message: 'no money' } }, 'Message', 'no money'],
    ['a log entry', { logentry: { message: 'no money' } }, 'Message', 'no money'],
    ['a log entry that is text', { logentry: 'no money' }, 'Message', 'no money'],
    ['a log entry before a message', { logentry: { message: 'a' }, message: 'b' }, 'Message', 'a'],
    [
      'a formatted one',
      { logentry: { message: 'no %s', formatted: 'no money', params: ['x'] } },
      'Message',
      'no money',
    ],
    ['a formatted one alone', { logentry: { formatted: 'no money' } }, 'Message', 'no money'],
    ['an empty log entry', { logentry: { message: '' }, message: 'no money' }, 'Message', 'no money'],
    ['a number', { message: 7 }, 'Message', '7'],
    ['nothing', {}, 'Message', null],
    [
      'an empty list of exceptions',
      { exception: { values: [] }, message: 'no money' },
      'Message',
      'no money',
    ],
    ['null for exceptions', { exception: { values: null }, message: 'no money' }, 'Message', 'no money'],
  ])('has a type and a value with %s', (_, given, type, value) => {
    expect(described(given)).toEqual({ type, value, causes: [] });
  });

  it('or with one that was made up for its stack is a message', () => {
    const made = {
      mechanism: { synthetic: true },
      value: 'no money',
      stacktrace: { frames: [{ function: 'pay' }] },
    };
    const event = sentryEvent({ exception: { values: [made] }, message: 'no money' });
    const told = { type: 'Message', value: 'no money', causes: [], extra: {} };
    const traceback = 'Stack (most recent call last):\n  File "?", in pay';
    expect(reportOf(event)).toMatchObject({ ...told, traceback });
    expect(reportOf({ ...event, message: null })).toMatchObject({ type: 'pay', value: 'no money' });
    const typed = { exception: [{ ...made, type: 'Error' }], message: 'no money' };
    expect(reportOf(sentryEvent(typed))).toMatchObject({ type: 'pay', extra: { message: 'no money' } });
  });

  it.each<[string, string, DocumentValue, string]>([
    ['a list', 'no %s for %d', ['money', 7], 'no money for 7'],
    ['names', 'no %(what)s for %(who)r', { what: 'money', who: 'ada' }, 'no money for ada'],
    ['widths', '%5.2f%% of %-10s', [3.5, 'all'], '3.5% of all'],
    ['too few', 'no %s for %s', ['money'], 'no money for %s'],
    ['no names of theirs', 'no %(toString)s', { what: 'money' }, 'no %(toString)s'],
    ['none', '100%s', [], '100%s'],
    ['null', '%s', [null], 'None'],
    ['braces', 'no {} for {}', ['money', 7], 'no money for 7'],
    ['places', 'no {1} for {0}', ['ada', 'money'], 'no money for ada'],
    ['names in braces', 'no {what}, {else}', { what: 'money' }, 'no money, {else}'],
    ['text in place of a list', 'no %s', 'money', 'no %s'],
  ])('has its parameters put in: %s', (_, message, params, value) => {
    expect(described({ logentry: { message, params } }).value).toBe(value);
  });
});
