import { parseDuration } from '../../time/duration.js';
import { UserError } from '../../user-error.js';
import type { CommandContext } from '../context.js';
import {
  type ListenOptions,
  readListenOptions,
  takesListening,
  type WrittenListenOptions,
} from './listen-options.js';

/** The options of an ingest that runs until it is stopped, as they are written. */
export interface WrittenLiveOptions extends WrittenListenOptions {
  readonly follow?: boolean;
  readonly giveUpAfter?: string;
}

/** How an ingest that runs until it is stopped takes what arrives. */
export interface LiveOptions {
  /** Follows the paths. */
  readonly follows: boolean;
  /** Receives events over HTTP; null: it does not. */
  readonly listening: ListenOptions | null;
  /** For how long a store or a broker that cannot be reached is tried, in milliseconds. */
  readonly giveUpAfter: number;
  /** How many threads read reports at most. */
  readonly jobs: number;
  /** Younger files, in milliseconds, may still be in the making; undefined: as the config says. */
  readonly settle: number | undefined;
}

const GIVE_UP_AFTER = 120_000;

/** Whether an ingest is to run until it is stopped. */
export function isLive(options: WrittenLiveOptions): boolean {
  return options.follow === true || takesListening(options);
}

/** Reads the options. Throws a UserError for what cannot be. */
export function readLiveOptions(
  written: WrittenLiveOptions,
  more: Pick<LiveOptions, 'jobs' | 'settle'>,
  { cwd }: Pick<CommandContext, 'cwd'>,
): LiveOptions {
  const { follow = false, giveUpAfter } = written;
  return {
    ...more,
    follows: follow,
    listening: readListenOptions(written, cwd),
    giveUpAfter: giveUpAfter === undefined ? GIVE_UP_AFTER : readGiveUpAfter(giveUpAfter),
  };
}

function readGiveUpAfter(text: string): number {
  const read = text === '0' ? 0 : parseDuration(text);
  if (read !== null) return read;
  throw new UserError(`--give-up-after ${text} is no length of time. Write it as 120s or 5m.`);
}
