import { VIEWS, type ViewDescription } from '../../questions/sql/views.js';
import { dressPage, type PageDress } from '../layout/dress-page.js';
import type { PageLink } from '../layout/frame.js';
import type { Look } from '../layout/outputs.js';
import { compileTemplate } from '../layout/templates.js';
import { toLine } from '../layout/text.js';
import type { AnsweredTable } from './render-query.js';

/** A question in SQL with its answer, as a page shows them. */
export interface SqlView {
  /** The statement, as it was written. */
  readonly statement: string;
  readonly limit: string;
  /** Its parameters with their values. */
  readonly parameters: readonly { readonly name: string; readonly value: string }[];
  /** What is wrong with the question; null: nothing. */
  readonly wrong: string | null;
  readonly remarks: readonly string[];
  /** Null where nothing was asked, or nothing that can be answered. */
  readonly answer: AnsweredTable | null;
  /** Statements that somebody may ask, where nothing was asked. */
  readonly examples: readonly PageLink[];
}

/** What `templates/pages/sql.html.hbs` shows. */
interface SqlPage extends PageDress, Omit<SqlView, 'parameters'> {
  readonly heading: string;
  readonly parameters: readonly { readonly id: string; readonly name: string; readonly value: string }[];
  readonly views: readonly {
    readonly name: string;
    readonly about: string;
    readonly columns: readonly { readonly name: string; readonly about: string }[];
  }[];
}

let template: ((page: SqlPage) => string) | undefined;

/** Lays a question in SQL out as a page: its form, its answer, and the views that can be asked. */
export function renderSqlHtml(view: SqlView, look: Pick<Look, 'imprint' | 'frame'>): string {
  template ??= compileTemplate<SqlPage>('pages/sql', 'html');
  return template({
    ...view,
    ...dressPage(look),
    heading: 'SQL',
    wrong: view.wrong === null ? null : toLine(view.wrong),
    remarks: view.remarks.map(toLine),
    parameters: view.parameters.map((parameter, place) => ({ ...parameter, id: `parameter-${place + 1}` })),
    views: Object.entries<ViewDescription>(VIEWS).map(([name, { about, columns }]) => ({
      ...{ name, about },
      columns: Object.entries(columns).map(([column, what]) => ({ name: column, about: what })),
    })),
  });
}
