const JAVA_CHAIN = `java.lang.RuntimeException: request failed
\tat Main.main(Main.java:8)
\tat java.base/java.lang.reflect.Method.invoke(Method.java:569)
Caused by: java.lang.IllegalStateException: cannot save
\tat Main.save(Main.java:4)
\t... 8 more
\tSuppressed: java.lang.RuntimeException: closing
\t\t... 9 more
\tCaused by: java.io.IOException: pipe
\t\t... 9 more
Caused by: java.sql.SQLException: FATAL: the database system is shutting down
  Where: line 2
\tat Main.query(Main.java:3)
\t... 9 more
`;

const JAVA_CIRCLE = `java.lang.Exception: loop
\tat Main.main(Main.java:9)
Caused by: Main$Quiet
\t... 8 more
Caused by: [CIRCULAR REFERENCE: java.lang.Exception: loop]
`;

/** As logstash-logback-encoder writes it with `rootCauseFirst`. */
const JAVA_ROOT_FIRST = `java.io.IOException: pipe
\tat Main.write(Main.java:3)
Wrapped by: java.lang.IllegalStateException: cannot save
\tat Main.save(Main.java:4)
\t... 1 common frames omitted
`;

const PYTHON_CHAIN = `Traceback (most recent call last):
  File "a.py", line 6, in f
    raise DbError("db down\\n\\tsecond line")
DbError: db down
\tsecond line

The above exception was the direct cause of the following exception:

Traceback (most recent call last):
  File "a.py", line 8, in f
    raise ValueError("cannot save") from e
ValueError: cannot save

During handling of the above exception, another exception occurred:

Traceback (most recent call last):
  File "a.py", line 11, in <module>
    try: f()
         ^^^
  File "a.py", line 10, in f
    raise KeyError("x")
KeyError: 'x'
`;

const PYTHON_GROUP = `ConnectionRefusedError: [Errno 111] Connection refused

The above exception was the direct cause of the following exception:

  + Exception Group Traceback (most recent call last):
  |   File "a.py", line 17, in <module>
  |     try: g()
  |          ^^^
  | ExceptionGroup: eg (3 sub-exceptions)
  +-+---------------- 1 ----------------
    | Traceback (most recent call last):
    |   File "a.py", line 14, in g
    |     try: raise DbError("one")
    |          ^^^^^^^^^^^^^^^^^^^^
    | DbError: one
    +---------------- 2 ----------------
    | TypeError: two
    +---------------- 3 ----------------
    | ExceptionGroup: inner (1 sub-exception)
    +-+---------------- 1 ----------------
      | ValueError: three
      +------------------------------------
`;

const PYTHON_SYNTAX_ERROR = `Traceback (most recent call last):
  File "a.py", line 22, in <module>
    try: eval("1 +")
         ^^^^^^^^^^^
  File "<string>", line 1
    1 +
SyntaxError: invalid syntax
`;

const PYTHON_REMOTE = `multiprocessing.pool.RemoteTraceback: 
"""
Traceback (most recent call last):
  File "pool.py", line 125, in worker
    result = (True, func(*args, **kwds))
psycopg2.OperationalError: connection refused
"""

The above exception was the direct cause of the following exception:

Traceback (most recent call last):
  File "a.py", line 9, in <module>
    pool.map(work, [1])
psycopg2.OperationalError: connection refused
`;

const NODE_CHAIN = `Error: cannot
    at file:///a.mjs:4:26
    at async node:internal/modules/esm/loader:647:26 {
  [cause]: TypeError: mid
      at file:///a.mjs:4:53
      at async node:internal/modules/esm/loader:647:26 {
    [cause]: DbError: db down
      second line
        at file:///a.mjs:3:26
        at async node:internal/modules/esm/loader:647:26 {
      code: '57P01'
    }
  }
}`;

const NODE_THROWN_TEXT = `Error: cannot
    at file:///a.mjs:5:26 {
  [cause]: 'no connection'
}`;

const NODE_WITHOUT_STACK = `Error: cannot
    at file:///a.mjs:8:26 {
  [cause]: [Error: nostack]
}`;

const NODE_UNDEFINED_CAUSE = `Error: cannot
    at file:///a.mjs:8:26 {
  [cause]: undefined
}`;

const NODE_CODE = `TypeError [ERR_INVALID_ARG_TYPE]: The first argument must be of type string. Received type number (1)
    at Buffer.from (node:buffer:364:9)
    at file:///a.mjs:11:14 {
  code: 'ERR_INVALID_ARG_TYPE'
}`;

const NODE_AGGREGATE = `AggregateError: agg
    at file:///a.mjs:13:26
    at async node:internal/modules/esm/loader:647:26 {
  [errors]: [
    Error: a
        at file:///a.mjs:13:46
        at async node:internal/modules/esm/loader:647:26,
    DbError: db down
      second line
        at file:///a.mjs:3:26
        at async node:internal/modules/esm/loader:647:26 {
      code: '57P01'
    }
  ]
}`;

const NODE_NO_MESSAGE = `AggregateError
    at internalConnectMultiple (node:net:1122:18)
    at afterConnectMultiple (node:net:1689:7)`;

/** As pino's serializer joins the stacks of a chain. */
const PINO_CHAIN = `Error: cannot save
    at make (file:///pino.mjs:5:86)
    at file:///pino.mjs:6:42
caused by: TypeError: mid
    at make (file:///pino.mjs:5:117)
caused by: DbError: db down
    at make (file:///pino.mjs:5:39)`;

/** Source: github.com/npgsql/npgsql/issues/5183 and github.com/iPromKnight/zilean/issues/15. */
const DOTNET_CHAIN = `System.InvalidOperationException: An exception has been raised that is likely due to a transient failure.
 ---> Npgsql.NpgsqlException (0x80004005): Failed to connect to [::1]:5432
 ---> System.Net.Sockets.SocketException (99): Address not available
   at System.Net.Sockets.Socket.AwaitableSocketAsyncEventArgs.CreateException(SocketError error, Boolean forAsyncThrow)
   at System.Net.Sockets.Socket.ConnectAsync(EndPoint remoteEP, CancellationToken cancellationToken)
   at Npgsql.Internal.NpgsqlConnector.<>c__DisplayClass220_0.<ConnectAsync>g__ConnectAsync|2(CancellationToken ct)
   --- End of inner exception stack trace ---
   at Npgsql.Internal.NpgsqlConnector.Connect(NpgsqlTimeout timeout)
   --- End of inner exception stack trace ---
   at Microsoft.EntityFrameworkCore.Query.Internal.AsyncEnumerator.MoveNextAsync()`;

const DOTNET_ONE_LINE = `System.InvalidOperationException: cannot save ---> System.IO.IOException: pipe
   at Shop.Write() in C:\\shop\\Write.cs:line 7
   --- End of inner exception stack trace ---
   at Shop.Save()`;

const DOTNET_AGGREGATE = `System.AggregateException: One or more errors occurred. (one) (two)
 ---> System.TimeoutException: one
   at Shop.One()
   --- End of inner exception stack trace ---
   at System.Threading.Tasks.Task.WaitAllCore(Task[] tasks)
 ---> (Inner Exception #1) System.IO.IOException: two
   at Shop.Two()<---
`;

/** Source: github.com/bcicen/grmon/issues/8. */
const GO_PANIC = `panic: runtime error: invalid memory address or nil pointer dereference
[signal SIGSEGV: segmentation violation code=0x1 addr=0x28 pc=0x1385f7c]

goroutine 1 [running]:
main.ReadRoutines(0xc000228000, 0xa1, 0x200, 0x10, 0xff, 0x0, 0x0, 0x0)
\t/Users/me/go/src/github.com/bcicen/grmon/parse.go:76 +0x19c`;

const GO_PANIC_AGAIN = `panic: connection refused [recovered]
\tpanic: cannot save

goroutine 1 [running]:
main.main()
\t/src/main.go:38 +0x26`;

/** As \`%+v\` of github.com/pkg/errors prints a wrapped error; the shape is that of github.com/uber-go/zap/issues/623. */
const GO_WRAPPED = `connection refused
az/lib/log.query
\tE:/goapp/src/az/lib/log/zap_test.go:33
runtime.goexit
\tE:/go1.10.2.windows-amd64/go/src/runtime/asm_amd64.s:2361
cannot save
az/lib/log.save
\tE:/goapp/src/az/lib/log/zap_test.go:40`;

const GO_STACK_ONLY = `goroutine 1 [running]:
main.main()
\t/src/main.go:38 +0x26`;

/**
 * Stacks as runtimes printed them. Java 17, CPython 3.11 and Node 24 wrote theirs for small programs that fail in this way;
 * paths and most frames are taken out. .NET's and Go's are of public reports, shortened.
 */
export const REAL_STACKS = {
  JAVA_CHAIN,
  JAVA_CIRCLE,
  JAVA_ROOT_FIRST,
  PYTHON_CHAIN,
  PYTHON_GROUP,
  PYTHON_SYNTAX_ERROR,
  PYTHON_REMOTE,
  NODE_CHAIN,
  NODE_THROWN_TEXT,
  NODE_WITHOUT_STACK,
  NODE_UNDEFINED_CAUSE,
  NODE_CODE,
  NODE_AGGREGATE,
  NODE_NO_MESSAGE,
  PINO_CHAIN,
  DOTNET_CHAIN,
  DOTNET_ONE_LINE,
  DOTNET_AGGREGATE,
  GO_PANIC,
  GO_PANIC_AGAIN,
  GO_WRAPPED,
  GO_STACK_ONLY,
};
