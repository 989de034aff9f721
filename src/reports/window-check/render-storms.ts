import { dressPage, type PageDress } from '../layout/dress-page.js';
import type { Look } from '../layout/outputs.js';
import { compileTemplate } from '../layout/templates.js';
import { plural, toLine } from '../layout/text.js';
import { clockAfter, dayAndClock } from '../outage/words.js';
import type { DetectedStorm } from './detected-storm.js';

/** A storm that no window covers, with what would record it. */
export interface RecordableStorm extends DetectedStorm {
  /** The row of a window log. */
  readonly line: string;
  /** The form that is filled in with it; null: it cannot be recorded from here. */
  readonly form: string | null;
}

/** The storms of a period, by start. */
export interface StormsOfPeriod {
  readonly storms: readonly RecordableStorm[];
  /** The heading of their rows: the columns. */
  readonly columns: string;
  /** The period as it was asked for; empty: as by default. */
  readonly from: string;
  readonly to: string;
}

/** What `templates/pages/storms.html.hbs` shows. */
interface StormsView extends PageDress {
  readonly heading: string;
  readonly from: string;
  readonly to: string;
  /** From when it is where nobody says so. */
  readonly fromHint: string;
  readonly summary: string;
  readonly columns: string;
  readonly storms: readonly {
    readonly when: string;
    readonly what: string;
    readonly line: string;
    readonly form: string | null;
  }[];
  /** What is not shown; empty: nothing. */
  readonly more: string;
}

/** How many storms are shown; JSON has all. */
const SHOWN = 200;

/** Lays out the storms that nobody wrote down, the newest first. */
export function renderStorms(
  { storms, columns, from, to }: StormsOfPeriod,
  look: Pick<Look, 'imprint' | 'frame'>,
): string {
  const hidden = storms.length - SHOWN;
  return compileTemplate<StormsView>(
    'pages/storms',
    'html',
  )({
    ...dressPage(look),
    heading: 'Storms that nobody wrote down',
    ...{ from: toLine(from), to: toLine(to), fromHint: '-30d', columns },
    summary:
      storms.length === 0
        ? 'Every storm lies in a window.'
        : `${plural(storms.length, 'storm')} of outage failures that no window covers, the newest first. If one was an outage, record it: then the daily summary leaves it out, and it has a report of its own.`,
    storms: storms
      .toReversed()
      .slice(0, SHOWN)
      .map(({ start, end, systems, count, line, form }) => ({
        when: `${dayAndClock(start)} to ${clockAfter(start, end)} UTC`,
        what: toLine(`${plural(count, 'outage failure')} of ${systems.join(', ')}`),
        line: toLine(line),
        form,
      })),
    more: hidden > 0 ? `${plural(hidden, 'earlier storm')}: the JSON has all.` : '',
  });
}
