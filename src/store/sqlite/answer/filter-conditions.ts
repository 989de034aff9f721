import { readExactSignature } from '../../../questions/exact-signature.js';
import {
  FILTERS,
  type Filter,
  type FilterName,
  type FilterRule,
  readAmount,
} from '../../../questions/filters.js';
import { parsePattern } from '../../../text/pattern.js';
import { hashText } from '../writing/dictionary.js';

/** Keeps a value for the statement and returns the name under which the statement has it. */
export type Bind = (value: string | number) => string;

/** Values for a statement, and what keeps them. */
export function createParameters(): { parameters: Record<string, string | number>; bind: Bind } {
  const parameters: Record<string, string | number> = {};
  const bind: Bind = (value) => {
    const name = `p${Object.keys(parameters).length}`;
    parameters[name] = value;
    return `@${name}`;
  };
  return { parameters, bind };
}

/** The condition of a filter, whose values must be readable, in SQL over the view `oops`. */
export function conditionOf({ name, values, negated }: Filter, bind: Bind): string {
  const rule: FilterRule = FILTERS[name];
  const parts = values.map((value) => matchOne(name, rule, value, bind));
  const condition = parts.join(rule.kind === 'amount' ? ' AND ' : ' OR ');
  return negated ? `NOT ifnull(${condition}, 0)` : `(${condition})`;
}

function matchOne(name: FilterName, { column, kind }: FilterRule, value: string, bind: Bind): string {
  switch (kind) {
    case 'text':
      return name === 'signature' ? matchSignature(value, bind) : matchText(column, value, bind);
    case 'choice':
      return `${column} = ${bind(value)}`;
    case 'pattern':
      return `regexp(${bind(parsePattern(value).source)}, ${column})`;
    case 'amount':
      return matchAmount(column, value, bind);
    case 'flag':
      return value === 'yes' ? '1' : `${column} = ${value === 'only' ? 1 : 0}`;
    case 'outage':
      if (value === 'any' || value === 'none') return `${column} IS ${value === 'any' ? 'NOT ' : ''}NULL`;
      return matchText(column, value, bind);
    default:
      return kind satisfies never;
  }
}

function matchText(expression: string, value: string, bind: Bind): string {
  if (value === '') return `ifnull(${expression}, '') = ''`;
  if (!value.includes('*')) return `${expression} = ${bind(value)} COLLATE NOCASE`;
  const pattern = value.replace(/[\\%_]/g, '\\$&').replaceAll('*', '%');
  return `${expression} LIKE ${bind(pattern)} ESCAPE '\\'`;
}

/** Signatures are few and indexed: they are found first, and then their OOPSes. */
function matchSignature(value: string, bind: Bind): string {
  const exact = readExactSignature(value);
  if (exact) {
    const [type, own] = [matchExactText(exact.type, bind), matchExactText(exact.value, bind)];
    // Compared with one number, its OOPSes come by their index in the order of time.
    return `signature_id = (SELECT id FROM stored_signature WHERE type_id = ${type} AND value_id = ${own})`;
  }
  const condition = /^\d+$/.test(value)
    ? `signature_id = ${bind(Number(value))}`
    : matchText("(type || ': ' || value)", value, bind);
  return `signature_id IN (SELECT signature_id FROM signature WHERE ${condition})`;
}

/** The id of a stored text. */
function matchExactText(text: string, bind: Bind): string {
  const wanted = text.toWellFormed();
  return `(SELECT id FROM text WHERE hash = ${bind(hashText(wanted))} AND value = ${bind(wanted)})`;
}

function matchAmount(column: string, value: string, bind: Bind): string {
  const read = readAmount(value);
  if (!read) throw new Error(`${value} is no amount`);
  return `${column} ${read.operator} ${bind(read.amount)}`;
}
