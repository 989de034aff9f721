import { keyOfName } from '../../../oops/key-of-name.js';
import { readExactSignature } from '../../../questions/exact-signature.js';
import {
  FILTERS,
  type Filter,
  type FilterName,
  type FilterRule,
  readAmount,
} from '../../../questions/filters.js';
import { parsePattern } from '../../../text/pattern.js';
import { re2Source } from '../classes/re2-source.js';
import type { Reading } from '../events/reading.js';
import type { OopsView } from '../views/oops-view.js';
import type { Bind } from './parameters.js';

/** What conditions are made over. */
export interface FilteredView {
  readonly reporters: Reading['reporters'];
  readonly columns: OopsView['columns'];
  readonly bind: Bind;
}

/** The condition of a filter, whose values must be readable, in SQL over the view. */
export function conditionOf({ name, values, negated }: Filter, view: FilteredView): string {
  const rule: FilterRule = FILTERS[name];
  const parts = values.map((value) => matchOne(name, rule, value, view));
  const condition = parts.join(rule.kind === 'amount' ? ' AND ' : ' OR ');
  return negated ? `NOT ifNull(${condition}, 0)` : `(${condition})`;
}

function matchOne(name: FilterName, rule: FilterRule, value: string, view: FilteredView): string {
  const { columns, bind } = view;
  const column = columns[rule.column];
  switch (rule.kind) {
    case 'text':
      return matchNamed(name, value, view);
    case 'choice':
      return `${column} = ${bind('String', value)}`;
    case 'pattern':
      return `match(${column}, ${bind('String', re2Source(parsePattern(value), `--${name} ${value}`))})`;
    case 'amount':
      return matchAmount(column, value, bind);
    case 'flag':
      return value === 'yes' ? '1' : `${column} = ${value === 'only' ? 1 : 0}`;
    case 'outage':
      if (value === 'any' || value === 'none') return `${column} IS ${value === 'any' ? 'NOT ' : ''}NULL`;
      return matchText(column, value, bind);
    default:
      return rule.kind satisfies never;
  }
}

function matchNamed(name: FilterName, value: string, view: FilteredView): string {
  const { columns, bind, reporters } = view;
  switch (name) {
    case 'id':
      return matchKey('id_key', value, bind);
    case 'signature':
      return matchSignature(value, view);
    // They are few, and rows lie in the order of their keys.
    case 'reporter':
    case 'system': {
      const finds = createTextTest(value);
      const keys = reporters.filter((reporter) => finds(name === 'system' ? reporter.system : reporter.name));
      return `reporter IN ${bind(
        'Array(String)',
        keys.map(({ key }) => key),
      )}`;
    }
    default:
      return matchText(columns[FILTERS[name].column], value, bind);
  }
}

/** Without regard to the case of A to Z, as `lower` of ClickHouse. */
function matchText(column: string, value: string, bind: Bind): string {
  if (value === '') return `ifNull(${column}, '') = ''`;
  return matchKey(`lower(${column})`, value, bind);
}

function matchKey(key: string, value: string, bind: Bind): string {
  const wanted = keyOfName(value);
  if (!wanted.includes('*')) return `${key} = ${bind('String', wanted)}`;
  const pattern = wanted.replace(/[\\%_]/g, '\\$&').replaceAll('*', '%');
  return `${key} LIKE ${bind('String', pattern)}`;
}

/** The same of a text that is here. */
function createTextTest(value: string): (text: string) => boolean {
  const [first = '', ...others] = keyOfName(value).split('*');
  const last = others.pop();
  return (text) => {
    const key = keyOfName(text);
    if (last === undefined) return key === first;
    if (!key.startsWith(first) || !key.endsWith(last)) return false;
    let place = first.length;
    for (const part of others) {
      const found = key.indexOf(part, place);
      if (found < 0) return false;
      place = found + part.length;
    }
    return place <= key.length - last.length;
  };
}

function matchSignature(value: string, { columns, bind }: FilteredView): string {
  const { signature_id, signature_type, signature_value } = columns;
  const exact = readExactSignature(value);
  if (exact) {
    const [type, own] = [
      bind('String', exact.type.toWellFormed()),
      bind('String', exact.value.toWellFormed()),
    ];
    return `(${signature_type} = ${type} AND ${signature_value} = ${own})`;
  }
  if (!/^\d+$/.test(value))
    return matchText(`concat(${signature_type}, ': ', ${signature_value})`, value, bind);
  const number = Number(value);
  return Number.isSafeInteger(number) ? `${signature_id} = ${bind('UInt64', number)}` : '0';
}

function matchAmount(column: string, value: string, bind: Bind): string {
  const read = readAmount(value);
  if (!read) throw new Error(`${value} is no amount`);
  return `${column} ${read.operator} ${bind('Float64', read.amount)}`;
}
