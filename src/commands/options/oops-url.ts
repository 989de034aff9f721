import type { Command } from 'commander';
import type { Config } from '../../config/config.js';
import { UserError } from '../../user-error.js';

/** The environment variable that names the page of an OOPS. */
const OOPS_URL_VARIABLE = 'OOPS_REPORT_OOPS_URL';

export interface OopsUrlOptions {
  readonly oopsUrl?: string;
}

export function addOopsUrlOption(command: Command): Command {
  return command.option(
    '--oops-url <url>',
    `links OOPSes to this address, {id} being the id (default: ${OOPS_URL_VARIABLE}, else oopsUrl of the config)`,
  );
}

/** The page of an OOPS: that of the option, of the environment, or of the config; null when OOPSes are not linked. */
export function readOopsUrl(
  options: OopsUrlOptions,
  config: Pick<Config, 'oopsUrl'>,
  env: Readonly<Record<string, string | undefined>>,
): string | null {
  const text = options.oopsUrl ?? (env[OOPS_URL_VARIABLE] || config.oopsUrl);
  if (text === null || /^https?:\/\/\S*\{id\}/.test(text)) return text;
  throw new UserError(
    `--oops-url ${text} is no address that holds {id}. Write it as https://oops.example.com/{id}.`,
  );
}
