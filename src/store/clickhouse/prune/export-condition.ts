import { basename, dirname } from 'node:path';
import type { Condition } from '../events/interval-condition.js';

/** That a file is one of some exports, by its `directory` and `name`. */
export function exportCondition(paths: readonly string[]): Condition {
  if (paths.length === 0) return { sql: '0', parameters: {} };
  return {
    sql: '(directory, name) IN arrayZip({export_directories:Array(String)}, {export_names:Array(String)})',
    parameters: {
      export_directories: paths.map((path) => dirname(path)),
      export_names: paths.map((path) => basename(path)),
    },
  };
}
