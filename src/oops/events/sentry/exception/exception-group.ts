import { type DocumentObject, numberOf } from '../../../formats/document-value.js';
import { dictionaryOf } from '../values.js';

/**
 * The exceptions of a tree, as clients write it that know groups of exceptions: each has an id, the one that was caught
 * 0, and the id of the one that it was raised from or in. They are put in the order of their distance from the one that
 * was caught, of equals the smaller id first, so that each comes after the one that holds it, and none is lost.
 * Null where the ids make no tree of them all: then the order of the list is all that is known.
 * Source: develop.sentry.dev/sdk/data-model/event-payloads/exception, exception groups.
 *
 * @example
 * orderOfGroup([cause, caught]); // [caught, cause] where `caught` has the id 0, and `cause` the id 1 and the parent 0
 */
export function orderOfGroup(exceptions: readonly DocumentObject[]): readonly DocumentObject[] | null {
  const members = exceptions.map(memberFrom);
  if (new Set(members.map(({ id }) => id)).size < members.length) return null;
  const children = childrenByParent(members);
  const ordered = members.filter(({ id }) => id === 0);
  for (const { id } of ordered) for (const child of children.get(id) ?? []) ordered.push(child);
  return ordered.length === members.length ? ordered.map(({ exception }) => exception) : null;
}

interface Member {
  readonly exception: DocumentObject;
  readonly id: number | null;
  readonly parent: number | null;
}

function memberFrom(exception: DocumentObject): Member {
  const { exception_id, parent_id } = dictionaryOf(exception.mechanism);
  return { exception, id: numberOf(exception_id), parent: numberOf(parent_id) };
}

/** The members that have a parent, by its id, the smaller id first. The one that was caught is nobody's child. */
function childrenByParent(members: readonly Member[]): Map<number | null, Member[]> {
  const children = new Map<number | null, Member[]>();
  for (const member of [...members].sort((a, b) => (a.id ?? 0) - (b.id ?? 0))) {
    if (member.id === 0 || member.id === null || member.parent === null) continue;
    const siblings = children.get(member.parent);
    if (siblings) siblings.push(member);
    else children.set(member.parent, [member]);
  }
  return children;
}
