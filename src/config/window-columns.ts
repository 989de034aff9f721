import type { WindowColumnMap } from '../outages/window-log/mapped-json/column-map.js';
import type { Config } from './config.js';
import { createPathMatcher } from './path-pattern.js';

/**
 * Says where the columns of windows lie in a file of JSON, by its path: as the first of `windowSources` says whose pattern
 * matches; undefined where none does.
 *
 * @example
 * createWindowColumns(config)('/srv/instatus-2026.json'); // of { files: "instatus-*.json", columns: { outage: id, … } }
 */
export function createWindowColumns({
  windowSources,
}: Pick<Config, 'windowSources'>): (path: string) => WindowColumnMap | undefined {
  const sources = windowSources.map(({ files, columns }) => ({ matches: createPathMatcher(files), columns }));
  return (path) => sources.find(({ matches }) => matches(path))?.columns;
}
