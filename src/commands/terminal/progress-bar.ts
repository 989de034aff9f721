import type { IngestProgress } from '../ingest/ingest-folders.js';
import { cutLine, toLine } from '../reports/layout/text.js';
import type { CommandContext } from './context.js';

/** Shows how far an ingest is. */
export interface ProgressBar {
  readonly update: (progress: IngestProgress) => void;
  readonly stop: () => void;
}

/** Columns of the folder's name. */
const FOLDER_WIDTH = 40;

const SILENT: ProgressBar = { update: () => {}, stop: () => {} };

/** Starts a progress bar on stderr; one that shows nothing where stderr is no terminal, or the user wants it quiet. */
export async function startProgressBar(
  { stderr, showsProgress }: CommandContext,
  quiet: boolean,
): Promise<ProgressBar> {
  if (!showsProgress || quiet) return SILENT;
  const { SingleBar } = (await import('cli-progress')).default;
  const bar = new SingleBar({
    format: '{bar} {value}/{total} new files  {folder}',
    stream: stderr as NodeJS.WritableStream,
    hideCursor: true,
    clearOnComplete: true,
    fps: 10,
  });
  bar.start(0, 0, { folder: '' });
  return {
    update({ done, found, folder }) {
      bar.setTotal(found);
      bar.update(done, { folder: cutLine(toLine(folder), FOLDER_WIDTH) });
    },
    stop: () => bar.stop(),
  };
}
