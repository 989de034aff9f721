import type { ReportLinks } from '../../reports/layout/links.js';
import { type Look, PLAIN_LOOK, type TextLook } from '../../reports/layout/outputs.js';
import type { CommandContext, GlobalOptions } from '../program/context.js';
import { readVersion } from '../version.js';

/** What the pages of a report lead to, and what the database that it is made from is called. */
export type ShownWith = Partial<ReportLinks> & { readonly database?: string };

/**
 * How a report looks where stdout leads; without links, bugs are numbers and OOPSes are plain ids. What is no terminal
 * gets the same bytes wherever the program runs.
 */
export function lookOf(
  context: Pick<CommandContext, 'columns' | 'env' | 'now'>,
  globals: ColourOptions,
  shownWith: ShownWith = {},
): Look {
  const { columns, env } = context;
  const text: TextLook =
    columns === null
      ? PLAIN_LOOK
      : { width: columns, unicode: isUnicode(env), colour: hasColour(true, globals, env) };
  return completeLook(text, context, shownWith);
}

/** How a report looks in a file. */
export function fileLookOf(context: Pick<CommandContext, 'now'>, shownWith: ShownWith = {}): Look {
  return completeLook(PLAIN_LOOK, context, shownWith);
}

function completeLook(
  text: TextLook,
  { now }: Pick<CommandContext, 'now'>,
  { bugUrl = '{id}', oopsUrl = null, database }: ShownWith,
): Look {
  const look = { ...text, bugUrl, oopsUrl };
  return database === undefined
    ? look
    : { ...look, imprint: { madeAt: now(), version: readVersion(), database } };
}

type ColourOptions = Pick<GlobalOptions, 'color'>;
type Environment = CommandContext['env'];

/**
 * Whether what is written to a stream gets colours: only on a terminal that knows them, and where neither `--no-color`
 * nor `NO_COLOR` (https://no-color.org) forbids it.
 */
export function hasColour(isTerminal: boolean, { color }: ColourOptions, env: Environment): boolean {
  return isTerminal && color && !env.NO_COLOR && env.TERM !== 'dumb';
}

/** Whether a terminal can show bars and lines: it can in a UTF-8 locale. */
function isUnicode(env: Environment): boolean {
  const locale = env.LC_ALL || env.LC_CTYPE || env.LANG || '';
  return env.TERM !== 'linux' && (locale === '' || /utf-?8/i.test(locale));
}
