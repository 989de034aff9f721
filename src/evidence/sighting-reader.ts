import type { Attribution, Relation } from '../analysis/attribution.js';
import type { AttributedSighting, Sighting } from '../analysis/evidence.js';
import type { Signature } from '../oops/oops.js';
import type { OutageWindow } from '../outages/window.js';
import type { OopsFact } from '../store/sqlite/blocks/facts.js';
import type { Lookups } from '../store/sqlite/tables/lookups.js';
import type { Knowledge } from './report-context.js';
import { remember } from './report-context.js';

/** Turns a row of the store into what a check sees of it, and of what belongs to a window to that. */
export interface SightingReader {
  read(fact: OopsFact, system: string): StoredSighting;
  readAttributed(
    fact: OopsFact,
    system: string,
    attribution: Attribution,
  ): StoredSighting & AttributedSighting;
}

/** What a check sees of an OOPS, but for who it is: of a hundred thousand, a report names a few. */
type SightingFields = Omit<Sighting, 'oopsId'>;

/** Makes a reader that looks each exception and signature up once. */
export function createSightingReader({ lookups, failures }: Knowledge): SightingReader {
  const typeOf = remember((exceptionId: number) => lookups.exceptionById(exceptionId).type);
  const signatureOf = remember((signatureId: number): Signature => lookups.signatureById(signatureId));

  function fieldsOf(fact: OopsFact, system: string): SightingFields {
    return {
      time: fact.time,
      type: typeOf(fact.exceptionId),
      signature: signatureOf(fact.signatureId),
      isOutageFailure: failures.isOutageFailure(system, fact.exceptionId),
      isTolerated: failures.isTolerated(fact.exceptionId),
      isException: fact.class === 'exceptions',
      urlId: fact.urlId,
      userId: fact.usernameId,
      isRobot: fact.isBot,
    };
  }

  return {
    read: (fact, system) => new StoredSighting(fact.seq, fieldsOf(fact, system), lookups),
    readAttributed: (fact, system, attribution) =>
      new StoredAttributedSighting(fact.seq, fieldsOf(fact, system), lookups, attribution),
  };
}

/** A sighting whose id is looked up when it is asked for. */
export class StoredSighting implements Sighting {
  readonly time: number;
  readonly type: string | null;
  readonly signature: Signature;
  readonly isOutageFailure: boolean;
  readonly isTolerated: boolean;
  readonly isException: boolean;
  readonly urlId: number | null;
  readonly userId: number | null;
  readonly isRobot: boolean;
  readonly #lookups: Lookups;

  constructor(
    readonly seq: number,
    fields: SightingFields,
    lookups: Lookups,
  ) {
    this.time = fields.time;
    this.type = fields.type;
    this.signature = fields.signature;
    this.isOutageFailure = fields.isOutageFailure;
    this.isTolerated = fields.isTolerated;
    this.isException = fields.isException;
    this.urlId = fields.urlId;
    this.userId = fields.userId;
    this.isRobot = fields.isRobot;
    this.#lookups = lookups;
  }

  get oopsId(): string {
    return this.#lookups.oopsIdBySeq(this.seq);
  }
}

class StoredAttributedSighting extends StoredSighting implements AttributedSighting {
  readonly window: OutageWindow;
  readonly relation: Relation;

  constructor(seq: number, fields: SightingFields, lookups: Lookups, { window, relation }: Attribution) {
    super(seq, fields, lookups);
    this.window = window;
    this.relation = relation;
  }
}
