import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readStackText } from '../../../../src/oops/events/stack-text/read-stack-text.js';
import { REAL_STACKS } from './real-stacks.js';

type Link = readonly [type: string | null, value: string | null];

function linksOf(text: string): Link[] {
  return readStackText(text).map(({ type, value }): Link => [type, value]);
}

const NIL = 'runtime error: invalid memory address or nil pointer dereference';

describe('readStackText', () => {
  it.each<[keyof typeof REAL_STACKS, Link[]]>([
    [
      'JAVA_CHAIN',
      [
        ['java.lang.RuntimeException', 'request failed'],
        ['java.lang.IllegalStateException', 'cannot save'],
        ['java.sql.SQLException', 'FATAL: the database system is shutting down\n  Where: line 2'],
      ],
    ],
    [
      'JAVA_CIRCLE',
      [
        ['java.lang.Exception', 'loop'],
        ['Main$Quiet', null],
      ],
    ],
    [
      'JAVA_ROOT_FIRST',
      [
        ['java.lang.IllegalStateException', 'cannot save'],
        ['java.io.IOException', 'pipe'],
      ],
    ],
    [
      'PYTHON_CHAIN',
      [
        ['KeyError', "'x'"],
        ['ValueError', 'cannot save'],
        ['DbError', 'db down\n\tsecond line'],
      ],
    ],
    [
      'PYTHON_GROUP',
      [
        ['ExceptionGroup', 'eg (3 sub-exceptions)'],
        ['DbError', 'one'],
        ['TypeError', 'two'],
        ['ExceptionGroup', 'inner (1 sub-exception)'],
        ['ValueError', 'three'],
        ['ConnectionRefusedError', '[Errno 111] Connection refused'],
      ],
    ],
    ['PYTHON_SYNTAX_ERROR', [['SyntaxError', 'invalid syntax']]],
    [
      'PYTHON_REMOTE',
      [
        ['psycopg2.OperationalError', 'connection refused'],
        ['psycopg2.OperationalError', 'connection refused'],
      ],
    ],
    [
      'NODE_CHAIN',
      [
        ['Error', 'cannot'],
        ['TypeError', 'mid'],
        ['DbError', 'db down\n  second line'],
      ],
    ],
    [
      'NODE_THROWN_TEXT',
      [
        ['Error', 'cannot'],
        [null, 'no connection'],
      ],
    ],
    [
      'NODE_WITHOUT_STACK',
      [
        ['Error', 'cannot'],
        ['Error', 'nostack'],
      ],
    ],
    ['NODE_UNDEFINED_CAUSE', [['Error', 'cannot']]],
    ['NODE_CODE', [['TypeError', 'The first argument must be of type string. Received type number (1)']]],
    [
      'NODE_AGGREGATE',
      [
        ['AggregateError', 'agg'],
        ['Error', 'a'],
        ['DbError', 'db down\n  second line'],
      ],
    ],
    ['NODE_NO_MESSAGE', [['AggregateError', null]]],
    [
      'PINO_CHAIN',
      [
        ['Error', 'cannot save'],
        ['TypeError', 'mid'],
        ['DbError', 'db down'],
      ],
    ],
    [
      'DOTNET_CHAIN',
      [
        [
          'System.InvalidOperationException',
          'An exception has been raised that is likely due to a transient failure.',
        ],
        ['Npgsql.NpgsqlException', 'Failed to connect to [::1]:5432'],
        ['System.Net.Sockets.SocketException', 'Address not available'],
      ],
    ],
    [
      'DOTNET_ONE_LINE',
      [
        ['System.InvalidOperationException', 'cannot save'],
        ['System.IO.IOException', 'pipe'],
      ],
    ],
    [
      'DOTNET_AGGREGATE',
      [
        ['System.AggregateException', 'One or more errors occurred. (one) (two)'],
        ['System.TimeoutException', 'one'],
        ['System.IO.IOException', 'two'],
      ],
    ],
    ['GO_PANIC', [['panic', NIL]]],
    [
      'GO_PANIC_AGAIN',
      [
        ['panic', 'cannot save'],
        ['panic', 'connection refused'],
      ],
    ],
    [
      'GO_WRAPPED',
      [
        [null, 'cannot save'],
        [null, 'connection refused'],
      ],
    ],
    ['GO_STACK_ONLY', []],
  ])('reads %s, the outermost first', (name, chain) => {
    expect(linksOf(REAL_STACKS[name])).toEqual(chain);
    expect(linksOf(REAL_STACKS[name].replaceAll('\n', '\r\n'))).toEqual(chain);
  });

  it.each<[string, Link[]]>([
    ['com.example.PoolException: exhausted', [['com.example.PoolException', 'exhausted']]],
    [
      'OperationalError: server closed the connection',
      [['OperationalError', 'server closed the connection']],
    ],
    ['ValueError', [['ValueError', null]]],
    ['the database is down', []],
    ['order: not found', []],
    ['', []],
    ['Exception in thread "main" java.lang.Error: x\n\tat A.b(A.java:1)', [['java.lang.Error', 'x']]],
    ['Error\n    at a.js:1:1', [['Error', null]]],
    ['the disk is full\n    at a.js:1:1', [[null, 'the disk is full']]],
    [
      'PrismaClientKnownRequestError: \nInvalid call\n    at a.js:1:1',
      [['PrismaClientKnownRequestError', 'Invalid call']],
    ],
    ['    at a.js:1:1\n    at b.js:1:1', []],
    [
      'request failed\nTraceback (most recent call last):\n  File "a.py"\nm.f.<locals>.E: x',
      [['m.f.<locals>.E', 'x']],
    ],
    ['Traceback (most recent call last):\n  File "a.py"', []],
    ['panic: main.Broken{a: 1}', [['panic', 'main.Broken{a: 1}']]],
  ])('reads %j', (text, chain) => {
    expect(linksOf(text)).toEqual(chain);
  });

  it('keeps the root of a chain that is longer than any program has', () => {
    const causes = Array.from(
      { length: 5000 },
      (_, index) => `Caused by: a.B${index}: x\n\tat C.d(C.java:1)`,
    );
    const chain = linksOf(['a.A: x', '\tat C.d(C.java:1)', ...causes].join('\n'));
    expect(chain).toHaveLength(100);
    expect(chain.slice(-2)).toEqual([
      ['a.B97', 'x'],
      ['a.B4999', 'x'],
    ]);
  });

  it('reads any lines of stacks in any order without throwing', () => {
    const lines = Object.values(REAL_STACKS).flatMap((text) => text.split('\n'));
    fc.assert(
      fc.property(fc.array(fc.oneof(fc.constantFrom(...lines), fc.string()), { maxLength: 30 }), (some) => {
        for (const { type, value } of readStackText(some.join('\n'))) {
          expect(type === '' || value === '').toBe(false);
        }
      }),
    );
  });
});
