import { describe, expect, it } from 'vitest';
import type { DocumentObject, DocumentValue } from '../../../../../src/oops/formats/document-value.js';
import type { Cause } from '../../../../../src/oops/oops.js';
import { reportOf, sentryEvent } from '../../../../support/read-sentry.js';

const KEY_ERROR = { type: 'KeyError', value: "'id'" };
const REFUSED = { type: 'ConnectionError', value: 'refused' };
const GONE = { type: 'OperationalError', value: 'server closed the connection' };

function chainOf(exception: DocumentValue): Cause[] {
  const { type, value, causes } = reportOf(sentryEvent({ exception }));
  return [{ type, value }, ...causes];
}

describe('the exceptions of an event', () => {
  it.each<[string, DocumentValue, Cause[]]>([
    ['a list of values', { values: [KEY_ERROR] }, [KEY_ERROR]],
    ['a plain list', [KEY_ERROR], [KEY_ERROR]],
    ['one alone', KEY_ERROR, [KEY_ERROR]],
    ['a chain, the root first', { values: [REFUSED, GONE, KEY_ERROR] }, [KEY_ERROR, GONE, REFUSED]],
    ['nulls among them', [null, KEY_ERROR, null], [KEY_ERROR]],
    ['one alone in place of the list', { values: KEY_ERROR }, [KEY_ERROR]],
  ])('are read from %s', (_, exception, chain) => {
    expect(chainOf(exception)).toEqual(chain);
  });

  it.each<[string, DocumentObject, Cause]>([
    ['no type', { value: 'out of money' }, { type: 'out of money', value: 'out of money' }],
    ['no type and lines', { value: 'out\nof money' }, { type: 'out', value: 'out\nof money' }],
    [
      'a type in the value',
      { value: 'TypeError: a is undefined' },
      { type: 'TypeError', value: 'a is undefined' },
    ],
    [
      'an address as value',
      { value: 'http://a.example' },
      { type: 'http://a.example', value: 'http://a.example' },
    ],
    ['an empty type', { type: '', value: 'x' }, { type: 'x', value: 'x' }],
    ['no value', { type: 'KeyError' }, { type: 'KeyError', value: null }],
    ['an empty value', { type: 'KeyError', value: '' }, { type: 'KeyError', value: null }],
    ['a number as value', { type: 'KeyError', value: 7 }, { type: 'KeyError', value: '7' }],
    [
      'a dictionary as value',
      { type: 'Rejected', value: { code: 7 } },
      { type: 'Rejected', value: '{"code":7}' },
    ],
    ['a number as type', { type: 404, value: 'x' }, { type: '404', value: 'x' }],
    ['nothing', { module: 'shop' }, { type: 'Error', value: null }],
  ])('have a type and a value with %s', (_, exception, described) => {
    expect(chainOf([exception])).toEqual([described]);
  });

  it.each<[string, DocumentObject[], string]>([
    [
      'the newest of its own',
      [{ function: 'main', in_app: true }, { function: 'pay', in_app: true }, { function: 'abort' }],
      'pay',
    ],
    [
      'the newest of all where none is its own',
      [{ function: 'main' }, { function: 'abort', in_app: false }],
      'abort',
    ],
    [
      'the newest of its own that has a name',
      [{ function: 'pay', in_app: true }, { function: '?', in_app: true }, { function: 'abort' }],
      'pay',
    ],
    ['none where its own have no name', [{ function: 'run' }, { function: '?', in_app: true }], 'SIGABRT'],
    [
      'the newest that has a name',
      [{ function: 'main' }, { function: '?' }, { function: '<unknown>' }],
      'main',
    ],
    [
      'the newest that has more than an address',
      [{ function: 'main' }, { instruction_addr: '0x7f' }],
      'main',
    ],
  ])('that are synthetic are called by the function that failed: %s', (_, frames, type) => {
    const exception = {
      type: 'SIGABRT',
      value: 'abort() called',
      mechanism: { synthetic: true },
      stacktrace: { frames },
    };
    expect(chainOf([exception])).toEqual([{ type, value: 'abort() called' }]);
  });

  it('that are synthetic keep their type where no function is known, and in the traceback', () => {
    const exception = { type: 'SIGABRT', mechanism: { synthetic: true } };
    expect(chainOf([exception])).toEqual([{ type: 'SIGABRT', value: null }]);
    const stacktrace = { frames: [{ function: 'pay' }] };
    const { type, traceback } = reportOf(sentryEvent({ exception: [{ ...exception, stacktrace }] }));
    expect([type, traceback?.split('\n').at(-1)]).toEqual(['pay', 'SIGABRT']);
  });

  it('that are synthetic take the function of the thread that crashed where they have no frames', () => {
    const threads = {
      values: [
        { id: 1, current: true, stacktrace: { frames: [{ function: 'wait' }] } },
        { id: 2, crashed: true, stacktrace: { frames: [{ function: 'crash' }] } },
      ],
    };
    const exception = { type: 'SIGSEGV', mechanism: { synthetic: true } };
    expect(reportOf(sentryEvent({ exception, threads })).type).toBe('crash');
  });
});

describe('a group of exceptions', () => {
  const member = (type: string, exception_id: DocumentValue, parent_id?: DocumentValue): DocumentObject => ({
    type,
    mechanism: { exception_id, parent_id },
  });
  const orderOf = (values: DocumentObject[]) => chainOf({ values }).map(({ type }) => type);

  it.each<[string, DocumentObject[], string[]]>([
    ['a chain', [member('root', 2, 1), member('cause', 1, 0), member('main', 0)], ['main', 'cause', 'root']],
    [
      'a chain in another order',
      [member('main', 0), member('root', 2, 1), member('cause', 1, 0)],
      ['main', 'cause', 'root'],
    ],
    [
      'one that was caught and names a parent',
      [member('main', 0, 1), member('cause', 1, 0)],
      ['main', 'cause'],
    ],
    ['numbers as text', [member('main', '0'), member('cause', '1', '0')], ['main', 'cause']],
    [
      'a group, of which one has a cause: the farthest last',
      [member('d', 3, 0), member('b', 2, 1), member('a', 1, 0), member('main', 0)],
      ['main', 'a', 'd', 'b'],
    ],
  ])('is read from the one that was caught on: %s', (_, values, order) => {
    expect(orderOf(values)).toEqual(order);
  });

  it.each<[string, DocumentObject[]]>([
    ['ids that come twice', [member('c', 1, 0), member('b', 1, 0), member('a', 0)]],
    ['two that were caught', [member('c', 0), member('b', 1, 0), member('a', 0)]],
    ['none that was caught', [member('c', 2, 1), member('b', 1), member('a', 3, 2)]],
    ['a parent that is not there', [member('c', 2, 9), member('b', 1, 0), member('a', 0)]],
    ['parents in a circle', [member('c', 2, 1), member('b', 1, 2), member('a', 0)]],
    ['its own parent', [member('c', 2, 2), member('b', 1, 0), member('a', 0)]],
    ['one without an id', [member('c', null), member('b', 1, 0), member('a', 0)]],
    ['one without a parent', [member('c', 2), member('b', 1, 0), member('a', 0)]],
    ['no ids', [{ type: 'c' }, { type: 'b', mechanism: null }, { type: 'a', mechanism: 'generic' }]],
  ])('that is no tree keeps the order of the list: %s', (_, values) => {
    expect(orderOf(values)).toEqual(['a', 'b', 'c']);
  });
});
