import { dressPage, type PageDress } from '../../../reports/layout/dress-page.js';
import { compileTemplate } from '../../../reports/layout/templates.js';
import { toLine } from '../../../reports/layout/text.js';
import { ADDRESSES } from '../../addresses.js';
import { frameReport } from '../../frame-page.js';
import type { PageMaker } from '../../page.js';

/** What `templates/pages/session.html.hbs` shows. */
interface SessionView extends PageDress {
  readonly heading: string;
  /** Why nobody was signed in, or has to be; empty: nothing was tried. */
  readonly problem: string;
  readonly action: string;
  /** What the name is filled in with. */
  readonly written: string;
  /** Where to go on. */
  readonly to: string;
  /** Who is signed in; null: nobody. */
  readonly name: string | null;
  readonly formToken: string;
  readonly signOut: string;
  /** What can be done. */
  readonly recordWindow: string;
}

/** Signs somebody in, or out. The server has looked at the token already: this shows what it says. */
export const sessionPage: PageMaker = {
  async make({ query, editor, refusal }, context) {
    const look = await frameReport(context, { address: null, place: null });
    const body = compileTemplate<SessionView>(
      'pages/session',
      'html',
    )({
      ...dressPage(look),
      heading: editor ? 'You are signed in' : 'Sign in',
      problem: toLine(refusal?.message ?? ''),
      ...{ action: ADDRESSES.session, signOut: ADDRESSES.signOut, recordWindow: ADDRESSES.recordWindow() },
      written: toLine(query.get('name') ?? ''),
      to: query.get('to') ?? ADDRESSES.windows,
      name: editor ? toLine(editor.name) : null,
      formToken: editor?.formToken ?? '',
    });
    return { kind: 'page', status: refusal?.status ?? 200, format: 'html', body };
  },
};
