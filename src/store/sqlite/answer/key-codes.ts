import type { Key } from '../../../questions/keys.js';
import type { Value } from '../../../questions/question.js';
import type { Db } from '../db.js';
import { BLOCK_COLUMNS, type KindsOf } from './block-columns.js';
import {
  askExpression,
  type BlockReader,
  columnOf,
  createNumberReader,
  createValueReader,
} from './column-values.js';
import { expressionOf } from './key-expressions.js';

/** Whether blocks know enough to group by a key. */
export function isKeyOfBlocks({ of }: Key): boolean {
  return BLOCK_COLUMNS[of] !== undefined;
}

/** Reads codes of the values of a key: equal values have one code, and the unknown has 0. */
export interface KeyCodes extends BlockReader<number> {
  /** The values of codes that were read. */
  readonly valuesOf: (codes: readonly number[]) => ReadonlyMap<number, Value>;
}

/** Makes the reader of a key's codes, which must be a key of blocks. */
export function createKeyCodes(db: Db, kindsOf: KindsOf, key: Key): KeyCodes {
  const column = columnOf(key);
  const expression = { of: key.of, expression: expressionOf(key) };
  // The ids of texts are codes already, so that only those that are shown need to be looked up.
  if (column.isText && expression.expression === key.of) {
    const ask = askExpression(db, expression);
    return { ...createNumberReader(kindsOf, column), valuesOf: (codes) => new Map(ask(codes)) };
  }
  const codes = new Map<Value, number>([[null, 0]]);
  const codeOf = (value: Value): number => {
    const known = codes.get(value);
    if (known !== undefined) return known;
    const code = codes.size;
    codes.set(value, code);
    return code;
  };
  const valuesOf = () => new Map(Array.from(codes, ([value, code]) => [code, value]));
  return { ...createValueReader(db, kindsOf, expression, codeOf), valuesOf };
}
