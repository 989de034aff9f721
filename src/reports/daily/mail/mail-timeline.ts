import { formatDuration } from '../../../time/duration.js';
import type { DailyReport } from '../daily-report.js';
import { clockText, isWholeDay } from '../words.js';

/** How tall the tallest bar of each row is, in pixels. */
const TALLEST = { reported: 60, suppressed: 30 } as const;

/** A row of bars, each a cell of a table, for mail programs draw nothing else. */
export interface BarRow {
  readonly colour: string;
  /** In pixels; 0 where nothing was. */
  readonly bars: readonly number[];
}

/** How the period went, as a mail shows it. */
export interface MailTimeline {
  readonly rows: readonly BarRow[];
  /** What stands below the bars: the times at their beginning and end. */
  readonly from: string;
  readonly to: string;
  /** What the bars are, in words for those who do not see them. */
  readonly caption: string;
}

/** Lays out the timeline as bars. A row in which nothing was is left out. */
export function layMailTimeline(report: DailyReport): MailTimeline {
  const { from, to, timezone, timeline } = report;
  const step = timeline.secondsPerStep * 1000;
  const rows = [
    { title: 'reported', counts: timeline.reported, tallest: TALLEST.reported, colour: '#3f6ea8' },
    { title: 'left out', counts: timeline.suppressed, tallest: TALLEST.suppressed, colour: '#9aa7b8' },
  ].filter(({ counts }) => counts.some((count) => count > 0));
  const clock = (instant: string) => {
    const text = clockText(instant, timezone);
    return isWholeDay(report) ? text.slice(11, 16) : text;
  };
  const peaks = rows.map(({ title, counts }, index) => {
    const highest = Math.max(...counts);
    const at = new Date(Date.parse(from) + counts.indexOf(highest) * step).toISOString();
    const place = rows.length === 1 ? '' : index === 0 ? 'Above: ' : 'below: ';
    return `${place}${title}, at most ${highest} from ${clock(at)}`;
  });
  return {
    rows: rows.map(({ counts, tallest, colour }) => {
      const highest = Math.max(...counts);
      return { colour, bars: counts.map((count) => Math.ceil((count / highest) * tallest)) };
    }),
    from: clock(from),
    to: isWholeDay(report) ? '24:00' : clock(to),
    caption: peaks.length === 0 ? '' : `In steps of ${formatDuration(step)}. ${peaks.join('; ')}.`,
  };
}
