import { UserError } from '../../../user-error.js';
import { listKeys } from '../json-document/found-keys.js';
import { isObject, itemsAt, type JsonDocument, type JsonItem } from '../json-document/json-document.js';

/** A list lies at most so many keys deep. */
const DEEPEST = 3;

/**
 * The windows of a JSON document: the list at the path, else the document itself, else the first list of dictionaries in
 * it, the least deep first. Throws a UserError where there is none.
 *
 * @param path dotted; undefined: find the list
 * @param file the document's name, for messages
 */
export function findRows(document: JsonDocument, path: string | undefined, file: string): JsonItem[] {
  const found = itemsAt(document, path?.split('.') ?? findList(document.value) ?? []);
  if (found) return found;
  const keys = `its keys are: ${listKeys(document.value)}`;
  if (path !== undefined)
    throw new UserError(`${file}: rows ${path} is no list; ${keys}. Correct rows in --columns.`);
  throw new UserError(
    `${file}: holds no list of windows; ${keys}. Name another file, or say with --columns rows=KEY where it lies.`,
  );
}

/** The keys that lead to a list; where no list holds a dictionary, to one that is empty. Null where there is none. */
function findList(document: unknown): string[] | null {
  if (Array.isArray(document)) return [];
  const lists = listsIn(document);
  const found = lists.find(({ list }) => list.some(isObject)) ?? lists.find(({ list }) => list.length === 0);
  return found?.path ?? null;
}

function listsIn(document: unknown): { path: string[]; list: unknown[] }[] {
  const lists: { path: string[]; list: unknown[] }[] = [];
  let level: { path: string[]; value: unknown }[] = [{ path: [], value: document }];
  for (let depth = 0; depth < DEEPEST; depth += 1) {
    level = level.flatMap(({ path, value }) =>
      Object.entries(isObject(value) ? value : {}).map(([key, child]) => ({
        path: [...path, key],
        value: child,
      })),
    );
    for (const { path, value } of level) if (Array.isArray(value)) lists.push({ path, list: value });
  }
  return lists;
}
