import type { Value } from '../../../questions/question.js';

/**
 * A value as an answer has it: what a number cannot hold exactly is text, and so is what is no single value, as JSON.
 *
 * @param type as ClickHouse calls it
 * @example
 * readValue('9007199254740993', 'UInt64'); // '9007199254740993'
 * readValue([1, 2], 'Array(UInt8)');       // '[1,2]'
 */
export function readValue(value: unknown, type: string): Value {
  if (value === null || value === undefined) return null;
  if (typeof value === 'boolean') return Number(value);
  if (typeof value === 'object') return JSON.stringify(value);
  if (typeof value !== 'string') return Number(value);
  const own = /^(?:Nullable|LowCardinality)\((.*)\)$/.exec(type)?.[1];
  if (own !== undefined) return readValue(value, own);
  if (/^Float/.test(type)) return DENORMALS[value] ?? value;
  if (!/^(?:U?Int|Decimal)/.test(type)) return value;
  const number = Number(value);
  return String(number) === value && (Number.isSafeInteger(number) || !Number.isInteger(number))
    ? number
    : value;
}

/** Numbers that JSON does not have. */
const DENORMALS: Readonly<Record<string, string>> = { inf: 'Infinity', '-inf': '-Infinity', nan: 'NaN' };
