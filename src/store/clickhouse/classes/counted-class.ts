import { CLASSES_OF_KIND, type KindClassificationRule } from '../../../oops/classes/classification-rules.js';
import type { SummaryKind } from '../../../oops/oops.js';
import { literal, literals } from '../sql-text.js';
import { isOneOfTypesSql } from './base-class.js';

/**
 * The SQL for what an OOPS is counted as in summaries of one kind, over the columns of `event`: see `classInKind`.
 *
 * @param baseClass SQL of what it is counted as before the kind has its say
 * @example
 * countedClassSql("'time-outs'", 'generic', []); // "if('time-outs' IN ['exceptions'], 'time-outs', 'exceptions')"
 */
export function countedClassSql(
  baseClass: string,
  kind: SummaryKind,
  rules: readonly KindClassificationRule[],
): string {
  const own = rules.filter(({ kinds }) => kinds.includes(kind));
  const branches = own.map(({ class: counted, types, precedence }) => {
    const isOfType = isOneOfTypesSql(types);
    const condition = precedence === 'before' ? isOfType : `${baseClass} = 'exceptions' AND ${isOfType}`;
    return `${condition}, ${literal(counted)}`;
  });
  const counted = branches.length === 0 ? baseClass : `multiIf(${branches.join(', ')}, ${baseClass})`;
  return `if(${counted} IN ${literals(CLASSES_OF_KIND[kind])}, ${counted}, 'exceptions')`;
}
