import type { TextQuery } from '../../../../questions/text-query.js';
import type { Bind } from '../parameters.js';
import { phrasePattern } from './phrase-pattern.js';

/** A full-text question in SQL over the columns of events. */
export interface TextSql {
  /** Whether an OOPS matches. */
  readonly condition: string;
  /** How well; 0: not at all. */
  readonly rank: string;
}

const EXCEPTION = 4;
const TOPIC = 3;
const REQUEST = 2;
const TRACEBACK = 1;

/** Where a phrase counts how much: most where it says what failed, least where it only stands in the traceback. */
const PLACES: readonly (readonly [rank: number, columns: readonly string[]])[] = [
  [EXCEPTION, ['type', 'value', 'causes']],
  [TOPIC, ['topic']],
  [REQUEST, ['url', 'username']],
  [TRACEBACK, ['traceback']],
];

/** Puts a question into SQL: it finds and ranks what FTS5 does in SQLite, see there in match.ts. */
export function textSql(query: TextQuery, bind: Bind): TextSql {
  switch (query.kind) {
    case 'phrase':
      return phraseSql(query, bind);
    case 'not': {
      const { condition } = textSql(query.part, bind);
      return { condition: `NOT ${condition}`, rank: `if(${condition}, 0, 1)` };
    }
    case 'or': {
      const parts = query.parts.map((part) => textSql(part, bind));
      return { condition: joined(parts, ' OR '), rank: sumOf(parts) };
    }
    case 'and': {
      const parts = query.parts.map((part) => textSql(part, bind));
      const condition = joined(parts, ' AND ');
      return { condition, rank: `if(${condition}, ${sumOf(parts)}, 0)` };
    }
    default:
      return query satisfies never;
  }
}

function joined(parts: readonly TextSql[], operator: string): string {
  return `(${parts.map(({ condition }) => condition).join(operator)})`;
}

function sumOf(parts: readonly TextSql[]): string {
  return `(${parts.map(({ rank }) => rank).join(' + ')})`;
}

function phraseSql({ words, isPrefix }: Extract<TextQuery, { kind: 'phrase' }>, bind: Bind): TextSql {
  const has = phraseTest(words, isPrefix, bind);
  if (!has) return { condition: '0', rank: '0' };
  const ranks = PLACES.map(([rank, columns]) => `${columns.map(has).join(' OR ')}, ${rank}`);
  return {
    condition: `(${PLACES.flatMap(([, columns]) => columns.map(has)).join(' OR ')})`,
    rank: `multiIf(${ranks.join(', ')}, 0)`,
  };
}

/** Makes the SQL for whether a column has a phrase. Most texts are of ASCII alone, and most of these lack one of its words. */
function phraseTest(words: string, isPrefix: boolean, bind: Bind): ((column: string) => string) | null {
  const pattern = phrasePattern(words, isPrefix);
  if (!pattern) return null;
  const anyText = bind('String', pattern.anyText);
  const { asciiText } = pattern;
  const [source, word] = asciiText
    ? [bind('String', asciiText.source), bind('String', asciiText.word)]
    : [null, null];
  return (column) => {
    const inAscii =
      source === null
        ? '0'
        : `(positionCaseInsensitive(${column}, ${word}) > 0 AND match(${column}, ${source}))`;
    return `ifNull(if(length(${column}) = lengthUTF8(${column}), ${inAscii}, match(${column}, ${anyText})), 0)`;
  };
}
