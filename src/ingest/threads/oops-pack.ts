import type { Oops } from '../../oops/oops.js';
import type { FilePlace } from '../../store/records.js';
import { TIME_SOURCES, type TimeSource } from '../../store/stored-oops.js';
import type { ReadOops } from '../read-oops.js';

/**
 * What was read on its way from one thread to another. OOPSes are a row of numbers each, texts as places in a list that both sides keep.
 * To copy OOPSes as objects takes longer than to read them, and of their texts nearly all were sent before.
 */
export interface OopsPack {
  /** Both sides forget the texts sent so far, so that their lists stay small. */
  readonly isFresh: boolean;
  /** The texts that are new, to be put behind those that are known. */
  readonly texts: readonly string[];
  /** All that was read, in its order, but null in place of each OOPS: those follow in theirs. */
  readonly others: readonly (Exclude<ReadOops, ReadOopsReport> | null)[];
  /** Of each OOPS its id; null where it is the name of its file. */
  readonly ids: readonly (string | null)[];
  /** `WIDTH` numbers an OOPS; NaN where there is none. */
  readonly numbers: Float64Array<ArrayBuffer>;
}

/** An OOPS as it was read. */
export type ReadOopsReport = Extract<ReadOops, { kind: 'oops' }>;

/** The texts of an OOPS, but for its id, which no other has. */
const TEXTS = [
  'type',
  'value',
  'reporter',
  'topic',
  'url',
  'method',
  'userAgent',
  'referrer',
  'username',
  'mostExpensiveStatement',
  'traceback',
  'branchNick',
  'revno',
  'hostname',
  'lastOops',
] as const satisfies readonly (keyof Oops)[];

/** How many columns stand behind those, see `createPacker`. */
const OTHERS = 15;
const WIDTH = TEXTS.length + OTHERS;
/** What the texts of one list may have together, in characters. */
const LISTED_CHARACTERS = 4_000_000;

/** Makes what packs that which one thread read; the packs must be unpacked in their order. */
export function createPacker(limit = LISTED_CHARACTERS): (reads: readonly ReadOops[]) => OopsPack {
  const places = new Map<string, number>();
  let characters = 0;

  return (reads) => {
    const isFresh = characters > limit;
    if (isFresh) places.clear();
    if (isFresh) characters = 0;
    const texts: string[] = [];
    const others = reads.map((read) => (read.kind === 'oops' ? null : read));
    const oopses = reads.filter((read) => read.kind === 'oops');
    const numbers = new Float64Array(oopses.length * WIDTH);
    const ids: (string | null)[] = [];

    function placeOf(text: string | null): number {
      if (text === null) return Number.NaN;
      const known = places.get(text);
      if (known !== undefined) return known;
      const place = places.size;
      places.set(text, place);
      texts.push(text);
      characters += text.length;
      return place;
    }

    let at = 0;
    for (const { oops: read, stamp } of oopses) {
      const { oops, content } = read;
      ids.push(oops.id === read.fileName ? null : oops.id);
      for (const key of TEXTS) numbers[at++] = placeOf(oops[key]);
      numbers[at++] = placeOf(oops.causes.length > 0 ? JSON.stringify(oops.causes) : null);
      numbers[at++] = placeOf(oops.fingerprint && JSON.stringify(oops.fingerprint));
      numbers[at++] = Number(oops.isEvent);
      numbers[at++] = oops.clockOffset ?? Number.NaN;
      numbers[at++] = oops.time ?? Number.NaN;
      numbers[at++] = oops.durationSeconds ?? Number.NaN;
      numbers[at++] = oops.totalMilliseconds ?? Number.NaN;
      numbers[at++] = oops.statementsCount;
      numbers[at++] = Number(oops.informational);
      numbers[at++] = read.time;
      numbers[at++] = TIME_SOURCES.indexOf(read.timeSource);
      numbers[at++] = content.size;
      numbers[at++] = content.crc;
      numbers[at++] = stamp.size;
      numbers[at++] = stamp.modifiedAt;
    }
    return { isFresh, texts, others, ids, numbers };
  };
}

/** Makes what unpacks the packs of one packer, each with the files that it was read from. */
export function createUnpacker(): (pack: OopsPack, files: readonly FilePlace[]) => ReadOops[] {
  let listed: string[] = [];

  return ({ isFresh, texts, others, ids, numbers }, files) => {
    if (isFresh) listed = [];
    for (const text of texts) listed.push(text);
    let oopses = 0;
    let at = 0;
    const number = () => numbers[at++] as number;
    const numberOrNull = () => knownOrNull(number());
    const text = () => listed[number()] ?? null;

    // Everything is taken in the order in which it was packed.
    function oopsIn({ directory, name }: FilePlace): ReadOopsReport {
      const oops: Oops = {
        id: ids[oopses++] ?? name,
        type: text(),
        value: text(),
        reporter: text(),
        topic: text(),
        url: text(),
        method: text(),
        userAgent: text(),
        referrer: text(),
        username: text(),
        mostExpensiveStatement: text(),
        traceback: text(),
        branchNick: text(),
        revno: text(),
        hostname: text(),
        lastOops: text(),
        causes: listOf(text()) ?? [],
        fingerprint: listOf(text()),
        isEvent: number() === 1,
        clockOffset: numberOrNull(),
        time: numberOrNull(),
        durationSeconds: numberOrNull(),
        totalMilliseconds: numberOrNull(),
        statementsCount: number(),
        informational: number() === 1,
      };
      const time = number();
      const timeSource = TIME_SOURCES[number()] as TimeSource;
      const content = { size: number(), crc: number() };
      const stamp = { size: number(), modifiedAt: number() };
      return { kind: 'oops', oops: { oops, time, timeSource, content, directory, fileName: name }, stamp };
    }

    return files.map((file, index) => others[index] ?? oopsIn(file));
  };
}

/** Most OOPSes have no such list, and those that have have nearly always one of a few. */
function listOf<T>(text: string | null): T[] | null {
  return text === null ? null : (JSON.parse(text) as T[]);
}

function knownOrNull(value: number): number | null {
  return Number.isNaN(value) ? null : value;
}
