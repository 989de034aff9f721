import { join } from 'node:path';
import { type RunningProgram, startProgram } from './start-program.js';

/** The program with a receiver, in a folder that holds its database and its spool. */
export interface ReceiverProgram extends RunningProgram {
  /** Such as `127.0.0.1:8080`. */
  readonly address: string;
  readonly dsn: (key?: string) => string;
}

/** Starts the built program with a receiver at a free port, and waits until it is ready. */
export async function startReceiverProgram(
  folder: string,
  more: readonly string[] = [],
  spool = join(folder, 'spool'),
): Promise<ReceiverProgram> {
  const program = startProgram(folder, [
    ...['ingest', '--listen', '127.0.0.1:0', '--spool', spool, '--format', 'json'],
    ...more,
  ]);
  const address = await program.says(/Ready: taking what arrives from http:\/\/(\S+)\.\n/);
  return { ...program, address, dsn: (key = 'key') => `http://${key}@${address}/42` };
}
