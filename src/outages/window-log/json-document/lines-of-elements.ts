/** What stands in a JSON text: a string, a mark, a line feed, or a number or word. */
const TOKEN = /"(?:[^"\\]|\\.)*"|[{}[\],:\n]|[^\s"{}[\],:]+/g;

/** A list or dictionary that is open where the text is read. */
interface Container {
  readonly isList: boolean;
  /** The key under which it lies; null in a list, and for the whole document. */
  readonly key: string | null;
}

/**
 * The line on which each element of a list in a JSON text begins, counted from 1. The text must be JSON: `JSON.parse` does
 * not tell where what it read had stood.
 *
 * @param path the keys that lead to the list
 * @example
 * linesOfElements('{"a": [\n1,\n2]}', ['a']); // [2, 3]
 */
export function linesOfElements(text: string, path: readonly string[]): number[] {
  let lines: number[] = [];
  const open: Container[] = [];
  let line = 1;
  let key: string | null = null;
  let isKey = false;
  for (const [token] of text.matchAll(TOKEN)) {
    const within = open.at(-1);
    if (token === '\n') line += 1;
    else if (token === ':') isKey = false;
    else if (token === ',') isKey = within?.isList === false;
    else if (token === '}' || token === ']') open.pop();
    else if (isKey) key = JSON.parse(token) as string;
    else {
      if (within?.isList && isAt(open, path)) lines.push(line);
      if (token !== '{' && token !== '[') continue;
      open.push({ isList: token === '[', key: within?.isList === false ? key : null });
      isKey = token === '{';
      // A key that is there twice means its last value.
      if (token === '[' && isAt(open, path)) lines = [];
    }
  }
  return lines;
}

/** Whether the innermost container is the one at the end of the keys. */
function isAt(open: readonly Container[], path: readonly string[]): boolean {
  return open.length === path.length + 1 && path.every((key, depth) => open[depth + 1]?.key === key);
}
