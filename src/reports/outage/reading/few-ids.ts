/** A few ids of many, and how many more there are. */
export interface FewIds {
  readonly ids: readonly string[];
  /** "and 35 more"; empty where all are shown. */
  readonly more: string;
}

/** How many ids are shown where they have room. */
const SHOWN = 2;

/**
 * The first two ids, or the first alone where two are longer than the room for them: one leads on, and many hide the rest.
 *
 * @param count how many there are, of which `oopsIds` may be the first
 * @param room in characters
 *
 * @example
 * fewIds(['OOPS-1', 'OOPS-2', 'OOPS-3'], 12); // { ids: ['OOPS-1', 'OOPS-2'], more: 'and 10 more' }
 */
export function fewIds(oopsIds: readonly string[], count: number, room = Number.POSITIVE_INFINITY): FewIds {
  const two = oopsIds.slice(0, SHOWN);
  const ids = two.join(', ').length > room ? two.slice(0, 1) : two;
  const left = count - ids.length;
  return { ids, more: left > 0 ? `and ${left} more` : '' };
}

/** "OOPS-1, OOPS-2 and 10 more". */
export function fewIdsText({ ids, more }: FewIds): string {
  return [ids.join(', '), more].filter((part) => part !== '').join(' ');
}
