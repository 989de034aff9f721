import { dressPage, type PageDress } from '../reports/layout/dress-page.js';
import type { PageLink } from '../reports/layout/frame.js';
import { printJson } from '../reports/layout/outputs.js';
import { compileTemplate } from '../reports/layout/templates.js';
import { toLine } from '../reports/layout/text.js';
import { UserError } from '../user-error.js';
import { frameReport } from './frame-page.js';
import { type AskedPage, type PageAnswer, type PageContext, PageNotFound } from './page.js';

/** What `templates/pages/error.html.hbs` shows. */
interface ErrorPage extends PageDress {
  readonly heading: string;
  readonly message: string;
  readonly links: readonly PageLink[];
}

/** What is answered where a page cannot be made and who asks can do something about it. Any other error is thrown on. */
export async function answerError(
  error: unknown,
  { format }: Pick<AskedPage, 'format'>,
  context: PageContext,
): Promise<PageAnswer> {
  if (!(error instanceof PageNotFound) && !(error instanceof UserError)) throw error;
  const isMissing = error instanceof PageNotFound;
  const status = isMissing ? 404 : 400;
  const message = toLine(error.message);
  if (format !== 'html') return { kind: 'page', status, format: 'json', body: printJson({ error: message }) };
  const template = compileTemplate<ErrorPage>('pages/error', 'html');
  const body = template({
    ...dressPage(await frameReport(context, { address: null, place: null })),
    heading: isMissing ? 'Not found' : 'This cannot be asked',
    message,
    links: isMissing ? error.links : [],
  });
  return { kind: 'page', status, format, body };
}
