import type { DocumentSettings } from '../oops/events/document-settings.js';
import type { Config } from './config.js';
import { createPathMatcher } from './path-pattern.js';

/**
 * Says how the rows of a file are read, as far as the config says it: of each setting as the first of `inputs` whose
 * pattern matches and that says it.
 *
 * @example
 * createRowSettings(config)('/var/log/api-1.log').format; // 'json' with inputs: [{ files: "api-*.log", format: json }]
 */
export function createRowSettings({
  inputs,
  projects,
}: Pick<Config, 'inputs' | 'projects'>): (path: string) => Partial<DocumentSettings> {
  const said = inputs.map(({ files, rows }) => ({ matches: createPathMatcher(files), rows })).reverse();
  return (path) => ({
    ...Object.assign({}, ...said.filter(({ matches }) => matches(path)).map(({ rows }) => rows)),
    projects,
  });
}
