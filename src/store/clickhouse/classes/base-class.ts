import type { ClassificationRule } from '../../../oops/classes/classification-rules.js';
import { globSource, isGlob } from '../../../text/glob.js';
import type { Pattern } from '../../../text/pattern.js';
import { literal, literals } from '../sql-text.js';
import { re2Source } from './re2-source.js';

/**
 * The SQL for what an OOPS is counted as before the kind of summary has its say, over the columns of `event`: see `baseClassOf`.
 *
 * @example
 * baseClassSql([{ class: 'time-outs', types: ['TimeoutError'] }]);
 * // "multiIf((ifNull(type, '') IN ['TimeoutError']), 'time-outs', 'exceptions')"
 */
export function baseClassSql(rules: readonly ClassificationRule[]): string {
  const branches = rules.map((rule) => `${conditionOf(rule)}, ${literal(rule.class)}`);
  return branches.length === 0 ? "'exceptions'" : `multiIf(${branches.join(', ')}, 'exceptions')`;
}

function conditionOf({ types, informational, url }: ClassificationRule): string {
  const conditions = [
    ...(types === undefined ? [] : [isOneOfTypesSql(types)]),
    ...(informational === undefined ? [] : [`informational = ${Number(informational)}`]),
    ...(url === undefined ? [] : [finds(url, "ifNull(url, '')")]),
  ];
  return conditions.length === 0 ? '1' : conditions.join(' AND ');
}

/** That the exception type is one of some, where `*` and `?` match as in file names; that of what has none is the empty text. */
export function isOneOfTypesSql(types: readonly string[]): string {
  const exact = types.filter((type) => !isGlob(type));
  const tests = [
    ...(exact.length === 0 ? [] : [`ifNull(type, '') IN ${literals(exact)}`]),
    ...types.filter(isGlob).map((type) => `match(ifNull(type, ''), ${literal(globSource(type))})`),
  ];
  return tests.length === 0 ? '0' : `(${tests.join(' OR ')})`;
}

function finds(pattern: Pattern | RegExp, text: string): string {
  const source = re2Source(pattern, `the pattern ${pattern.source} of a classification`);
  return `match(${text}, ${literal(source)})`;
}
