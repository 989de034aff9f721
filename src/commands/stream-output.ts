import { resolve } from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { CommandContext, Output } from './context.js';
import { openFileWriter } from './write-file.js';

/** After so many parts it is seen whether somebody wants it to stop. */
const PARTS_AT_ONCE = 64;

/**
 * Writes text as it comes, so that more of it can be written than there is memory: to stdout no faster than it is
 * taken and no longer than somebody reads it, or to a file, whole or not at all. Throws a UserError when the file cannot
 * be written.
 */
export async function writeStream(
  context: CommandContext,
  file: string | undefined,
  parts: Iterable<string>,
): Promise<void> {
  const path = file === undefined ? null : resolve(context.cwd, file);
  const stream = path === null ? context.stdout : streamOf(context, path);
  if (stream) await writeToOutput(stream, parts);
  else if (path !== null) await writeToFile(context, path, parts);
}

/** The stream that a path names; null for any other path. What it leads to cannot always be opened a second time. */
export function streamOf({ stdout, stderr }: CommandContext, path: string): Output | null {
  if (/^\/dev\/(?:stdout|fd\/1)$/.test(path)) return stdout;
  return /^\/dev\/(?:stderr|fd\/2)$/.test(path) ? stderr : null;
}

async function writeToOutput(output: Output, parts: Iterable<string>): Promise<void> {
  for (const part of parts) {
    if (!output.write(part) && !(await isTaken(output))) return;
  }
}

/** Waits until all has been taken that was written; false when no more can be. */
function isTaken(output: Output): Promise<boolean> {
  return new Promise((settle) => output.write('', (error) => settle(!error)));
}

async function writeToFile(context: CommandContext, path: string, parts: Iterable<string>): Promise<void> {
  const writer = openFileWriter(path);
  try {
    await context.interruptible(async (signal) => {
      let count = 0;
      for (const part of parts) {
        writer.write(part);
        if (++count % PARTS_AT_ONCE === 0) await nextTurn();
        signal.throwIfAborted();
      }
    });
    writer.finish();
  } catch (error) {
    writer.discard();
    throw error;
  }
}
