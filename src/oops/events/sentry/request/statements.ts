import { type DocumentObject, textOf } from '../../../formats/document-value.js';
import { timeFromValue } from '../../../formats/report-from-document.js';
import type { TimelineRow } from '../../../oops.js';
import { dictionaryOf, valuesOf, wordOf } from '../values.js';

/** How clients call the breadcrumbs of statements: `query` (Django), `db.sql.query` (Laravel), `sql.active_record`. */
const STATEMENT_CATEGORY = /^(?:query|db|sql)(?:\.|$)/i;

/**
 * The statements among the breadcrumbs of an event, as a timeline: in milliseconds from the event, so that those before
 * it are negative. How long each took, nobody says. Breadcrumbs of other kinds are no rows, for all rows of a timeline
 * count as statements where none says that it is one.
 *
 * @param time of the event, in milliseconds since the Unix epoch
 * @example
 * timelineOf([{ category: 'query', message: 'SELECT 1', timestamp: 8 }], 10_000);
 * // [{ start: -2000, end: -2000, category: 'SQL-query', detail: 'SELECT 1' }]
 */
export function timelineOf(breadcrumbs: DocumentObject['breadcrumbs'], time: number): TimelineRow[] {
  return valuesOf(breadcrumbs).flatMap((breadcrumb) => {
    const detail = statementOf(breadcrumb);
    if (detail === null) return [];
    const at = (timeFromValue(breadcrumb.timestamp) ?? time) - time;
    return [{ start: at, end: at, category: `SQL-${categoryOf(breadcrumb)}`, detail }];
  });
}

/** The breadcrumbs that are no statements, as they were written. */
export function otherBreadcrumbs(breadcrumbs: DocumentObject['breadcrumbs']): readonly DocumentObject[] {
  return valuesOf(breadcrumbs).filter((breadcrumb) => statementOf(breadcrumb) === null);
}

function statementOf(breadcrumb: DocumentObject): string | null {
  if (!STATEMENT_CATEGORY.test(categoryOf(breadcrumb))) return null;
  return textOf(breadcrumb.message)?.trim() || wordOf(dictionaryOf(breadcrumb.data).sql);
}

/** Where a breadcrumb has no category, its type tells what it is. */
function categoryOf({ category, type }: DocumentObject): string {
  return wordOf(category) ?? wordOf(type) ?? '';
}
