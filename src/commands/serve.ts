import { once } from 'node:events';
import { Command } from 'commander';
import { Interruption } from '../interruption.js';
import { type Address, isLoopback, writeAddress } from '../receive/address.js';
import { toLine } from '../text/printable.js';
import { readTimeOption } from '../time/named-moment.js';
import { UserError } from '../user-error.js';
import { serve } from '../web/serve.js';
import { isHostName } from '../web/server/allowed-hosts.js';
import { readEditToken, TOKEN_VARIABLE } from '../web/session/edit-token.js';
import { isUnavailable } from '../web/unavailable.js';
import { readAddress } from './options/address.js';
import type { CommandContext, GlobalOptions } from './program/context.js';
import { openForServing } from './program/session.js';
import { readVersion } from './version.js';

interface ServeOptions extends GlobalOptions {
  readonly listen?: string;
  readonly port?: string;
  readonly host?: string;
  readonly allowNetwork?: boolean;
  readonly allowedHosts?: readonly string[];
  readonly url?: string;
  readonly allowSql?: boolean;
  readonly allowEdit?: boolean;
  readonly tokenFile?: string;
  readonly asOf?: string;
}

const DEFAULT_ADDRESS: Address = { host: '127.0.0.1', port: 8700 };

/** `serve`: the reports as web pages, until it is stopped. */
export function serveCommand(context: CommandContext): Command {
  return new Command('serve')
    .description(
      `Serves the reports as web pages until it is stopped: days, outages, single OOPSes, signatures, systems, the window log and
queries, all linked. They are made when somebody asks, from the data as they are then, and need no script. Every page has a
twin in JSON, its address with .json behind it: what the command prints. Nothing can be changed over it, but with --allow-edit the
window log and the bugs of signatures, by who knows the token.

It is for this machine alone. To have others reach it, put a proxy in front that asks who they are and name it with
--allowed-hosts; to listen on the network itself takes --allow-network as well. docs/pages.md has both.`,
    )
    .option('--listen <address>', 'where to listen: ADDRESS:PORT or a port (default: 127.0.0.1:8700)')
    .option('--port <port>', 'the port alone; 0: any that is free')
    .option('--host <address>', 'the address alone')
    .option('--allow-network', 'listen where other machines can reach it; needs --allowed-hosts')
    .option(
      '--allowed-hosts <names>',
      'names by which browsers reach it, with commas between: oops.example.com,*.internal',
      (text: string, before: readonly string[] = []) => [...before, ...readHosts(text)],
    )
    .option('--url <address>', 'where people reach it, for feeds: https://oops.example.com')
    .option('--allow-sql', 'have SQL asked; it can only read')
    .option(
      '--allow-edit',
      `have windows recorded and ended, and bugs tied, by who knows the token of ${TOKEN_VARIABLE}`,
    )
    .option('--token-file <file>', 'a file with that token, in place of the variable')
    .option('--as-of <time>', 'show everything as of this time, e.g. 2011-09-08T10:00Z')
    .addHelpText(
      'after',
      `
Examples:
  oops-report serve
  oops-report serve --listen 127.0.0.1:9000 --allowed-hosts oops.example.com
  oops-report serve --allow-edit --token-file token`,
    )
    .action(async (_: unknown, self: Command) => {
      const options = self.optsWithGlobals<ServeOptions>();
      const address = readServeAddress(options);
      const { allowedHosts = [], asOf } = options;
      if (!isLoopback(address) && (!options.allowNetwork || allowedHosts.length === 0)) {
        throw new UserError(
          `${writeAddress(address)} can be reached from other machines, by whoever can: say --allow-network if that is meant, and by which names with --allowed-hosts.`,
        );
      }
      const editToken = readToken(options, context);
      const { database, opened } = await openForServing(context, options, { writes: editToken !== null });
      try {
        const serving = await serve({
          ...{
            address,
            allowedHosts,
            opened,
            now: context.now,
            env: withoutToken(context.env),
            cwd: context.cwd,
          },
          url: options.url === undefined ? null : readUrl(options.url),
          config: options.config ?? null,
          site: {
            version: readVersion(),
            database,
            asOf: asOf === undefined ? null : readTimeOption('--as-of', asOf, { now: context.now() }),
            allowsSql: options.allowSql ?? false,
          },
          ...(editToken !== null && { editToken }),
          onEdit: (line) => context.stderr.write(`oops-report: ${toLine(line)}\n`),
          onFault: (error) =>
            context.stderr.write(`oops-report: a page could not be made: ${toLine(describe(error))}\n`),
        });
        try {
          await untilStopped(context, () =>
            context.stdout.write(`Serving ${toLine(database)} at ${serving.url}/ until it is stopped.\n`),
          );
        } finally {
          await serving.close();
        }
      } finally {
        await opened.store.close();
      }
    });
}

/** The token that who changes something must know; null: nothing can be changed. */
function readToken({ allowEdit, tokenFile }: ServeOptions, { env, cwd }: CommandContext): string | null {
  if (allowEdit) return readEditToken({ file: tokenFile, env, cwd });
  if (tokenFile === undefined) return null;
  throw new UserError('--token-file is for --allow-edit: say that as well to have things changed.');
}

/** What makes pages need not know the token. */
function withoutToken(env: CommandContext['env']): CommandContext['env'] {
  return Object.fromEntries(Object.entries(env).filter(([name]) => name !== TOKEN_VARIABLE));
}

/**
 * To be stopped is how it ends: that is no failure.
 *
 * @param onReady called once it can be stopped
 */
async function untilStopped({ interruptible }: CommandContext, onReady: () => void): Promise<void> {
  try {
    await interruptible(async (signal) => {
      onReady();
      if (!signal.aborted) await once(signal, 'abort');
      signal.throwIfAborted();
    });
  } catch (error) {
    if (!(error instanceof Interruption)) throw error;
  }
}

function describe(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return isUnavailable(error) ? error.message : (error.stack ?? error.message);
}

function readServeAddress({ listen, port, host }: ServeOptions): Address {
  if (listen !== undefined) {
    if (port !== undefined || host !== undefined) {
      throw new UserError('--listen names both address and port: leave out --port and --host.');
    }
    return readAddress('--listen', listen);
  }
  const named = port === undefined ? DEFAULT_ADDRESS : readAddress('--port', port);
  return { ...named, host: host?.replace(/^\[(.*)\]$/, '$1') ?? named.host };
}

function readHosts(text: string): string[] {
  const names = text.split(',').map((name) => name.trim());
  const wrong = names.find((name) => !isHostName(name));
  if (wrong === undefined) return names;
  throw new UserError(
    `--allowed-hosts ${wrong} is no name of a host. Write it without scheme, port and path: oops.example.com.`,
  );
}

function readUrl(text: string): string {
  if (URL.canParse(text) && /^https?:\/\/[^/?#]+\/?$/.test(text)) return text.replace(/\/$/, '');
  throw new UserError(`--url ${text} is no address of a site. Write it as https://oops.example.com.`);
}
