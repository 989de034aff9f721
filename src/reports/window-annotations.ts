import type { ReportedWindow } from './windows.js';

/** A window as Grafana's `POST /api/annotations` takes it; without an end it is a point in time. */
export interface Annotation {
  /** Milliseconds since the Unix epoch, UTC. */
  readonly time: number;
  /** Absent while the window is open. */
  readonly timeEnd?: number;
  readonly tags: readonly string[];
  readonly text: string;
}

/**
 * Makes annotations of windows, one each. By their tags a dashboard can choose: `oops-report` is on all of them, and
 * `planned` on those that nobody says happened.
 *
 * @example
 * annotationOf(window).tags; // ['oops-report', 'outage:fdt-1', 'phase:downtime', 'system:web']
 */
export function annotationOf({
  outage,
  phase,
  systems,
  start,
  end,
  title,
  isPlanned,
}: ReportedWindow): Annotation {
  const scope = `${isPlanned ? 'planned ' : ''}${phase} of ${systems.join(', ')}`;
  return {
    time: Date.parse(start),
    ...(end === null ? {} : { timeEnd: Date.parse(end) }),
    tags: [
      'oops-report',
      `outage:${outage}`,
      `phase:${phase}`,
      ...systems.map((system) => `system:${system}`),
      ...(isPlanned ? ['planned'] : []),
    ],
    text: `${outage}: ${title === null ? scope : `${title} (${scope})`}`,
  };
}
