import { type Cause, NO_EVENT } from '../../../oops/oops.js';
import type { Exception, TrackedSignature } from '../../sighted-oops.js';

/**
 * The exceptions, signatures and ids that the answers of one snapshot are about: each is one object, or one number, in all of them.
 */
export interface Vocabulary {
  /**
   * @param hash of `event.exception`, as a text
   * @param causes a JSON list; null for none
   */
  exception(hash: string, type: string | null, value: string | null, causes: string | null): Exception;
  /** The exception that came with this hash before; undefined when none did. */
  knownException(hash: string): Exception | undefined;
  /** @param number of `event.signature` */
  signature(number: number, type: string, value: string): TrackedSignature;
  /** The signature that came with this number before; undefined when none did. */
  knownSignature(number: number): TrackedSignature | undefined;
  /** The number of a signature that came from here. */
  numberOf(signature: TrackedSignature): number;
  /** The mark of an OOPS by the key of its id. */
  mark(idKey: string): number;
  /** The key of the id by the mark. */
  idKeyOf(mark: number): string;
}

/**
 * Makes that of one snapshot.
 *
 * @param bugs those that track signatures, by the numbers of these
 */
export function createVocabulary(bugs: ReadonlyMap<number, number>): Vocabulary {
  const exceptions = new Map<string, Exception>();
  const signatures = new Map<number, NumberedSignature>();
  const marks = new Map<string, number>();
  const idKeys: string[] = [];
  return {
    exception(hash, type, value, causes) {
      let found = exceptions.get(hash);
      if (!found) {
        found = { type, value, causes: causes === null ? NO_EVENT.causes : (JSON.parse(causes) as Cause[]) };
        exceptions.set(hash, found);
      }
      return found;
    },
    knownException: (hash) => exceptions.get(hash),
    signature(number, type, value) {
      let found = signatures.get(number);
      if (!found) {
        found = new NumberedSignature(number, type, value, bugs.get(number) ?? null);
        signatures.set(number, found);
      }
      return found;
    },
    knownSignature: (number) => signatures.get(number),
    numberOf(signature) {
      if (signature instanceof NumberedSignature) return signature.number;
      throw new Error(`the signature ${signature.type} is not of this store`);
    },
    mark(idKey) {
      let mark = marks.get(idKey);
      if (mark === undefined) {
        mark = idKeys.push(idKey);
        marks.set(idKey, mark);
      }
      return mark;
    },
    idKeyOf(mark) {
      const idKey = idKeys[mark - 1];
      if (idKey === undefined) throw new Error(`the mark ${mark} is not of this snapshot`);
      return idKey;
    },
  };
}

class NumberedSignature implements TrackedSignature {
  readonly #number: number;
  readonly type: string;
  readonly value: string;
  readonly bug: number | null;

  constructor(number: number, type: string, value: string, bug: number | null) {
    this.#number = number;
    this.type = type;
    this.value = value;
    this.bug = bug;
  }

  /** Not a property of its own: signatures are compared by what they say. */
  get number(): number {
    return this.#number;
  }
}
