import { describe, expect, it } from 'vitest';
import type { DocumentObject } from '../../../../../src/oops/formats/document-value.js';
import { reportOf, sentryEvent } from '../../../../support/read-sentry.js';

const tracebackOf = (given: DocumentObject) => reportOf(sentryEvent(given)).traceback;
const stack = (...frames: (DocumentObject | null)[]) => ({ stacktrace: { frames } });
const PAY = {
  abs_path: '/srv/shop/pay.py',
  filename: 'pay.py',
  lineno: 7,
  function: 'pay',
  context_line: '    connect()',
};
const MAIN = { filename: 'main.py', lineno: 2, function: 'main' };

describe('the traceback of an event', () => {
  it('is printed as Python prints one, the root first', () => {
    const values = [
      { type: 'OperationalError', module: 'psycopg2', value: 'connection refused', ...stack(PAY) },
      {
        type: 'KeyError',
        module: 'builtins',
        value: "'id'",
        mechanism: { source: '__context__' },
        ...stack(MAIN, PAY),
      },
      { type: 'PaymentError', module: '__main__', ...stack(MAIN) },
    ];
    expect(tracebackOf({ exception: { values } })).toBe(`Traceback (most recent call last):
  File "/srv/shop/pay.py", line 7, in pay
    connect()
psycopg2.OperationalError: connection refused

The above exception was the direct cause of the following exception:

Traceback (most recent call last):
  File "main.py", line 2, in main
  File "/srv/shop/pay.py", line 7, in pay
    connect()
KeyError: 'id'

During handling of the above exception, another exception occurred:

Traceback (most recent call last):
  File "main.py", line 2, in main
PaymentError`);
  });

  it('says of the members of a group that they are', () => {
    const values = [
      {
        type: 'ValueError',
        value: 'b',
        mechanism: { exception_id: 2, parent_id: 0, source: 'exceptions[1]' },
      },
      { type: 'KeyError', value: 'a', mechanism: { exception_id: 1, parent_id: 0, source: 'exceptions[0]' } },
      { type: 'ExceptionGroup', value: 'two', mechanism: { exception_id: 0 }, ...stack(MAIN) },
    ];
    expect(tracebackOf({ exception: { values } })).toBe(`ValueError: b

The above exception is one of the group that was raised below:

KeyError: a

The above exception is one of the group that was raised below:

Traceback (most recent call last):
  File "main.py", line 2, in main
ExceptionGroup: two`);
  });

  it.each<[string, DocumentObject, string]>([
    ['a file alone', { filename: 'a.go' }, '  File "a.go", in ?'],
    ['a module alone', { module: 'java.lang.Thread', function: 'run' }, '  File "java.lang.Thread", in run'],
    [
      'a library and an address',
      { package: 'libc.so', instruction_addr: '0x7f' },
      '  File "libc.so", in 0x7f',
    ],
    ['a line as text', { filename: 'a.js', lineno: '7', function: 'f' }, '  File "a.js", line 7, in f'],
    [
      'null everywhere',
      { filename: null, function: null, lineno: null, context_line: null },
      '  File "?", in ?',
    ],
    [
      'the keys of the API',
      {
        absPath: '/a.py',
        filename: 'a.py',
        lineNo: 7,
        function: 'f',
        context: [
          [6, 'x'],
          [7, '  pay()'],
          [8, 'y'],
        ],
      },
      '  File "/a.py", line 7, in f\n    pay()',
    ],
  ])('has a line for a frame with %s', (_, frame, line) => {
    expect(tracebackOf({ exception: [{ type: 'E', ...stack(frame) }] })).toBe(
      `Traceback (most recent call last):\n${line}\nE`,
    );
  });

  it.each<[string, DocumentObject, string]>([
    ['a module that is no name', { type: 'E', module: 'System.Private, Version=4.0' }, 'E'],
    ['a type that names its module', { type: 'System.E', module: 'System' }, 'System.E'],
    ['no type', { value: 'boom' }, 'boom'],
  ])('ends for an exception with %s', (_, exception, last) => {
    expect(
      tracebackOf({ exception: [{ ...exception, ...stack(MAIN) }] })
        ?.split('\n')
        .at(-1),
    ).toBe(last);
  });

  it.each<[string, DocumentObject]>([
    ['no exception', {}],
    ['no frames', { exception: [{ type: 'E', stacktrace: { frames: null } }] }],
    ['a stack that is none', { exception: [{ type: 'E', stacktrace: 7 }] }],
    ['empty frames', { exception: [{ type: 'E', ...stack(null) }] }],
    ['several threads of which none is it', { threads: [{ ...stack(MAIN) }, { ...stack(PAY) }] }],
  ])('is unknown for %s', (_, given) => {
    expect(tracebackOf(given)).toBeNull();
  });

  it.each<[string, DocumentObject]>([
    ['its own stack', { stacktrace: { frames: [MAIN] }, threads: [{ crashed: true, ...stack(PAY) }] }],
    [
      'the stack of the current thread',
      { threads: { values: [{ ...stack(PAY) }, { current: true, ...stack(MAIN) }] } },
    ],
    ['the stack of the only thread', { threads: [{ ...stack(MAIN) }] }],
  ])('of a message is %s', (_, given) => {
    expect(tracebackOf({ message: 'no money', ...given })).toBe(
      'Stack (most recent call last):\n  File "main.py", line 2, in main',
    );
  });
});
