import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';

/** Where a server answers, at 127.0.0.1. */
export interface ShardPorts {
  readonly httpPort: number;
  readonly tcpPort: number;
}

/** A server of one's own: it can be taken away. */
export interface Shard extends ShardPorts {
  /** Sends it a signal that ends it, and waits until it has ended. */
  kill(signal: 'SIGKILL' | 'SIGTERM'): Promise<void>;
  /**
   * Starts it again, with the same ports and data, and waits until it answers. From then on it is started again where it ends by
   * itself, as a service manager would: out of the library it does so when another one is killed, because no connection to it may be
   * reset, which a server of one's own takes.
   */
  start(): Promise<void>;
  /** Stops it where it is: connections to it are taken, and nothing answers, as with a machine that has lost its disk. */
  pause(): Promise<void>;
  /** Lets it go on. */
  resume(): void;
}

/** How a server is started. */
export interface ShardOptions extends ShardPorts {
  readonly launcher: string;
  readonly library: string;
  readonly configFile: string;
  /** The folder of its data, which is made. */
  readonly folder: string;
}

/** What it does: it listens, and then waits for a month, since it lasts as long as its last statement does. */
const SERVE = `SYSTEM START LISTEN TCP;
SYSTEM START LISTEN HTTP;
SELECT sum(sleepEachRow(3)) FROM numbers(1000000)
SETTINGS function_sleep_max_microseconds_per_block = 0, max_block_size = 1`;

/**
 * Makes a server that is to be started, in a process of its own, which ends with this one at the latest, however this one ends.
 * Its start rejects when it ends before it answers, with what it said.
 */
export function makeShard(options: ShardOptions): Shard {
  const { httpPort, tcpPort, launcher, library, configFile, folder } = options;
  let child: ChildProcess | undefined;

  async function start(): Promise<void> {
    mkdirSync(folder, { recursive: true });
    const started = spawn(
      launcher,
      [
        ...[library, String(process.pid), `--config-file=${configFile}`, `--path=${folder}`],
        ...['--listen_host=127.0.0.1', `--http_port=${httpPort}`, `--tcp_port=${tcpPort}`],
        ...['--query', SERVE],
      ],
      { cwd: folder, env: { ...process.env, TZ: 'UTC' }, stdio: ['ignore', 'ignore', 'pipe'] },
    );
    child = started;
    let said = '';
    started.stderr.setEncoding('utf8').on('data', (chunk: string) => {
      said += chunk;
    });
    const ended = once(started, 'close');
    while (!(await answers(httpPort))) {
      await Promise.race([sleep(10), ended]);
      if (hasEnded(started)) {
        await ended;
        throw new Error(`ClickHouse ended before it answered: ${said.trimEnd()}`);
      }
    }
    started.once('exit', (_, signal) => {
      if (signal === 'SIGABRT') start().catch(() => {});
    });
  }

  return {
    httpPort,
    tcpPort,
    start,
    async kill(signal) {
      if (!child || hasEnded(child)) return;
      const ended = once(child, 'close');
      child.kill(signal);
      await ended;
    },
    async pause() {
      child?.kill('SIGSTOP');
      while (child && !hasEnded(child) && !isStopped(child)) await sleep(1);
    },
    resume: () => void child?.kill('SIGCONT'),
  };
}

function hasEnded({ exitCode, signalCode }: ChildProcess): boolean {
  return exitCode !== null || signalCode !== null;
}

/** Whether no thread of it runs any more: a signal that stops it is sent before it is obeyed. */
function isStopped({ pid }: ChildProcess): boolean {
  const threads = `/proc/${pid}/task`;
  try {
    return readdirSync(threads).every((id) => /\) T /.test(readFileSync(`${threads}/${id}/stat`, 'utf8')));
  } catch {
    // A thread has ended meanwhile.
    return false;
  }
}

async function answers(port: number): Promise<boolean> {
  try {
    return (await fetch(`http://127.0.0.1:${port}/ping`)).ok;
  } catch {
    return false;
  }
}
