import { NO_EVENT, type Oops } from '../../oops/oops.js';
import { TIME_SOURCES, type TimeSource } from '../../store/stored-oops.js';
import type { ReadOops, ReportFile } from '../read-oops.js';

/**
 * OOPSes on their way from one thread to another: a row of numbers each, texts as places in a list that both sides keep.
 * To copy OOPSes as objects takes longer than to read them, and of their texts nearly all were sent before.
 */
export interface OopsPack {
  /** Both sides forget the texts sent so far, so that their lists stay small. */
  readonly isFresh: boolean;
  /** The texts that are new, to be put behind those that are known. */
  readonly texts: readonly string[];
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

/** How many columns of numbers stand behind the texts, see `createPacker`. */
const OTHERS = 11;
const WIDTH = TEXTS.length + OTHERS;
/** What the texts of one list may have together, in characters. */
const LISTED_CHARACTERS = 4_000_000;

/** Makes what packs the OOPSes of one thread; the packs must be unpacked in their order. */
export function createPacker(limit = LISTED_CHARACTERS): (reads: readonly ReadOopsReport[]) => OopsPack {
  const places = new Map<string, number>();
  let characters = 0;

  return (reads) => {
    const isFresh = characters > limit;
    if (isFresh) places.clear();
    if (isFresh) characters = 0;
    const texts: string[] = [];
    const numbers = new Float64Array(reads.length * WIDTH);
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
    for (const { oops: read, stamp } of reads) {
      const { oops, content } = read;
      ids.push(oops.id === read.fileName ? null : oops.id);
      for (const key of TEXTS) numbers[at++] = placeOf(oops[key]);
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
    return { isFresh, texts, ids, numbers };
  };
}

/** Makes what unpacks the packs of one packer, each with the files that its OOPSes were read from. */
export function createUnpacker(): (pack: OopsPack, files: readonly ReportFile[]) => ReadOopsReport[] {
  let listed: string[] = [];

  return ({ isFresh, texts, ids, numbers }, files) => {
    if (isFresh) listed = [];
    for (const text of texts) listed.push(text);
    let at = 0;
    const number = () => numbers[at++] as number;
    const numberOrNull = () => knownOrNull(number());
    const text = () => listed[number()] ?? null;

    // Everything is taken in the order in which it was packed.
    return files.map(({ directory, name }, index): ReadOopsReport => {
      const oops: Oops = {
        id: ids[index] ?? name,
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
        ...NO_EVENT,
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
    });
  };
}

function knownOrNull(value: number): number | null {
  return Number.isNaN(value) ? null : value;
}
