import { EventEmitter, once } from 'node:events';
import { closeSync, openSync, renameSync, rmSync, writeSync } from 'node:fs';
import { resolve } from 'node:path';
import { UserError } from '../user-error.js';
import type { CommandContext, Output } from './context.js';

/**
 * Writes text as it comes, so that more of it can be written than there is memory: to stdout no faster than it is
 * taken, or to a file, whole or not at all. Throws a UserError when the file cannot be written.
 */
export async function writeStream(
  context: CommandContext,
  file: string | undefined,
  parts: Iterable<string>,
): Promise<void> {
  if (file === undefined) await writeToOutput(context.stdout, parts);
  else writeToFile(resolve(context.cwd, file), parts);
}

async function writeToOutput(output: Output, parts: Iterable<string>): Promise<void> {
  for (const part of parts) {
    const isTaken = output.write(part);
    if (!isTaken && output instanceof EventEmitter) await once(output, 'drain');
  }
}

/** Writes beside the file and renames, so that a reader never sees half of it. */
function writeToFile(path: string, parts: Iterable<string>): void {
  const temporary = `${path}.tmp`;
  const file = attempt(path, () => openSync(temporary, 'w'));
  try {
    for (const part of parts) attempt(path, () => writeAll(file, Buffer.from(part)));
    closeSync(file);
    attempt(path, () => renameSync(temporary, path));
  } catch (error) {
    rmSync(temporary, { force: true });
    throw error;
  }
}

function writeAll(file: number, bytes: Buffer): void {
  for (let at = 0; at < bytes.length; ) at += writeSync(file, bytes, at);
}

function attempt<T>(path: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new UserError(`${path}: cannot be written (${code}). Name a file in a folder that can be.`);
  }
}
