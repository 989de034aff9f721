import { dressPage, type PageDress } from '../layout/dress-page.js';
import type { PageLink } from '../layout/frame.js';
import type { Look } from '../layout/outputs.js';
import { compileTemplate } from '../layout/templates.js';
import { toLine } from '../layout/text.js';
import type { AnswerTable } from './answer-table.js';
import type { QueryForm } from './query-form.js';

/** A question with its answer, as a page shows them. */
export interface QueryView {
  readonly form: QueryForm;
  /** What is wrong with the question; null: nothing. */
  readonly wrong: string | null;
  /** What its filters name that nobody knows. */
  readonly remarks: readonly string[];
  /** Null where nothing was asked, or nothing that can be answered. */
  readonly answer: AnsweredTable | null;
  /** Questions that somebody may ask, where nothing was asked. */
  readonly examples: readonly PageLink[];
}

/** An answer in a table, with what there is to say of it. */
export interface AnsweredTable {
  readonly table: AnswerTable;
  /** How much it is. */
  readonly summary: string;
  /** Where more of it is. */
  readonly more: readonly PageLink[];
}

/** What `templates/pages/query.html.hbs` shows. */
interface QueryPage extends PageDress, QueryView {
  readonly heading: string;
}

let template: ((page: QueryPage) => string) | undefined;

/** Lays a question out as a page: its form, and its answer below. */
export function renderQueryHtml(view: QueryView, look: Pick<Look, 'imprint' | 'frame'>): string {
  template ??= compileTemplate<QueryPage>('pages/query', 'html');
  return template({
    ...view,
    ...dressPage(look),
    heading: 'Query',
    wrong: view.wrong === null ? null : toLine(view.wrong),
    remarks: view.remarks.map(toLine),
  });
}
