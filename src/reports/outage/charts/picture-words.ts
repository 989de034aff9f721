import { plural } from '../../layout/text.js';
import type { CourseOfSystem, OutageReport, TimelineOfSystem } from '../outage-report.js';
import { clock, VERDICT_WORDS } from '../words.js';
import { addCounts } from './data/count-system.js';
import { addCourse } from './data/course.js';
import { type PictureRow, pictureRows } from './picture-rows.js';

/** The picture of an outage in words, for those who cannot see it: each row, in its order. */
export function describePicture(report: OutageReport): string {
  const { rows, more } = pictureRows(report);
  return [...rows.map((row) => describeRow(row, report)), ...(more === '' ? [] : [`${more}.`])].join(' ');
}

/** "web: 40 expected; most at 09:00:03, 6 OOPSes in 1 s. Before and after 12 other. As expected." */
function describeRow(row: PictureRow, { timeline, course }: OutageReport): string {
  const storm = row.storm ? describeStorm(row.storm, timeline) : '';
  const beside = row.course ? describeCourse(row.course, course) : '';
  const heard = [storm, beside].filter((part) => part !== '').join(' ') || 'not heard.';
  const words = row.verdict === 'as-expected' ? '' : `: ${row.words}`;
  const verdict = `${VERDICT_WORDS[row.verdict]}${words}`;
  const note = row.note === '' ? [] : [`${capital(row.note)}.`];
  return [`${row.name}: ${heard}`, `${capital(verdict)}.`, ...note].join(' ');
}

/** How often it failed in each way, and its tallest second; '' where it did not. */
function describeStorm(
  system: TimelineOfSystem,
  { start, secondsPerCount }: OutageReport['timeline'],
): string {
  const totals = addCounts(system);
  const peak = totals.reduce((most, count) => Math.max(most, count), 0);
  if (peak === 0) return '';
  const at = new Date(Date.parse(start) + totals.indexOf(peak) * secondsPerCount * 1000).toISOString();
  const kinds = (['expected', 'unexpected', 'late'] as const)
    .map((kind) => [kind, sum(system[kind])] as const)
    .filter(([kind, count]) => kind === 'expected' || count > 0)
    .map(([kind, count]) => `${count} ${kind}`);
  return `${kinds.join(', ')}; most at ${clock(at)}, ${plural(peak, 'OOPS', 'OOPSes')} in ${secondsPerCount} s.`;
}

/** What else it wrote, and where that ended; '' where it wrote nothing. */
function describeCourse(own: CourseOfSystem, { start, secondsPerCount }: OutageReport['course']): string {
  const last = addCourse(own).findLastIndex((count) => count > 0);
  if (last < 0) return '';
  const step = new Date(Date.parse(start) + last * secondsPerCount * 1000).toISOString();
  return `${plural(sum(own.other), 'other OOPS', 'other OOPSes')} before and after; last heard in the ${secondsPerCount} s from ${clock(step)}.`;
}

function sum(counts: readonly number[]): number {
  return counts.reduce((total, count) => total + count, 0);
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
