import { RefusedSql } from '../../questions/sql-answers.js';
import type { EngineError } from '../connecting/explain-error.js';

/** What the server says of a statement that cannot be run, by its number there: the reason, in SQLite's words where it has some. */
const REASONS: Readonly<Record<string, (message: string) => string | undefined>> = {
  '46': (message) => nameIn(message, /Function with name `([^`]+)`/, 'no such function'),
  '47': (message) => nameIn(message, /identifier `([^`]+)`/, 'no such column'),
  '60': (message) => nameIn(message, /identifier '([^']+)'/, 'no such table'),
  '62': (message) => {
    if (message.includes('Multi-statements')) return 'there is more than one statement';
    const [, near = ''] = /failed at position \d+ \((.*?)\)(?: \(line \d+, col \d+\))?:/.exec(message) ?? [];
    return near === '' ? 'syntax error' : `near "${near}": syntax error`;
  },
  '164': (message) =>
    /\bsetting\b/.test(message) ? 'SETTINGS is not allowed' : 'only a statement that reads can be run',
  '358': () => 'INTO OUTFILE is not allowed',
};

/** What a server says of itself rather than of the statement. */
const NOT_OF_THE_STATEMENT = /^(?:32|198|202|209|210|243|279|394|497|516|519|701)$/;

/** Why the server does not run a statement; undefined where it is not to blame. */
export function refusalOf({ code, message }: EngineError): RefusedSql | undefined {
  if (NOT_OF_THE_STATEMENT.test(code)) return undefined;
  return new RefusedSql(REASONS[code]?.(message) ?? firstSentence(message));
}

function nameIn(message: string, pattern: RegExp, what: string): string | undefined {
  const [, name] = pattern.exec(message) ?? [];
  return name === undefined ? undefined : `${what}: ${name}`;
}

/** Without the whole statement and its place in the engine, which follow it. */
function firstSentence(message: string): string {
  const [first = ''] = message.split(/:? [Ii]n scope |: [Ww]hile |\. (?=[A-Z])/);
  const line = first
    .replace(/\s+/g, ' ')
    .replace(/__table\d+\./g, '')
    .replace(/[.: ]+$/, '');
  return line.length > 300 ? `${line.slice(0, 300)}…` : line;
}
