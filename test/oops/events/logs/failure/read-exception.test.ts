import { describe, expect, it } from 'vitest';
import type { LoggedException } from '../../../../../src/oops/events/logs/failure/logged-exception.js';
import { readException } from '../../../../../src/oops/events/logs/failure/read-exception.js';
import type { DocumentValue } from '../../../../../src/oops/formats/document-value.js';

const STACK = 'Error: outer\n    at a.js:1:1';

describe('readException', () => {
  it.each<[DocumentValue, Partial<LoggedException> | null]>([
    ['pipe', { type: null, value: 'pipe', traceback: null }],
    ['ValueError: x', { type: 'ValueError', value: 'x', traceback: null }],
    [STACK, { type: 'Error', value: 'outer', traceback: STACK }],
    ['  File "a.py", line 1\n', { type: null, value: null, traceback: '  File "a.py", line 1\n' }],
    [{ message: 'm' }, { type: null, value: 'm', traceback: null }],
    [
      { type: 'E', stack: STACK },
      { type: 'E', value: 'outer', traceback: STACK },
    ],
    [
      { message: 'changed later', stack: STACK },
      { type: 'Error', value: 'changed later' },
    ],
    [
      { name: 'E', message: '' },
      { type: 'E', value: null },
    ],
    [
      { ClassName: 'System.E', Message: 'm', StackTraceString: '   at A.B()' },
      { type: 'System.E', value: 'm' },
    ],
    [
      { type: 'E', stack_trace: ['E: x', '\tat A.b(A.java:1)'] },
      { value: 'x', traceback: 'E: x\n\tat A.b(A.java:1)' },
    ],
    ['', null],
    [' \n', null],
    [{}, null],
    [{ status: 500 }, null],
    [true, null],
    [7, null],
    [null, null],
    [[], null],
    [['x'], null],
  ])('reads %j', (value, expected) => {
    if (expected === null) expect(readException(value)).toBeNull();
    else expect(readException(value)).toMatchObject({ causes: [], ...expected });
  });

  it.each<[DocumentValue, string[]]>([
    [{ message: 'a', cause: { message: 'b', cause: { message: 'c' } } }, ['b', 'c']],
    [{ message: 'a', cause: 'b' }, ['b']],
    [{ message: 'a', cause: `${STACK}\ncaused by: Error: root` }, ['outer', 'root']],
    [{ message: 'a', aggregateErrors: [{ message: 'b', cause: 'c' }, 7, 'd'] }, ['b', 'c', 'd']],
    [{ message: 'a', previous: { class: 'E', message: 'b' } }, ['b']],
    [{ message: 'a: b', stack: 'Error: a\n    at x.js:1\ncaused by: Error: b\n    at x.js:2' }, ['b']],
    [
      { message: 'a', stack: 'Error: a\n    at x.js:1\ncaused by: Error: b', cause: { message: 'nested' } },
      ['nested'],
    ],
    [{ message: 'a', cause: {} }, []],
  ])('reads the causes of %j', (value, causes) => {
    const exception = readException(value);
    expect(exception?.value).toBe('a');
    expect(exception?.causes.map((cause) => cause.value)).toEqual(causes);
  });

  it('reads structlog’s groups, and prints its tracebacks without local variables', () => {
    const frames = [
      { filename: 'a.py', lineno: 7, name: 'save', line: 'write()', locals: { password: 'hunter2' } },
    ];
    const member = { exc_type: 'OSError', exc_value: 'pipe', frames: [] };
    const chain = [
      {
        exc_type: 'ExceptionGroup',
        exc_value: 'both',
        is_cause: false,
        frames,
        is_group: true,
        exceptions: [[member], [member]],
      },
      { exc_type: 'KeyError', exc_value: '', is_cause: true, frames: [] },
    ];
    expect(readException(chain)).toEqual({
      type: 'ExceptionGroup',
      value: 'both',
      causes: [
        { type: 'OSError', value: 'pipe' },
        { type: 'OSError', value: 'pipe' },
        { type: 'KeyError', value: null },
      ],
      traceback: `Traceback (most recent call last):
KeyError

The above exception was the direct cause of the following exception:

Traceback (most recent call last):
  File "a.py", line 7, in save
    write()
ExceptionGroup: both
`,
    });
  });
});
