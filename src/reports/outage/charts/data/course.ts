import type { OutageEvidence } from '../../../../analysis/evidence.js';
import type { OutageJudgement } from '../../../../analysis/verdict.js';
import type { CourseTimes } from '../../../../evidence/course-times.js';
import { formatInstant } from '../../../../time/instant.js';
import type { CourseOfSystem, OutageCourse } from '../../outage-report.js';
import { addCounts, countSystem, countTimes, cutSteps, isHeard } from './count-system.js';

/** More bars than these are too thin beside the storm. */
const MOST_COUNTS = 240;
/** Each goes into the half hour before the outage in whole numbers, so that a step begins where the first window does. */
const STEPS_SECONDS = [5, 10, 15, 30, 60, 120, 300, 600, 1800, 3600, 7200, 14_400, 43_200, 86_400];

/**
 * Counts what the systems of an outage wrote around it, by what it means: what of it belongs to the windows, what came too
 * late, and all the rest.
 */
export function buildCourse(
  { span, times }: CourseTimes,
  evidence: OutageEvidence,
  { systems }: OutageJudgement,
): OutageCourse {
  const steps = cutSteps(span, STEPS_SECONDS, MOST_COUNTS);
  const courses = systems.flatMap((judged): CourseOfSystem[] => {
    const own = evidence.systems.find(({ system }) => system === judged.system);
    if (!own) return [];
    const counted = countSystem(judged, own, steps);
    const meant = addCounts(counted);
    const all = countTimes(times.get(judged.system) ?? [], steps);
    return [{ ...counted, other: all.map((count, place) => Math.max(0, count - (meant[place] ?? 0))) }];
  });
  return {
    start: formatInstant(span.start),
    end: formatInstant(span.end),
    secondsPerCount: steps.seconds,
    systems: courses.some((course) => isHeard(addCourse(course))) ? courses : [],
  };
}

/** All that a system wrote, each step for itself. */
export function addCourse(course: CourseOfSystem): number[] {
  return addCounts(course).map((count, place) => count + (course.other[place] ?? 0));
}
