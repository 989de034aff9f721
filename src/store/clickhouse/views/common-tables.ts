import { type OopsColumn, VIEWS } from '../../../questions/sql/views.js';
import type { Parameters } from '../connecting/connection.js';
import type { Reading } from '../events/reading.js';
import { localName, quote } from '../schema/statements.js';
import { OF_ATTRIBUTION, type OopsView, readOopsView } from './oops-view.js';
import { signatureTable } from './signature-table.js';
import { discardTable, outageWindowTable } from './small-tables.js';
import type { ViewTable } from './view-table.js';

/** What of the views a statement has to do with. */
export interface MentionedViews {
  readonly names: ReadonlySet<string>;
  /** Of the view `oops`: the others are not in it, so that nothing is read for them. */
  readonly columns: ReadonlySet<OopsColumn>;
}

export type ViewName = keyof typeof VIEWS;

/**
 * Makes the public views that a statement names: each as it stands behind WITH. They are no views of the database, since what is in
 * them follows from the config and the cut.
 *
 * @example
 * (await readCommonTables(reading, { names: new Set(['discard']), columns: new Set() })).tables; // ['`discard` AS (SELECT …)']
 */
export async function readCommonTables(
  reading: Reading,
  { names, columns }: MentionedViews,
): Promise<{ readonly tables: readonly string[]; readonly parameters: Parameters }> {
  const wanted = (Object.keys(VIEWS) as ViewName[]).filter((name) => names.has(name));
  const made = await Promise.all(wanted.map((name) => readTable(reading, name, columns)));
  return {
    tables: made.map(({ select }, place) => `${quote(wanted[place] ?? '')} AS (${select})`),
    parameters: Object.assign({}, ...made.map(({ parameters }) => parameters)),
  };
}

async function readTable(
  reading: Reading,
  name: ViewName,
  columns: ReadonlySet<OopsColumn>,
): Promise<ViewTable> {
  switch (name) {
    case 'oops':
      return oopsTable(await readOopsView(reading, columns), columns);
    case 'attributed_oops':
      return attributedTable(reading);
    case 'signature':
      return signatureTable(reading);
    case 'outage_window':
      return outageWindowTable(reading);
    case 'discard':
      return discardTable(reading);
    default:
      return name satisfies never;
  }
}

function oopsTable(view: OopsView, columns: ReadonlySet<OopsColumn>): ViewTable {
  const own = Object.keys(VIEWS.oops.columns) as OopsColumn[];
  const there = own.filter((name) => columns.has(name) || ![...OF_ATTRIBUTION, 'path'].includes(name));
  return { select: selectAs(there, view, view.where), parameters: view.parameters };
}

async function attributedTable(reading: Reading): Promise<ViewTable> {
  const view = await readOopsView(reading, new Set(OF_ATTRIBUTION));
  const attribution = localName('attribution', reading.connection.cluster);
  // Outages reach a few hours of all that there are.
  const where = `${view.where} AND ${view.columns.outage} IS NOT NULL
    AND hour IN (SELECT intDiv(time, 3600000) FROM ${attribution})`;
  return {
    select: selectAs(['id', ...OF_ATTRIBUTION], view, where).replace('AS `id`', 'AS `oops_id`'),
    parameters: view.parameters,
  };
}

/**
 * Selects columns of the view under their own names. Within, they have others: a name that `event` has for a column too would stand
 * for the new one in conditions and in the other columns.
 */
function selectAs(names: readonly OopsColumn[], { from, columns }: OopsView, where: string): string {
  const inner = names.map((name, place) => `${columns[name]} AS v${place}`);
  const outer = names.map((name, place) => `v${place} AS ${quote(name)}`);
  return `SELECT ${outer.join(', ')} FROM (SELECT ${inner.join(', ')} FROM ${from} WHERE ${where})`;
}
