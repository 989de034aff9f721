import type { Outage } from '../../outages/outage.js';
import type { OutageWindow } from '../../outages/outage-window.js';
import { formatInstant } from '../../time/instant.js';
import type { ReportedWindow } from './outage-report.js';

/** A window as reports and `windows list` show it: with its own title and budget, else those of its outage. */
export function describeWindow(window: OutageWindow, outage: Outage): ReportedWindow {
  return {
    outage: window.outage,
    phase: window.phase,
    systems: window.systems,
    start: formatInstant(window.start),
    end: window.end === null ? null : formatInstant(window.end),
    title: window.title ?? outage.title,
    budgetSeconds: window.budgetSeconds ?? outage.budgetSeconds,
    source: window.source,
  };
}
