import type { ReportLinks } from '../../reports/layout/links.js';
import { type Look, PLAIN_LOOK, type TextLook } from '../../reports/layout/outputs.js';
import type { CommandContext, GlobalOptions } from '../context.js';

/**
 * How a report looks where stdout leads; without links, bugs are numbers and OOPSes are plain ids. What is no terminal
 * gets the same bytes wherever the program runs.
 */
export function lookOf(
  context: Pick<CommandContext, 'columns' | 'env'>,
  globals: ColourOptions,
  links: Partial<ReportLinks> = {},
): Look {
  const { columns, env } = context;
  const text: TextLook =
    columns === null
      ? PLAIN_LOOK
      : { width: columns, unicode: isUnicode(env), colour: hasColour(true, globals, env) };
  return linkedLook(text, links);
}

/** How a report looks in a file. */
export function fileLookOf(links: Partial<ReportLinks> = {}): Look {
  return linkedLook(PLAIN_LOOK, links);
}

function linkedLook(text: TextLook, { bugUrl = '{id}', oopsUrl = null }: Partial<ReportLinks>): Look {
  return { ...text, bugUrl, oopsUrl };
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
