import type { Outage } from '../../outages/outage.js';
import type { ReportedBudget } from './outage-report.js';

/** What an outage may take when neither it nor a schedule says: five minutes. */
const DEFAULT_BUDGET_SECONDS = 300;

/** Holds an outage's duration against what it was allowed. */
export function budgetReport({ budgetSeconds, durationSeconds }: Outage): ReportedBudget {
  const budget = budgetSeconds ?? DEFAULT_BUDGET_SECONDS;
  return {
    budgetSeconds: budget,
    source: budgetSeconds === null ? 'default' : 'outage',
    durationSeconds,
    overSeconds: durationSeconds === null ? null : Number((durationSeconds - budget).toFixed(3)),
  };
}
