import { memoize } from '../../memoize.js';
import { type Cause, NO_EVENT } from '../../oops/oops.js';
import type { Exception, TrackedSignature } from '../sighted-oops.js';
import { KeptBlocks } from './blocks/kept-blocks.js';
import type { Db } from './db.js';
import { listReporters } from './tables/reporters.js';
import { createLookups, type Lookups } from './writing/lookups.js';

/**
 * Gives the numbers of rows the faces that the port knows them by: within one snapshot each number has one object, whose
 * texts are looked up when they are asked for. A million exceptions can be counted of which a report shows five.
 */
export interface Numbered {
  /** The blocks of the snapshot that were read last. */
  readonly kept: KeptBlocks;
  readonly lookups: Lookups;
  exception(id: number): Exception;
  /** Looks up the types of many exceptions at once: one by one they would take as long as to count their OOPSes. */
  learnTypes(exceptionIds: Iterable<number>): void;
  signature(id: number): NumberedSignature;
  /** Looks up the texts of many signatures at once, as `learnTypes` does. */
  learnSignatures(ids: Iterable<number>): void;
  /** A signature where its texts were read with others: one by one they would take as long as to read all. */
  knownSignature(id: number, texts: TrackedSignature): NumberedSignature;
  /** The number of a signature that came from here. */
  numberOf(signature: TrackedSignature): number;
  reporter(id: number): string;
  /** The numbers of reporters by name; of names that were never heard there are none. */
  reporterIds(names: readonly string[]): number[];
}

/** How the types of the exceptions are found; exported so that a test can pin the plan. */
export const SELECT_TYPES = `
  SELECT e.id, e.type_id FROM json_each(@ids) i CROSS JOIN exception e ON e.id = i.value`;

/** How the texts of signatures are found; exported so that a test can pin the plan. */
export const SELECT_SIGNATURES = `
  SELECT s.id, t.value, v.value, s.bug
  FROM json_each(@ids) i CROSS JOIN stored_signature s ON s.id = i.value
    JOIN text t ON t.id = s.type_id JOIN text v ON v.id = s.value_id`;

/** Makes those of one snapshot. */
export function createNumbered(db: Db): Numbered {
  const lookups = createLookups(db);
  const exceptions: NumberedException[] = [];
  const signatures: NumberedSignature[] = [];
  const reporters = listReporters(db);
  const names: string[] = [];
  for (const { id, name } of reporters) names[id] = name;
  const ids = new Map(reporters.map(({ id, name }) => [name, id]));
  const typeOf = memoize((id: number | null) => (id === null ? null : lookups.textById(id)));
  function exception(id: number): NumberedException {
    let found = exceptions[id];
    if (!found) {
      found = new NumberedException(id, lookups);
      exceptions[id] = found;
    }
    return found;
  }
  function signature(id: number): NumberedSignature {
    let found = signatures[id];
    if (!found) {
      found = new NumberedSignature(id, lookups);
      signatures[id] = found;
    }
    return found;
  }
  return {
    kept: new KeptBlocks(),
    lookups,
    exception,
    learnTypes(exceptionIds) {
      const unknown = [...new Set(exceptionIds)].filter((id) => !exceptions[id]?.knowsType);
      if (unknown.length === 0) return;
      const question = { ids: JSON.stringify(unknown) };
      const found = db.prepare(SELECT_TYPES).raw().all(question) as [id: number, typeId: number | null][];
      for (const [id, typeId] of found) exception(id).learnType(typeOf(typeId));
    },
    signature,
    learnSignatures(ids) {
      const unknown = [...new Set(ids)].filter((id) => !signatures[id]?.knowsTexts);
      if (unknown.length === 0) return;
      const question = { ids: JSON.stringify(unknown) };
      const found = db.prepare(SELECT_SIGNATURES).raw().all(question) as SignatureRow[];
      for (const [id, type, value, bug] of found) signature(id).learn({ type, value, bug });
    },
    knownSignature(id, texts) {
      const found = signature(id);
      found.learn(texts);
      return found;
    },
    numberOf(signature) {
      if (signature instanceof NumberedSignature) return signature.number;
      throw new Error(`the signature ${signature.type} is not of this store`);
    },
    reporter: (id) => names[id] ?? 'UNKNOWN',
    reporterIds: (wanted) => wanted.flatMap((name) => ids.get(name) ?? []),
  };
}

type SignatureRow = readonly [id: number, type: string, value: string, bug: number | null];

/** An exception; its type and causes are kept, because they are asked for often, and its value, which may be long, is not. */
class NumberedException implements Exception {
  #type: string | null | undefined;
  #causes: readonly Cause[] | undefined;
  readonly #number: number;
  readonly #lookups: Lookups;

  constructor(number: number, lookups: Lookups) {
    this.#number = number;
    this.#lookups = lookups;
  }

  get knowsType(): boolean {
    return this.#type !== undefined;
  }

  learnType(type: string | null): void {
    this.#type = type;
  }

  get type(): string | null {
    if (this.#type === undefined) this.#type = this.#lookups.exceptionTypeById(this.#number);
    return this.#type;
  }

  get value(): string | null {
    return this.#lookups.exceptionValueById(this.#number);
  }

  get causes(): readonly Cause[] {
    this.#causes ??= this.#lookups.hasCauses
      ? this.#lookups.exceptionById(this.#number).causes
      : NO_EVENT.causes;
    return this.#causes;
  }
}

/** A signature; once asked for, its texts are kept. */
export class NumberedSignature implements TrackedSignature {
  #found: TrackedSignature | undefined;
  readonly number: number;
  readonly #lookups: Lookups;

  constructor(number: number, lookups: Lookups) {
    this.number = number;
    this.#lookups = lookups;
  }

  get knowsTexts(): boolean {
    return this.#found !== undefined;
  }

  learn(texts: TrackedSignature): void {
    this.#found ??= texts;
  }

  get type(): string {
    return this.#find().type;
  }

  get value(): string {
    return this.#find().value;
  }

  get bug(): number | null {
    return this.#find().bug;
  }

  #find(): TrackedSignature {
    this.#found ??= this.#lookups.signatureById(this.number);
    return this.#found;
  }
}
