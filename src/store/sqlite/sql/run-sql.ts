import { spawn } from 'node:child_process';
import type { Readable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import type { Answer } from '../../../questions/question.js';
import { refuseSql } from '../../../questions/sql/remarks.js';
import { UserError } from '../../../user-error.js';
import type { SqlRequest } from './read-with-sql.js';

const PROGRAM = fileURLToPath(new URL('../../../../dist/store/sqlite/sql/sql-process.js', import.meta.url));

/** What the process may take: JavaScript's heap, and all of its memory with what SQLite takes. */
const HEAP_MB = 256;
const MEMORY_KB = 768 * 1024;

/**
 * The beginning of a command that has the system limit the memory and the processor time of what follows in it. It then
 * becomes that process, so that killing the one kills the other.
 *
 * @param timeout milliseconds
 */
export function limitProcess(timeout: number): string[] {
  const seconds = 2 * Math.ceil(timeout / 1000) + 1;
  return [
    '/bin/sh',
    '-c',
    `ulimit -d ${MEMORY_KB} 2>/dev/null; ulimit -t ${seconds} 2>/dev/null; exec "$@"`,
    'sh',
  ];
}

interface Reply {
  readonly answer?: Answer;
  readonly refused?: string;
  readonly outOfMemory?: boolean;
}

/**
 * Answers a question in SQL that can do nothing but read, in a process of its own that is killed when its time is over.
 * Throws a UserError when the question is refused, wrong, or needs more time or memory than it has.
 *
 * @param timeout milliseconds
 * @param signal aborted when nobody wants the answer any more
 */
export async function runSql(request: SqlRequest, timeout: number, signal?: AbortSignal): Promise<Answer> {
  const node = [process.execPath, `--max-old-space-size=${HEAP_MB}`, PROGRAM];
  const [command = '', ...args] = process.platform === 'win32' ? node : [...limitProcess(timeout), ...node];
  // The last pipe stays open, and empty, as long as this process lives: parent-watch.ts sees it close.
  const child = spawn(command, args, {
    stdio: ['pipe', 'pipe', 'pipe', 'pipe'],
    env: {},
    killSignal: 'SIGKILL',
    ...(signal ? { signal } : {}),
  });
  let isLate = false;
  const timer = setTimeout(() => {
    isLate = true;
    child.kill('SIGKILL');
  }, timeout);
  // A process that ends before it has read its question says why in another way.
  child.stdin.on('error', () => {}).end(JSON.stringify(request));
  (child.stdio[3] as Readable).on('error', () => {}).resume();
  try {
    const [stdout, stderr, code] = await Promise.all([
      readAll(child.stdout),
      readAll(child.stderr),
      new Promise<number | null>((resolve, reject) => child.on('error', reject).on('close', resolve)),
    ]);
    if (isLate) {
      throw new UserError(`SQL: stopped after ${timeout / 1000} s. Ask for less, or give --timeout more.`);
    }
    return readReply(code, stdout, stderr);
  } finally {
    clearTimeout(timer);
  }
}

function readReply(code: number | null, stdout: string, stderr: string): Answer {
  const reply: Reply = code === 0 ? (JSON.parse(stdout) as Reply) : {};
  if (reply.answer) return reply.answer;
  if (reply.refused !== undefined) throw refuseSql(reply.refused, 'sqlite');
  if (reply.outOfMemory || /heap out of memory|allocation failed/i.test(stderr)) {
    throw new UserError(`SQL: needs more than ${MEMORY_KB / 1024} MB of memory. Ask for less.`);
  }
  throw new Error(`the process for SQL ended with ${code}: ${stderr}`);
}

async function readAll(stream: AsyncIterable<Buffer>): Promise<string> {
  const parts: Buffer[] = [];
  for await (const part of stream) parts.push(part);
  return Buffer.concat(parts).toString();
}
