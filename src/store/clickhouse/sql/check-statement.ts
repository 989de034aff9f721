import { RefusedSql } from '../../questions/sql-answers.js';
import type { Connection, StatementLimits } from '../connecting/connection.js';
import type { Statement } from './statement.js';

/** The functions that are tables, and make up their rows. */
const TABLE_FUNCTIONS = /^(?:numbers(?:_mt)?|zeros(?:_mt)?|generate_?series|values)$/i;

/** The functions that tell of what is not in the views: files, dictionaries, other tables, models, services, the server. */
const OUTREACHING =
  /^(?:ai[A-Z]\w*|file|dict\w+|joinGet\w*|catboost\w*|evalMLMethod|naiveBayesClassifier\w*|hasColumnInTable|get(?:Macro|Server|MergeTree|ClientHTTP)\w*|showCertificate|addressTo\w+|logTrace|generateSerialID|filesystem\w+|getOSKernelVersion)$/i;

/**
 * Throws a RefusedSql for a statement that reads anything but the views and other tables of the database. That it only reads, and
 * within its limits, the server sees to: `readonly` refuses what writes or reaches out, but not other databases, nor functions that
 * read files. What the statement has in it is told by the server itself, which runs nothing for it.
 */
export async function checkStatement(
  connection: Connection,
  { sql, parameters }: Statement,
  databases: readonly string[],
  limits: StatementLimits,
): Promise<void> {
  const lines = await connection.explain(`EXPLAIN AST ${sql}`, parameters, limits);
  if (lines[0]?.startsWith('Select') !== true) {
    throw new RefusedSql('only a statement that reads can be run');
  }
  const others = databases.filter((name) => name !== connection.database);
  for (const [place, line] of lines.entries()) {
    // Names can have line ends, so that there can be lines that are none: they can but be refused too.
    const [, kind = '', rest = ''] = /^(\w+) ?(.*)$/.exec(line.trim()) ?? [];
    const name = rest.replace(/ \((?:alias|children) .*$/, '');
    if (/^ Identifier (?!TabSeparated$)/.test(line)) throw new RefusedSql('FORMAT is not allowed');
    if (kind === 'Set') throw new RefusedSql('SETTINGS is not allowed');
    if (kind.endsWith('Identifier') && others.some((other) => name.startsWith(`${other}.`))) {
      throw new RefusedSql(`no such table: ${name}`);
    }
    if (kind !== 'Function') continue;
    const isTable = /^ *TableExpression\b/.test(lines[place - 1] ?? '');
    if (isTable ? !TABLE_FUNCTIONS.test(name) : OUTREACHING.test(name)) {
      throw new RefusedSql(`${name} is not allowed`);
    }
  }
}
