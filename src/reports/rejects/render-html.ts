import { dressPage, type PageDress } from '../layout/dress-page.js';
import type { Look } from '../layout/outputs.js';
import { compileTemplate } from '../layout/templates.js';
import { cutLine, plural, toLine } from '../layout/text.js';
import type { DescribedReject, RejectGroup } from './rejects.js';

/** What of the rejects a page shows. */
export interface RejectsView {
  /** All reasons that there are. */
  readonly groups: readonly RejectGroup[];
  /** The reason whose rejects are listed; null: all are. */
  readonly reason: string | null;
  /** Those of this page. */
  readonly rejects: readonly DescribedReject[];
  /** The place of the first of them, from 1, and how many there are to list. */
  readonly first: number;
  readonly total: number;
  /** Where the rejects of a reason are listed, or with null all. */
  readonly addressOf: (reason: string | null) => string;
}

/** What `templates/pages/rejects.html.hbs` shows: texts, each one harmless line. */
interface RejectsPage extends PageDress {
  readonly heading: string;
  readonly summary: string;
  readonly groups: readonly {
    readonly href: string;
    readonly reason: string;
    readonly count: string;
    readonly isListed: boolean;
  }[];
  readonly all: string | null;
  readonly listed: string;
  readonly rejects: readonly { readonly path: string; readonly reason: string; readonly when: string }[];
}

/** The longest path, and the longest reason. */
const LONGEST = 1000;

let template: ((page: RejectsPage) => string) | undefined;

/** Lays out what could not be read: how often each reason is, and then the files and lines. */
export function renderRejectsHtml(view: RejectsView, look: Pick<Look, 'imprint' | 'frame'>): string {
  template ??= compileTemplate<RejectsPage>('pages/rejects', 'html');
  const { groups, reason, rejects, first, total, addressOf } = view;
  const all = groups.reduce((sum, group) => sum + group.rejects.length, 0);
  const last = first + rejects.length - 1;
  return template({
    ...dressPage(look),
    heading: 'Rejects',
    summary:
      all === 0
        ? 'Nothing was rejected: all that was found could be read.'
        : `${plural(all, 'file or line', 'files and lines')} could not be read. One that has changed is tried again.`,
    groups: groups.map((group) => ({
      href: addressOf(group.reason),
      reason: toLine(group.reason),
      count: String(group.rejects.length),
      isListed: group.reason === reason,
    })),
    all: reason === null ? null : addressOf(null),
    listed: rejects.length === total ? plural(total, 'reject') : `Rejects ${first} to ${last} of ${total}`,
    rejects: rejects.map((one) => ({
      path: cutLine(toLine(one.path), LONGEST),
      reason: cutLine(toLine(one.reason), LONGEST),
      when: one.rejectedAt.slice(0, 19).replace('T', ' '),
    })),
  });
}
