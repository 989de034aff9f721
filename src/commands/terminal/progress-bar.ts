import type { IngestProgress } from '../../ingest/ingest-folders.js';
import { cutLine, toLine } from '../../reports/layout/text.js';
import { formatDuration } from '../../time/duration.js';
import type { CommandContext } from '../program/context.js';

/** Shows how far an ingest is. */
export interface ProgressBar {
  readonly update: (progress: IngestProgress) => void;
  readonly stop: () => void;
}

const SILENT: ProgressBar = { update: () => {}, stop: () => {} };

/** Starts a progress bar on stderr; one that shows nothing where stderr is no terminal, or the user wants it quiet. */
export async function startProgressBar(
  { stderr, showsProgress, now }: Pick<CommandContext, 'stderr' | 'showsProgress' | 'now'>,
  quiet: boolean,
): Promise<ProgressBar> {
  if (!showsProgress || quiet) return SILENT;
  const { SingleBar } = (await import('cli-progress')).default;
  const bar = new SingleBar({
    format: (_options, _params, { line }: { readonly line: string }) => line,
    stream: stderr as NodeJS.WritableStream,
    hideCursor: true,
    clearOnComplete: true,
    fps: 10,
  });
  const describe = createProgressLine(now);
  bar.start(1, 0, { line: '' });
  return {
    update: (progress) => bar.update(0, { line: describe(progress) }),
    stop: () => bar.stop(),
  };
}

/** Columns of the bar, and of the name of what is read. */
const BAR_WIDTH = 20;
const NAME_WIDTH = 40;

/** Before a second is over a rate means nothing. */
const LEAST_TIME = 1000;

/** What is read at a stretch: all folders, or the rows of one export. */
interface Stretch {
  /** The export's path; null: folders. */
  readonly path: string | null;
  readonly startedAt: number;
  /** How full the bar has been. */
  share: number;
}

/**
 * Puts progress into a line: how much of what was found is done, how fast, and how long the rest takes at that rate. More
 * is found as folders are entered: then the bar waits where it is, and does not run back. How many rows an export has
 * nobody knows before its end.
 *
 * @example
 * describe({ folder: 'app.log', done: 9000, found: null }); // '9000 rows  4500/s  app.log'
 */
export function createProgressLine(now: () => number): (progress: IngestProgress) => string {
  let stretch: Stretch = { path: null, startedAt: now(), share: 0 };
  return ({ folder, done, found }) => {
    const path = found === null ? folder : null;
    if (path !== stretch.path) stretch = { path, startedAt: now(), share: 0 };
    const elapsed = now() - stretch.startedAt;
    const rate = elapsed < LEAST_TIME ? 0 : (done * 1000) / elapsed;
    const speed = rate > 0 ? [`${rate < 10 ? rate.toFixed(1) : Math.round(rate)}/s`] : [];
    const name = cutLine(toLine(folder), NAME_WIDTH);
    if (found === null) return [`${done} rows`, ...speed, name].join('  ');
    stretch.share = Math.max(stretch.share, found === 0 ? 0 : done / found);
    const filled = Math.floor(stretch.share * BAR_WIDTH);
    const left = rate > 0 && found > done ? [`${lengthText((found - done) / rate)} left`] : [];
    const bar = `${'█'.repeat(filled)}${'░'.repeat(BAR_WIDTH - filled)} ${done}/${found} new files`;
    return [bar, ...speed, ...left, name].join('  ');
  };
}

function lengthText(seconds: number): string {
  return formatDuration(Math.ceil(seconds) * 1000);
}
