import { hash } from 'node:crypto';

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
  const given = new Map<string, number>();
  return (content) => {
    const first = idOf(content);
    let place = given.get(first) ?? 0;
    while (isKnown(idOfPlace(content, place))) place++;
    given.set(first, place + 1);
    return idOfPlace(content, place);
  };
}

/** A content never begins with a number in a line of its own: it is JSON, or a cursor of the journal. */
function idOfPlace(content: string, place: number): string {
  return idOf(place === 0 ? content : `${place}\n${content}`);
}

/** 128 bits of SHA-256, in the form of the ids of python-oops's own. */
export function idOf(content: string): string {
  return `OOPS-${hash('sha256', content).slice(0, 32)}`;
}
