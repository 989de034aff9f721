import { existsSync, mkdirSync, mkdtempSync, rmSync, statfsSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { onTestFinished } from 'vitest';

/** Makes a folder with these files, by their paths in it, that goes when the test ends. Returns its path. */
export function makeFolder(files: Readonly<Record<string, string | Uint8Array>> = {}): string {
  const folder = makeTemporary(tmpdir());
  addFiles(folder, files);
  return folder;
}

/** Where Linux has files that are in memory alone. */
const MEMORY = '/dev/shm';
/** So much has to be free there, in bytes. */
const ROOM = 2e9;

/** As `makeFolder`, in memory where there is room: for so many files, each flushed, that a test would wait for the disk alone. */
export function makeFolderInMemory(): string {
  const hasRoom = existsSync(MEMORY) && freeBytes(MEMORY) >= ROOM;
  return makeTemporary(hasRoom ? MEMORY : tmpdir());
}

function freeBytes(path: string): number {
  const { bavail, bsize } = statfsSync(path);
  return bavail * bsize;
}

function makeTemporary(parent: string): string {
  const folder = mkdtempSync(join(parent, 'oops-report-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** Adds files to a folder, making the folders that they lie in. */
export function addFiles(folder: string, files: Readonly<Record<string, string | Uint8Array>>): void {
  for (const [name, content] of Object.entries(files)) {
    const path = join(folder, name);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, content);
  }
}

/** A text report; `fields` are its headers, e.g. `{ 'Exception-Type': 'KeyError' }`. */
export function textReport(id: string, fields: Readonly<Record<string, string>> = {}): string {
  const headers = Object.entries({ 'Oops-Id': id, ...fields }).map(([name, value]) => `${name}: ${value}\n`);
  return `${headers.join('')}\n`;
}
