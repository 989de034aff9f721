import type { Command } from 'commander';
import type { Broker } from '../../receive/amqp/broker.js';
import type { TakeQueueOptions } from '../../receive/amqp/take-queue.js';
import type { StoreAddress } from '../../store/address/address.js';
import { UserError } from '../../user-error.js';
import { addBrokerOptions, type BrokerOptions, readBrokerOptions } from '../options/broker.js';
import type { CommandContext } from '../program/context.js';
import { readSpool } from './spool-option.js';

/** The options of an ingest that takes a queue, as they are written. */
export interface WrittenQueueOptions extends BrokerOptions {
  readonly queue?: string;
  readonly bindTo?: string;
  readonly prefetch?: string;
  readonly spool?: string;
}

/** Which queue is taken, and how. */
export interface QueueOptions {
  readonly broker: Broker;
  readonly queue: string;
  /** The exchange that the queue is made for, and bound to; null: the queue has to be there. */
  readonly bindTo: string | null;
  /** How many messages may be taken and not acknowledged yet; null: as many as are best for the store. */
  readonly prefetch: number | null;
  /** An absolute path. */
  readonly spool: string;
}

/** How a queue is taken. */
type Taking = Pick<TakeQueueOptions, 'prefetch' | 'gathering'>;

/**
 * How it is best taken into the stores of each engine. More messages would be in memory together; with less, a file waits for its disk
 * more often than for anything else, and servers, which are asked as much of a few rows as of many, for the next writing.
 */
export const TAKING: Readonly<Record<StoreAddress['engine'], Taking>> = {
  sqlite: { prefetch: 500, gathering: 0 },
  clickhouse: { prefetch: 5000, gathering: 1000 },
};
const MOST_PREFETCH = 10_000;

/** Adds those options. */
export function addQueueOptions(command: Command): Command {
  return addBrokerOptions(command)
    .option('--queue <name>', 'go on loading what comes in this queue of the broker, until it is stopped')
    .option('--bind-to <exchange>', 'make the queue, durable, and bind it to this fanout exchange, made too')
    .option(
      '--prefetch <n>',
      `how many messages may be in hand (default: ${TAKING.sqlite.prefetch}, for ClickHouse ${TAKING.clickhouse.prefetch})`,
    );
}

/** Whether a queue is to be taken. */
export function takesQueue({ queue, amqp, bindTo, prefetch }: WrittenQueueOptions): boolean {
  return [queue, amqp, bindTo, prefetch].some((option) => option !== undefined);
}

/** Reads the options. Throws a UserError for what cannot be, or is missing. */
export function readQueueOptions(
  written: WrittenQueueOptions,
  context: Pick<CommandContext, 'env' | 'cwd'>,
): QueueOptions {
  const { queue, bindTo, prefetch, spool } = written;
  const broker = readBrokerOptions(written, context);
  return {
    broker,
    queue: readName('--queue', queue, 'Name the queue that is to be taken.'),
    bindTo: bindTo === undefined ? null : readName('--bind-to', bindTo, 'Name a fanout exchange.'),
    prefetch: prefetch === undefined ? null : readPrefetch(prefetch),
    spool: readSpool(spool, context.cwd),
  };
}

function readName(option: string, name: string | undefined, advice: string): string {
  if (name) return name;
  throw new UserError(`${option} is missing. ${advice}`);
}

function readPrefetch(text: string): number {
  const count = /^\d{1,6}$/.test(text) ? Number(text) : 0;
  if (count > 0 && count <= MOST_PREFETCH) return count;
  throw new UserError(`--prefetch ${text} is no number of messages. Write one from 1 to ${MOST_PREFETCH}.`);
}
