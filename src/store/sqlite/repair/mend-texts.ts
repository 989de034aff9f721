import type { Db } from '../db.js';
import { findDamagedTexts } from '../doctor/checks/texts.js';
import { hashText } from '../writing/dictionary.js';

/** A longer text is not tried: each of its bits takes a hash of all of it. In bytes. */
const LONGEST = 4096;

/** What became of the texts that were damaged. */
export interface MendedTexts {
  /** Turned back, bit by bit. */
  readonly mended: readonly number[];
  /** Still not what they were. */
  readonly lost: readonly number[];
}

/**
 * Turns back the one bit that turned in a text, or in the hash beside it: the hash has 48 bits, so that another text than the
 * one that was there is not taken for it.
 */
export function mendTexts(db: Db): MendedTexts {
  const damaged = [...findDamagedTexts(db)];
  const put = db.prepare('UPDATE text SET hash = ?, value = ? WHERE id = ?');
  const mended: number[] = [];
  const lost: number[] = [];
  for (const { id, hash, bytes } of damaged) {
    const whole = findWhole(bytes, hash);
    const text = whole ?? bytes.toString();
    put.run(hashText(text), text, id);
    (whole === null ? lost : mended).push(id);
  }
  return { mended, lost };
}

function findWhole(bytes: Buffer, hash: number): string | null {
  const text = bytes.toString();
  const isOneBitOff = countBits(hashText(text), hash) === 1;
  if (isOneBitOff && Buffer.from(text).equals(bytes)) return text;
  return bytes.length > LONGEST ? null : turnBack(bytes, hash);
}

function turnBack(bytes: Buffer, hash: number): string | null {
  const tried = Buffer.from(bytes);
  for (let place = 0; place < tried.length; place++) {
    for (let bit = 1; bit < 256; bit *= 2) {
      tried[place] = (bytes[place] as number) ^ bit;
      const text = tried.toString();
      if (hashText(text) === hash) return text;
    }
    tried[place] = bytes[place] as number;
  }
  return null;
}

/** In how many bits two numbers differ. */
function countBits(one: number, other: number): number {
  const differing = BigInt(Math.trunc(one)) ^ BigInt(Math.trunc(other));
  return BigInt.asUintN(64, differing).toString(2).replaceAll('0', '').length;
}
