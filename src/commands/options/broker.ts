import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Command } from 'commander';
import { BROKER_PASSWORD_VARIABLE, BROKER_VARIABLE } from '../../config/environment.js';
import { type Broker, readBroker } from '../../receive/amqp/broker.js';
import { explainFileError } from '../../sources/read-report-file.js';
import { UserError } from '../../user-error.js';
import type { CommandContext } from '../program/context.js';

/** The options of commands that talk to a broker, as they are written. */
export interface BrokerOptions {
  readonly amqp?: string;
  readonly amqpCa?: string;
  readonly amqpCert?: string;
  readonly amqpKey?: string;
}

/** Adds those options. */
export function addBrokerOptions(command: Command): Command {
  return command
    .option(
      '--amqp <url>',
      `the broker, amqp://user@host/vhost, or amqps:// (default: ${BROKER_VARIABLE}; the password: ${BROKER_PASSWORD_VARIABLE})`,
    )
    .option('--amqp-ca <file>', 'the authority that signed the certificate of the broker, as PEM')
    .option('--amqp-cert <file>', 'the certificate to show to the broker, as PEM')
    .option('--amqp-key <file>', 'the key of that certificate, as PEM');
}

/** The broker that the options and the environment name. Throws a UserError where they name none, or one that cannot be. */
export function readBrokerOptions(
  { amqp, amqpCa, amqpCert, amqpKey }: BrokerOptions,
  { env, cwd }: Pick<CommandContext, 'env' | 'cwd'>,
): Broker {
  const address = amqp ?? env[BROKER_VARIABLE];
  if (!address) throw new UserError(`No broker is named. Name one with --amqp or ${BROKER_VARIABLE}.`);
  if ((amqpCert === undefined) !== (amqpKey === undefined)) {
    throw new UserError('--amqp-cert and --amqp-key go together. Name both, or none.');
  }
  const read = (option: 'ca' | 'cert' | 'key', file: string | undefined) => readOption(option, file, cwd);
  const name = amqp === undefined ? BROKER_VARIABLE : '--amqp';
  return readBroker(name, address, env[BROKER_PASSWORD_VARIABLE], {
    ...read('ca', amqpCa),
    ...read('cert', amqpCert),
    ...read('key', amqpKey),
  });
}

function readOption(option: 'ca' | 'cert' | 'key', file: string | undefined, cwd: string) {
  if (file === undefined) return {};
  try {
    return { [option]: readFileSync(resolve(cwd, file)) };
  } catch (error) {
    throw new UserError(
      `--amqp-${option} ${file}: ${explainFileError(error)}. Name a file that can be read.`,
    );
  }
}
