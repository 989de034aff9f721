import type { OopsFact } from '../blocks/facts.js';
import type { Lookups } from '../writing/lookups.js';

/** For how many OOPSes a table has room at first. */
const FIRST_ROOM = 1024;

/** The columns of a table that hold an id of the store; 0 where an OOPS has none. */
export type IdColumn = 'signatureId' | 'urlId' | 'topicId' | 'methodId' | 'referrerId';

/**
 * What the sections may have to show of the OOPSes that they count, a column for each thing. An OOPS is known by its
 * row: a day can have a million, and an object for each would take several times the memory and the time.
 */
export class OopsTable {
  #size = 0;
  readonly #compareFacts: Lookups['compareFacts'];
  time = new Float64Array(FIRST_ROOM);
  seq = new Uint32Array(FIRST_ROOM);
  signatureId = new Uint32Array(FIRST_ROOM);
  urlId = new Uint32Array(FIRST_ROOM);
  topicId = new Uint32Array(FIRST_ROOM);
  methodId = new Uint32Array(FIRST_ROOM);
  referrerId = new Uint32Array(FIRST_ROOM);
  isBot = new Uint8Array(FIRST_ROOM);
  isLocalReferrer = new Uint8Array(FIRST_ROOM);

  constructor({ compareFacts }: Pick<Lookups, 'compareFacts'>) {
    this.#compareFacts = compareFacts;
  }

  /** Adds an OOPS, and returns its row. */
  add(fact: OopsFact): number {
    if (this.#size === this.time.length) this.#makeRoom(2 * this.#size);
    const row = this.#size++;
    this.time[row] = fact.time;
    this.seq[row] = fact.seq;
    this.signatureId[row] = fact.signatureId;
    this.urlId[row] = fact.urlId ?? 0;
    this.topicId[row] = fact.topicId ?? 0;
    this.methodId[row] = fact.methodId ?? 0;
    this.referrerId[row] = fact.referrerId ?? 0;
    this.isBot[row] = Number(fact.isBot);
    this.isLocalReferrer[row] = Number(fact.isLocalReferrer);
    return row;
  }

  /** The order of `compareFacts`, for rows. */
  readonly compareRows = (a: number, b: number): number => {
    const [timeA = 0, timeB = 0] = [this.time[a], this.time[b]];
    if (timeA !== timeB) return timeA - timeB;
    return this.#compareFacts({ time: timeA, seq: this.seqOf(a) }, { time: timeB, seq: this.seqOf(b) });
  };

  /** The number of an OOPS in the database. */
  seqOf(row: number): number {
    return this.seq[row] ?? 0;
  }

  #makeRoom(size: number): void {
    this.time = copyInto(new Float64Array(size), this.time);
    this.seq = copyInto(new Uint32Array(size), this.seq);
    this.signatureId = copyInto(new Uint32Array(size), this.signatureId);
    this.urlId = copyInto(new Uint32Array(size), this.urlId);
    this.topicId = copyInto(new Uint32Array(size), this.topicId);
    this.methodId = copyInto(new Uint32Array(size), this.methodId);
    this.referrerId = copyInto(new Uint32Array(size), this.referrerId);
    this.isBot = copyInto(new Uint8Array(size), this.isBot);
    this.isLocalReferrer = copyInto(new Uint8Array(size), this.isLocalReferrer);
  }
}

function copyInto<A extends Float64Array | Uint32Array | Uint8Array>(larger: A, values: A): A {
  larger.set(values);
  return larger;
}
