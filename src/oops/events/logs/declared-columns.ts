import { extendMap, type LineMap, mapKeys } from './line-map.js';

/** The paths of a line that the user declared: they are tried before those that the format knows. */
export interface DeclaredMap {
  readonly map: LineMap;
  /** What no format looks for by itself: it stands for what the line's exception or message says. */
  readonly type: readonly string[];
  readonly value: readonly string[];
  readonly traceback: readonly string[];
  readonly durationSeconds: readonly string[];
  readonly branchNick: readonly string[];
}

/**
 * Puts declared columns before the paths of a format; the one place where formats of lines learn of them. `system` is another
 * word for `reporter`. Keys that a line does not have are left out.
 *
 * @example
 * declareColumns(COMMON_MAP, { time: 'when', type: 'err.name' }).map.time[0]; // 'when'
 */
export function declareColumns(map: LineMap, columns: Readonly<Record<string, string>>): DeclaredMap {
  const declared = (key: string): string[] => {
    const path = Object.hasOwn(columns, key) ? columns[key] : undefined;
    return path === undefined ? [] : [path];
  };
  const reporter = [...declared('system'), ...declared('reporter')];
  return {
    map: extendMap(map, { ...mapKeys(declared), reporter }),
    type: declared('type'),
    value: declared('value'),
    traceback: declared('traceback'),
    durationSeconds: declared('durationSeconds'),
    branchNick: declared('branchNick'),
  };
}
