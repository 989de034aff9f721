import { extname, resolve } from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Command } from 'commander';
import { ENDINGS, type Outputs, type Rendering } from '../../reports/layout/outputs.js';
import { sizeText, toLine } from '../../reports/layout/text.js';
import { suggestNames } from '../../text/nearest-names.js';
import { readTimeOption } from '../../time/named-moment.js';
import { UserError } from '../../user-error.js';
import type { CommandContext, GlobalOptions, Output } from '../program/context.js';
import { fileLookOf, lookOf, type ShownWith } from '../terminal/look.js';
import { showInPager } from '../terminal/show-text.js';
import { collect } from './collect.js';
import { FormatOption, type FormatOptions, findOutput } from './format.js';
import { openFileWriter, writeFile } from './write-file.js';

/** What says where a report goes, with the options of the program. */
export interface OutputOptions extends FormatOptions, GlobalOptions {
  readonly output: readonly string[];
}

/** What every report command takes. */
export interface ReportOptions extends OutputOptions {
  readonly asOf?: string;
}

/** Adds the options that say where a report goes. */
export function addOutputOptions(command: Command, outputs: Readonly<Record<string, unknown>>): Command {
  return command
    .addOption(new FormatOption(outputs))
    .option('--output <file>', 'write to a file, the format by its ending; may be repeated', collect, []);
}

/** Adds the options that every report command takes. */
export function addReportOptions(command: Command, outputs: Readonly<Record<string, unknown>>): Command {
  return addOutputOptions(command, outputs).option(
    '--as-of <time>',
    'report as of this time, e.g. 2011-09-08T08:53Z, yesterday, -2h',
  );
}

/** The time of `--as-of`; null when it is not given. Throws a UserError when it is no time. */
export function readAsOf({ asOf }: ReportOptions, context: CommandContext): number | null {
  return asOf === undefined ? null : readTimeOption('--as-of', asOf, { now: context.now() });
}

/** Writes a report to stdout, by the pager where it is longer than the screen, or to the files that the user names, each whole or not at all. */
export async function writeReport<Report>(
  context: CommandContext,
  options: OutputOptions,
  outputs: Outputs<Report>,
  report: Report,
  shownWith: ShownWith = {},
): Promise<void> {
  const look = lookOf(context, options, shownWith);
  if (options.output.length === 0) {
    const text = renderingFor(outputs, options.format, '--format')(report, look);
    if (!(await showInPager(context, options, () => [text]))) context.stdout.write(text);
    return;
  }
  const files = options.output.map((file) => ({
    file,
    path: resolve(context.cwd, file),
    render: renderingFor(outputs, options.format ?? formatOfFile(file), `--output ${file}`),
  }));
  for (const { file, path, render } of files) {
    const stream = streamOf(context, path);
    if (stream) {
      stream.write(render(report, look));
      continue;
    }
    const content = Buffer.from(render(report, fileLookOf(context, shownWith)));
    writeFile(path, content);
    if (!options.quiet) context.stderr.write(`wrote ${toLine(file)}, ${sizeText(content.length)}\n`);
  }
}

function renderingFor<Report>(
  outputs: Outputs<Report>,
  format: string | undefined,
  option: string,
): Rendering<Report> {
  const rendering = findOutput<Rendering<Report> | undefined>(outputs, format);
  if (rendering) return rendering;
  const known = Object.keys(outputs);
  const advice = suggestNames(format ?? '', known, `Choose one of ${known.join(', ')}.`);
  throw new UserError(`${option}: ${format} is no format of this report. ${advice}`);
}

/** The format that a file's ending asks for; else what there is of an ending, for the message. */
export function formatOfFile(file: string): string {
  const ending = extname(file).toLowerCase();
  const formats = Object.entries<readonly string[]>(ENDINGS);
  const [format] = formats.find(([, endings]) => endings.includes(ending)) ?? [];
  return format ?? (ending === '' ? 'a file without an ending' : ending);
}

/** After so many parts it is seen whether somebody wants it to stop. */
const PARTS_AT_ONCE = 64;

/**
 * Writes text as it comes, so that more of it can be written than there is memory: to stdout no faster than it is
 * taken and no longer than somebody reads it, or to a file, whole or not at all. Throws a UserError when the file cannot
 * be written.
 */
export async function writeStream(
  context: CommandContext,
  file: string | undefined,
  parts: Iterable<string> | AsyncIterable<string>,
): Promise<void> {
  const path = file === undefined ? null : resolve(context.cwd, file);
  const stream = path === null ? context.stdout : streamOf(context, path);
  if (stream) await writeToOutput(stream, parts);
  else if (path !== null) await writeToFile(context, path, parts);
}

/** The stream that a path names; null for any other path. What it leads to cannot always be opened a second time. */
function streamOf({ stdout, stderr }: CommandContext, path: string): Output | null {
  if (/^\/dev\/(?:stdout|fd\/1)$/.test(path)) return stdout;
  return /^\/dev\/(?:stderr|fd\/2)$/.test(path) ? stderr : null;
}

async function writeToOutput(output: Output, parts: Iterable<string> | AsyncIterable<string>): Promise<void> {
  for await (const part of parts) {
    if (!output.write(part) && !(await isTaken(output))) return;
  }
}

/** Waits until all has been taken that was written; false when no more can be. */
function isTaken(output: Output): Promise<boolean> {
  return new Promise((settle) => output.write('', (error) => settle(!error)));
}

async function writeToFile(
  context: CommandContext,
  path: string,
  parts: Iterable<string> | AsyncIterable<string>,
): Promise<void> {
  const writer = openFileWriter(path);
  try {
    await context.interruptible(async (signal) => {
      let count = 0;
      for await (const part of parts) {
        writer.write(part);
        if (++count % PARTS_AT_ONCE === 0) await nextTurn();
        signal.throwIfAborted();
      }
    });
    writer.finish();
  } catch (error) {
    writer.discard();
    throw error;
  }
}
