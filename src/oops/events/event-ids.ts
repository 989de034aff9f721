import { hash } from 'node:crypto';
import { createDigestSet } from './digest-set.js';

/** Gives an id to what has none, each time it is asked for in the order of the source. */
export type GiveId = (content: string) => string;

/**
 * Makes what gives the events of one source ids that follow from their content: the same event has the same id however often
 * it is read, wherever it lies and however it is packed, and the second of two that are equal has one of its own. Two
 * that are equal and lie in two files, as on both sides of a rotation, are one.
 *
 * @param isKnown whether an id was given to an earlier part of the source, which is not read this time
 *
 * @example
 * const giveId = createIds();
 * giveId('{"msg":"boom"}'); // 'OOPS-' and 32 hexadecimal digits
 * giveId('{"msg":"boom"}'); // other digits: it is the second
 */
export function createIds(isKnown: (id: string) => boolean = () => false): GiveId {
  const given = createDigestSet();
  /** Of the few contents that came more than once: how many places are taken. */
  const taken = new Map<string, number>();
  return (content) => {
    const first = idOf(content);
    let place = given.add(first.slice(PREFIX.length)) ? 0 : (taken.get(first) ?? 1);
    let id = place === 0 ? first : idOfPlace(content, place);
    while (isKnown(id)) id = idOfPlace(content, ++place);
    if (place > 0) taken.set(first, place + 1);
    return id;
  };
}

/** The id of a content that is not the first. Contents never begin with a number in a line: they are JSON, or a cursor. */
function idOfPlace(content: string, place: number): string {
  return idOf(`${place}\n${content}`);
}

const PREFIX = 'OOPS-';

/** 128 bits of SHA-256, in the form of the ids of python-oops's own. */
export function idOf(content: string): string {
  return PREFIX + hash('sha256', content).slice(0, 32);
}
