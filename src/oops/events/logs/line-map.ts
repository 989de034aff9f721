/** What is looked for in a line: keys of an OOPS, and what they are made of. */
export const LINE_KEYS = [
  'time',
  'level',
  'message',
  'logger',
  /** A name or code of the error that no exception stands for. */
  'code',
  /** Exceptions: objects, lists or texts. */
  'exception',
  /** Stacks that stand apart from their exception. */
  'stack',
  'reporter',
  'environment',
  'hostname',
  'topic',
  'url',
  'method',
  'userAgent',
  'referrer',
  'username',
  'revno',
  'id',
] as const;
export type LineKey = (typeof LINE_KEYS)[number];

/** The paths at which each is looked for, in this order. */
export type LineMap = Readonly<Record<LineKey, readonly string[]>>;

/**
 * A map with more paths: those of `first` are tried before its own, those of `last` after them.
 *
 * @example
 * extendMap(COMMON_MAP, { message: ['event'] });
 */
export function extendMap(map: LineMap, first: Partial<LineMap>, last: Partial<LineMap> = {}): LineMap {
  return mapKeys((key) => [...new Set([...(first[key] ?? []), ...map[key], ...(last[key] ?? [])])]);
}

/** The map that has for each key what a function says. */
export function mapKeys(pathsOf: (key: LineKey) => readonly string[]): LineMap {
  return Object.fromEntries(LINE_KEYS.map((key) => [key, pathsOf(key)])) as LineMap;
}
