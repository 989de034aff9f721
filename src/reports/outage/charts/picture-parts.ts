import type { Interval } from '../../../time/interval.js';
import { foldCounts, type Series } from '../../layout/charts/bars.js';
import type { Across } from '../../layout/charts/scale.js';
import type { CourseOfSystem, OutageReport, TimelineOfSystem } from '../outage-report.js';
import type { PictureRow } from './picture-rows.js';

/** A part of the picture: a stretch of its width that shows a stretch of time. */
export interface PicturePart {
  readonly kind: 'storm' | 'course';
  readonly across: Across;
  readonly span: Interval;
  readonly secondsPerBar: number;
  /** How many bars there is room for, the last one perhaps not as a whole. */
  readonly steps: number;
  /** What a row has in it, by kind, from the foot of its bars up; nothing where it is not known. */
  readonly seriesOf: (row: PictureRow) => readonly Series[];
  /** The windows and the observation of a row. */
  readonly stretchesOf: (row: PictureRow) => Pick<TimelineOfSystem, 'windows' | 'observation'> | null;
}

const WHOLE: Across = { left: 0, right: 100 };
const LEFT_PART: Across = { left: 0, right: 38 };
const RIGHT_PART: Across = { left: 43, right: 100 };
/** More bars in a part are thinner than can be seen. */
const MOST_BARS = 240;
/** A storm that takes more of the course than this is seen in it: drawn again beside, it would say nothing more. */
const LARGEST_SHARE = 0.5;

/** The storm at the left, and its course on the right; one of them alone where the other has nothing more to say. */
export function pictureParts({ timeline, course }: OutageReport): PicturePart[] {
  const [storm, whole] = [spanOf(timeline), spanOf(course)];
  const isZoom = storm.end - storm.start < LARGEST_SHARE * (whole.end - whole.start);
  const hasCourse = course.systems.length > 0;
  if (timeline.systems.length > 0 && (isZoom || !hasCourse)) {
    const left = drawnPart('storm', timeline, hasCourse ? LEFT_PART : WHOLE);
    return hasCourse ? [left, drawnPart('course', course, RIGHT_PART)] : [left];
  }
  return hasCourse ? [drawnPart('course', course, WHOLE)] : [];
}

interface Counted {
  readonly start: string;
  readonly end: string;
  readonly secondsPerCount: number;
  readonly systems: readonly TimelineOfSystem[];
}

function spanOf({ start, end }: Pick<Counted, 'start' | 'end'>): Interval {
  return { start: Date.parse(start), end: Date.parse(end) };
}

function drawnPart(kind: PicturePart['kind'], counted: Counted, across: Across): PicturePart {
  const span = spanOf(counted);
  const length = counted.systems[0]?.expected.length ?? 0;
  const perBar = Math.max(1, Math.ceil(length / MOST_BARS));
  const secondsPerBar = counted.secondsPerCount * perBar;
  return {
    kind,
    across,
    span,
    secondsPerBar,
    steps: (span.end - span.start) / 1000 / secondsPerBar,
    seriesOf: (row) => {
      const own = row[kind];
      return own ? seriesOf(own).map((one) => ({ ...one, counts: foldCounts(one.counts, perBar) })) : [];
    },
    stretchesOf: (row) => row[kind],
  };
}

function seriesOf(own: TimelineOfSystem | CourseOfSystem): Series[] {
  const { expected, unexpected, late } = own;
  return [
    { name: 'expected', counts: expected },
    { name: 'unexpected', counts: unexpected },
    { name: 'late', counts: late },
    ...('other' in own ? [{ name: 'other', counts: own.other }] : []),
  ];
}
