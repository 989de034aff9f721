import { dressPage, type PageDress } from '../layout/dress-page.js';
import { bugLink, type ReportLinks } from '../layout/links.js';
import type { Look } from '../layout/outputs.js';
import { compileTemplate } from '../layout/templates.js';
import { viewSignatureList } from './list-view.js';
import type { SignaturePages } from './pages.js';
import type { SignatureList } from './signature-list.js';
import { typeText } from './signature-words.js';

/** What `templates/pages/signatures.html.hbs` shows: texts, which it escapes, and style, which is markup. */
interface SignatureListPage extends PageDress, ReturnType<typeof linkList> {}

/** Lays out a list of signatures. */
export function renderSignatureListHtml(
  list: SignatureList,
  look: Pick<Look, 'frame'> & Pick<ReportLinks, 'bugUrl'>,
  pages: SignaturePages,
): string {
  return compileTemplate<SignatureListPage>(
    'pages/signatures',
    'html',
  )({ ...dressPage(look), ...linkList(list, look, pages) });
}

function linkList(list: SignatureList, look: Pick<ReportLinks, 'bugUrl'>, pages: SignaturePages) {
  const view = viewSignatureList(list);
  return {
    ...view,
    /** Only where signatures of several types are listed. */
    hasTypes: list.type === null,
    rows: view.rows.map(({ signature, bug, ...row }) => ({
      ...row,
      href: pages.signature(signature),
      type: { text: typeText(signature.type) || 'No exception type', href: pages.type(signature.type) },
      bug: bug === null ? null : { id: String(bug), href: bugLink(look, bug) },
    })),
  };
}
