import type { Key } from '../../../questions/keys.js';
import type { OopsView } from '../views/oops-view.js';
import { isoTimeSql, knownTimeSql, TIME_STRETCHES_SQL } from '../views/time-text.js';

/** A key in SQL. */
export interface KeySql {
  /** What OOPSes are grouped by, and different values counted by: equal where the key is. */
  readonly group: string;
  /** The key itself, out of nothing but that: it is made of each group, and not of each OOPS. */
  readonly shown: string;
  /** What is in its order, in a list of OOPSes. */
  readonly order: string;
  /** The same for groups, out of nothing but what they are made by. */
  readonly orderOfGroups: string;
}

/** The keys that are no columns of the view, by their names. */
const OTHERS: Readonly<Record<string, (columns: OopsView['columns']) => KeySql>> = {
  time: ({ time_ms }) => {
    const group = knownTimeSql(time_ms);
    return { group, shown: isoTimeSql(group), order: time_ms, orderOfGroups: group };
  },
  id: ({ id }) => ({ ...same(id), order: 'id_key', orderOfGroups: `lower(${id})` }),
  signature: ({ signature_type, signature_value }) =>
    same(`concat(${signature_type}, ': ', ${signature_value})`),
  user: ({ username }) => same(username),
  revision: ({ revno }) => same(revno),
  suppressed: ({ is_suppressed }) => same(is_suppressed),
  // Snippets are made of texts that are fetched: in their place is the number of the OOPS.
  snippet: ({ seq }) => same(seq),
};

/** A key over the view. */
export function keySql({ name, of }: Pick<Key, 'name' | 'of'>, columns: OopsView['columns']): KeySql {
  const stretch = TIME_STRETCHES_SQL[name];
  if (stretch) {
    const { number, text } = stretch(columns.time_ms);
    return { group: number, shown: text, order: name === 'weekday' ? text : number, orderOfGroups: text };
  }
  const other = Object.hasOwn(OTHERS, name) ? OTHERS[name] : undefined;
  if (other) return other(columns);
  if (of === 'minute') throw new Error(`${name} is no key`);
  return same(columns[of]);
}

function same(sql: string): KeySql {
  return { group: sql, shown: sql, order: sql, orderOfGroups: sql };
}
