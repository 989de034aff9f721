import { accessSync, constants } from 'node:fs';
import { resolve } from 'node:path';
import { Command } from 'commander';
import { DEFAULT_DECODE_LIMITS } from '../oops/formats/decode-report.js';
import { plural, toLine } from '../reports/layout/text.js';
import { explainFileError } from '../sources/read-report-file.js';
import { UserError } from '../user-error.js';
import { addBrokerOptions, type BrokerOptions, readBrokerOptions } from './options/broker.js';
import { type CommandContext, EXIT, type ExitCode, type GlobalOptions } from './program/context.js';
import { startProgressBar } from './terminal/progress-bar.js';

interface RepublishCommandOptions extends BrokerOptions {
  readonly exchange: string;
  readonly routingKey: string;
  readonly delete?: boolean;
}

/** `republish PATH…`: sends a repository of reports into RabbitMQ. */
export function republishCommand(context: CommandContext, end: (code: ExitCode) => void): Command {
  const command = new Command('republish')
    .description(
      `Sends the reports of date-directory repositories, and single report files, into an exchange of RabbitMQ, as oops-amqp
does: the body is the report in BSON, and the message is durable. Every one is confirmed by the broker. Where no queue is
bound to the exchange it stops, and ends with 2. What is no report is named and left alone; ends with 1 when there was
no report at all. Run it again after it was interrupted: who takes the reports knows those that come twice.`,
    )
    .argument('<path...>', 'repositories, or report files');
  return addBrokerOptions(command)
    .requiredOption('--exchange <name>', "the exchange; '': the routing key is the name of a queue")
    .option('--routing-key <key>', 'the routing key', '')
    .option('--delete', 'remove each file once the broker has taken its report')
    .addHelpText(
      'after',
      `
Examples:
  oops-report republish /srv/oopses --amqp amqp://oops@mq.example.com --exchange oopses
  oops-report republish /srv/oopses --exchange '' --routing-key oopses --delete`,
    )
    .action(async (given: string[], options: RepublishCommandOptions, self: Command) => {
      const { quiet = false } = self.optsWithGlobals<RepublishCommandOptions & GlobalOptions>();
      const paths = given.map((path) => findPath(path, context.cwd));
      const broker = readBrokerOptions(options, context);
      const { exchange, routingKey } = options;
      if (exchange === '' && routingKey === '')
        throw new UserError("--exchange '' needs the name of a queue as --routing-key.");
      const { republish } = await import('../receive/amqp/republish.js');
      const bar = await startProgressBar(context, quiet);
      const skipped: string[] = [];
      const taken = await context
        .interruptible(
          (signal) =>
            republish(paths, {
              ...{ broker, exchange, routingKey, signal },
              sleep: context.sleep,
              removes: options.delete ?? false,
              limits: DEFAULT_DECODE_LIMITS,
              onSkip: (path, reason) => void skipped.push(`${path}: ${reason}`),
              onProgress: bar.update,
            }),
          'What was sent so far is sent: run it again for the rest.',
        )
        .finally(() => {
          bar.stop();
          for (const line of skipped) context.stderr.write(`skipped: ${toLine(line)}\n`);
        });
      const removed = options.delete ? ', their files removed' : '';
      const others = skipped.length > 0 ? `; ${skipped.length} skipped` : '';
      context.stdout.write(`${plural(taken, 'report')} sent${removed}${others}.\n`);
      if (taken === 0) end(EXIT.finding);
    });
}

/** The absolute path. Throws a UserError when nothing is there that can be read. */
function findPath(path: string, cwd: string): string {
  const absolute = resolve(cwd, path);
  try {
    accessSync(absolute, constants.R_OK);
    return absolute;
  } catch (error) {
    throw new UserError(
      `${path}: ${explainFileError(error)}. Name a repository or a report that can be read.`,
    );
  }
}
