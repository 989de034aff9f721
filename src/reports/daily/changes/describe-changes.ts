import { millisecondsInDay } from '../../../time/lengths.js';
import { dateAt, dayOf } from '../../../time/zone.js';
import { plural } from '../../layout/text.js';
import {
  CHANGE_KINDS,
  type ChangedGroup,
  type ChangeKind,
  type ComparedPeriod,
  type DailyChanges,
  type DailyReport,
} from '../daily-report.js';
import { clockText, isWholeDay, knowsWhatIsNew, weekdayText } from '../words.js';

const TITLES: Readonly<Record<ChangeKind, string>> = {
  new: 'New',
  rising: 'Rising',
  back: 'Back',
  falling: 'Falling',
  gone: 'Gone',
};

/** What changed, in words that every format lays out. */
export interface ChangesView {
  /** What the numbers are held against, and what of it is not known. */
  readonly against: string;
  /** What there is to say where nothing changed; else ''. */
  readonly nothing: string;
  /** The kinds of which there are any, the most urgent first. */
  readonly kinds: readonly ChangedKind[];
}

/** The groups of one kind. */
export interface ChangedKind {
  readonly kind: ChangeKind;
  readonly title: string;
  /** How many there are, shown or not. */
  readonly count: number;
  readonly groups: readonly (ChangedGroup & { readonly note: string })[];
  /** How many more there are than are shown; '' when none. */
  readonly more: string;
}

/**
 * Puts into words what changed.
 *
 * @param shown how many groups of a kind there is room for
 */
export function describeChanges(report: DailyReport, shown: number): ChangesView {
  const { changes } = report;
  const kinds = CHANGE_KINDS.filter((kind) => changes.counts[kind] > 0).map((kind) => {
    const groups = changes[kind].slice(0, shown);
    const others = changes.counts[kind] - groups.length;
    return {
      kind,
      title: TITLES[kind],
      count: changes.counts[kind],
      groups: groups.map((group) => ({ ...group, note: noteOn(kind, group, report) })),
      more: others === 0 ? '' : `and ${others} more: --format json names ${namedIn(changes, kind)}`,
    };
  });
  return { against: describeBasis(report), nothing: kinds.length > 0 ? '' : nothingText(report), kinds };
}

function namedIn(changes: DailyChanges, kind: ChangeKind): string {
  const named = changes[kind].length;
  return named === changes.counts[kind] ? 'all of them' : `the first ${named}`;
}

function nothingText(report: DailyReport): string {
  const { before } = report.changes;
  if (knowsWhatIsNew(report)) return 'Nothing is new, rising, back, falling or gone.';
  return before.observedSeconds > 0 ? 'Nothing is rising, falling or gone.' : 'What changed cannot be told.';
}

/** How often a group was seen before, as far as that is known: `12 the day before, 9 a week before`. */
function noteOn(kind: ChangeKind, group: ChangedGroup, report: DailyReport): string {
  if (kind === 'new') return '';
  if (kind === 'back') return backText(group, report);
  const { before, sameWeekday } = group;
  const counts = [
    ...(before === null ? [] : [`${before} the ${isWholeDay(report) ? 'day' : 'period'} before`]),
    ...(sameWeekday === null ? [] : [`${sameWeekday} a week before`]),
  ];
  return counts.join(', ');
}

function backText({ lastSeen }: ChangedGroup, { from, timezone }: DailyReport): string {
  const last = Date.parse(lastSeen ?? from);
  const days = Math.floor((Date.parse(from) - last) / millisecondsInDay);
  return `after ${plural(days, 'day')}, last seen ${dateAt(last, timezone)}`;
}

function describeBasis(report: DailyReport): string {
  const { before, sameWeekday } = report.changes;
  const periods = [before, ...(sameWeekday === null ? [] : [sameWeekday])];
  const isKnown = ({ observedSeconds }: ComparedPeriod) => observedSeconds > 0;
  const name = (period: ComparedPeriod) => comparedText(period, report);
  const known = periods.filter(isKnown).map((period) => `${name(period)}${partText(period)}`);
  const unknown = periods.filter((period) => !isKnown(period));
  return [
    ...(known.length === 0
      ? []
      : [`Against ${known.join(' and ')}, without what belongs to the outages there.`]),
    ...unknown.map((period) => `${name(period)} ${whyUnknown(period, report)}.`),
  ].join(' ');
}

/** `Tuesday 2026-11-17`, with its end where that is not midnight; any other period by both its ends. */
function comparedText({ from, to }: ComparedPeriod, { timezone }: DailyReport): string {
  const start = Date.parse(from);
  const date = dateAt(start, timezone);
  const day = dayOf(date, timezone);
  const end = clockText(to, timezone);
  if (start !== day.start || Date.parse(to) > day.end) return `${clockText(from, timezone)} to ${end}`;
  const until = Date.parse(to) === day.end ? '' : ` until ${end.slice(11)}`;
  return `${weekdayText(start, timezone)} ${date}${until}`;
}

/** How much is known of a period, where a tenth of it or more is not. */
function partText({ from, to, observedSeconds }: ComparedPeriod): string {
  const share = observedSeconds / ((Date.parse(to) - Date.parse(from)) / 1000);
  return share > 0.9 ? '' : ` (${Math.max(1, Math.floor(share * 100))} % of it known)`;
}

function whyUnknown({ from, to }: ComparedPeriod, { knownSince }: DailyReport): string {
  if (to <= from) return 'has not been read yet';
  return knownSince === null || knownSince >= to
    ? 'is not known: the database does not reach so far back'
    : 'lay in outages as a whole';
}
