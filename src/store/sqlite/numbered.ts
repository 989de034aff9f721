import { type Cause, NO_EVENT } from '../../oops/oops.js';
import type { Exception, TrackedSignature } from '../sighted-oops.js';
import type { ReportedException } from '../snapshot.js';
import type { Db } from './db.js';
import { createLookups, type Lookups } from './tables/lookups.js';
import { listReporters } from './tables/reporters.js';

/**
 * Gives the numbers of rows the faces that the port knows them by: within one snapshot each number has one object, whose
 * texts are looked up when they are asked for. A million exceptions can be counted of which a report shows five.
 */
export interface Numbered {
  readonly lookups: Lookups;
  /** `type`: where it is known already. */
  exception(id: number, type?: string | null): Exception;
  signature(id: number): NumberedSignature;
  /** The numbers of exceptions that came from here, by those of their reporters. */
  reportedIds(exceptions: readonly ReportedException[]): Map<number, Set<number>>;
  /** The number of a signature that came from here. */
  numberOf(signature: TrackedSignature): number;
  reporter(id: number): string;
  /** The numbers of reporters by name; of names that were never heard there are none. */
  reporterIds(names: readonly string[]): number[];
}

/** Makes those of one snapshot. */
export function createNumbered(db: Db): Numbered {
  const lookups = createLookups(db);
  const exceptions: NumberedException[] = [];
  const signatures: NumberedSignature[] = [];
  const reporters = listReporters(db);
  const names: string[] = [];
  for (const { id, name } of reporters) names[id] = name;
  const ids = new Map(reporters.map(({ id, name }) => [name, id]));
  return {
    lookups,
    exception(id, type) {
      let found = exceptions[id];
      if (!found) {
        found = new NumberedException(id, lookups, type);
        exceptions[id] = found;
      }
      return found;
    },
    signature(id) {
      let found = signatures[id];
      if (!found) {
        found = new NumberedSignature(id, lookups);
        signatures[id] = found;
      }
      return found;
    },
    reportedIds(reported) {
      const wanted = new Map<number, Set<number>>();
      for (const { reporter, exception } of reported) {
        if (!(exception instanceof NumberedException)) {
          throw new Error(`the exception ${exception.type} is not of this store`);
        }
        const id = ids.get(reporter);
        if (id === undefined) continue;
        const own = wanted.get(id);
        if (own) own.add(exception.number);
        else wanted.set(id, new Set([exception.number]));
      }
      return wanted;
    },
    numberOf(signature) {
      if (signature instanceof NumberedSignature) return signature.number;
      throw new Error(`the signature ${signature.type} is not of this store`);
    },
    reporter: (id) => names[id] ?? 'UNKNOWN',
    reporterIds: (wanted) => wanted.flatMap((name) => ids.get(name) ?? []),
  };
}

/** An exception; its type and causes are kept, because they are asked for often, and its value, which may be long, is not. */
class NumberedException implements Exception {
  #type: string | null | undefined;
  #causes: readonly Cause[] | undefined;
  readonly number: number;
  readonly #lookups: Lookups;

  constructor(number: number, lookups: Lookups, type: string | null | undefined) {
    this.number = number;
    this.#lookups = lookups;
    this.#type = type;
  }

  get type(): string | null {
    if (this.#type === undefined) this.#type = this.#lookups.exceptionTypeById(this.number);
    return this.#type;
  }

  get value(): string | null {
    return this.#lookups.exceptionById(this.number).value;
  }

  get causes(): readonly Cause[] {
    this.#causes ??= this.#lookups.hasCauses
      ? this.#lookups.exceptionById(this.number).causes
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
