import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { Readable } from 'node:stream';
import { keyOfName } from '../oops/key-of-name.js';
import { normaliseOopsId } from '../oops/oops-id.js';
import { findReferences } from '../oops/oops-references.js';
import { explainFileError } from '../sources/read-report-file.js';
import { UserError } from '../user-error.js';

/** Where lists of references are read from. */
export interface ReferenceSource {
  /** Paths of text files, and `-`. */
  readonly files: readonly string[];
  /** The folder that relative paths start from. */
  readonly cwd: string;
  /** What `-` stands for; absent: it stands for nothing. */
  readonly stdin?: Readable;
  /** Milliseconds since the Unix epoch. */
  readonly now: number;
}

/** No id is longer: one that is cut by the end of a part is found again with the next. */
const LONGEST_ID = 512;

/** How files begin that are packed: gzip, bzip2, Zstandard, xz, zip. */
const PACKED = ['1f8b', '425a68', '28b52ffd', 'fd377a58', '504b0304'];

/**
 * The keys of all ids that text files refer to, in each spelling that can be meant. Throws a UserError when one of them cannot be
 * read to its end: what it would have kept must not go.
 */
export async function readReferences({ files, cwd, stdin, now }: ReferenceSource): Promise<Set<string>> {
  const keys = new Set<string>();
  for (const file of files) {
    const stream = file === '-' && stdin ? stdin : await openText(file, resolve(cwd, file));
    try {
      for await (const text of textsOf(stream, file)) {
        for (const reference of findReferences(text)) {
          for (const id of normaliseOopsId(reference, now)) keys.add(keyOfName(id));
        }
      }
    } catch (error) {
      throw error instanceof UserError ? error : unreadable(file, error);
    }
  }
  return keys;
}

async function openText(file: string, path: string): Promise<Readable> {
  const stats = await stat(path).catch((error: unknown) => {
    throw unreadable(file, error);
  });
  if (stats.isDirectory()) {
    throw new UserError(
      `${file}: is a folder. Name the files in it, such as ${file.replace(/\/*$/, '')}/*; nothing is deleted.`,
    );
  }
  return createReadStream(path);
}

function unreadable(file: string, error: unknown): UserError {
  return new UserError(
    `${file}: ${explainFileError(error)}. What it refers to is not known: nothing is deleted.`,
  );
}

/** A text in parts that overlap. Ids are plain letters: a NUL stands between them where each takes two bytes. */
async function* textsOf(stream: Readable, file: string): AsyncGenerator<string> {
  let rest = '';
  let isBegun = false;
  for await (const chunk of stream) {
    const bytes = Buffer.from(chunk as Uint8Array | string);
    if (!isBegun && PACKED.some((start) => bytes.subarray(0, start.length / 2).toString('hex') === start)) {
      throw new UserError(
        `${file}: is packed. Unpack it, or give - and pipe the text in; nothing is deleted.`,
      );
    }
    isBegun = true;
    const text = rest + bytes.toString('latin1').replaceAll('\0', '');
    yield text;
    rest = text.slice(-LONGEST_ID);
  }
}
