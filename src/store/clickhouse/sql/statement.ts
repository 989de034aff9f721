import { type OopsColumn, VIEWS } from '../../../questions/sql/views.js';
import { RefusedSql } from '../../questions/sql-answers.js';
import type { Parameters } from '../connecting/connection.js';
import type { MentionedViews } from '../views/common-tables.js';
import { bindParameters } from './bind-parameters.js';
import { type Token, tokensOf } from './tokens.js';

/** A statement of the user that can be run with other tables before its own. */
export interface Statement {
  /** All of it, with the parameters in the form of ClickHouse, but for EXPLAIN. */
  readonly sql: string;
  readonly parameters: Parameters;
  readonly mentioned: MentionedViews;
  /** It is not to be run but explained. */
  readonly isExplained: boolean;
  /** The same with EXPLAIN, and with tables as they stand behind WITH. */
  readonly withTables: (tables: readonly string[]) => string;
}

const EXPLAIN_KINDS = ['ast', 'syntax', 'query', 'tree', 'plan', 'pipeline'];

/**
 * Reads a statement. Throws a RefusedSql for what can be no SELECT, and for a parameter without a value. What it does is not looked
 * at here: see `checkStatement`.
 */
export function readStatement(sql: string, given: Readonly<Record<string, string>>): Statement {
  const all = tokensOf(sql);
  const begin = all.findIndex(({ kind, text }) => kind !== 'blank' && text !== ';');
  if (begin < 0) throw new RefusedSql('there is no statement');
  const explain = readExplain(all, begin);
  const tokens = all.slice(begin + explain.length);
  const first = tokens.find(({ kind }) => kind !== 'blank');
  if (!isWord(first, 'select', 'with')) {
    throw new RefusedSql('only SELECT, WITH and EXPLAIN of these can be run');
  }
  const { tokens: bound, parameters } = bindParameters(tokens, given);
  const withEnd = isWord(first, 'with') ? endOfWith(bound) : 0;
  const text = (some: readonly Token[]) => some.map((token) => token.text).join('');
  return {
    sql: text(bound),
    parameters,
    isExplained: explain.length > 0,
    mentioned: findMentioned(tokens.filter(({ kind }) => kind !== 'blank')),
    withTables(tables) {
      const head = text(explain);
      if (tables.length === 0) return `${head}${text(bound)}`;
      if (withEnd === 0) return `${head}WITH ${tables.join(', ')} ${text(bound)}`;
      return `${head}${text(bound.slice(0, withEnd))} ${tables.join(', ')}, ${text(bound.slice(withEnd))}`;
    },
  };
}

/** EXPLAIN with its kind, as far as it is there. */
function readExplain(all: readonly Token[], begin: number): Token[] {
  if (!isWord(all[begin], 'explain')) return [];
  const end = all.findIndex(
    (token, place) => place > begin && token.kind !== 'blank' && !isWord(token, ...EXPLAIN_KINDS),
  );
  return all.slice(begin, end < 0 ? all.length : end);
}

/** Behind WITH, or WITH RECURSIVE. */
function endOfWith(tokens: readonly Token[]): number {
  const begin = tokens.findIndex((token) => isWord(token, 'with'));
  const next = tokens.findIndex((token, place) => place > begin && token.kind !== 'blank');
  return (isWord(tokens[next], 'recursive') ? next : begin) + 1;
}

/** The views that are named and not defined by the statement itself, and the columns. */
function findMentioned(tokens: readonly Token[]): MentionedViews {
  const defined = new Set(
    tokens
      .filter((_, place) => isWord(tokens[place + 1], 'as') && tokens[place + 2]?.text === '(')
      .map(nameOf),
  );
  const names = new Set(tokens.map(nameOf));
  const hasAll = tokens.some((token, place) => isStar(tokens, place) || isWord(token, 'columns'));
  const columns = Object.keys(VIEWS.oops.columns) as OopsColumn[];
  return {
    names: new Set([...names].filter((name) => !defined.has(name))),
    columns: new Set(columns.filter((column) => hasAll || names.has(column))),
  };
}

function nameOf({ kind, value }: Token): string {
  return kind === 'name' ? value : '';
}

/** Whether a star stands for all columns: neither between two numbers, nor in `count(*)`. */
function isStar(tokens: readonly Token[], place: number): boolean {
  if (tokens[place]?.text !== '*') return false;
  const before = tokens[place - 1];
  if (before?.text === '(') return tokens[place + 1]?.text !== ')';
  return before?.kind === 'other'
    ? before.text !== ')' && before.text !== ']'
    : isWord(before, 'select', 'distinct', 'all');
}

function isWord(token: Token | undefined, ...words: readonly string[]): boolean {
  return token?.kind === 'name' && words.includes(token.text.toLowerCase());
}
