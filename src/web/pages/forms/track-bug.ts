import { readBug, trackSignature } from '../../../edits/track-signature.js';
import { bugLink, webAddress } from '../../../reports/layout/links.js';
import { toLine } from '../../../reports/layout/text.js';
import { findTypedOops } from '../../../reports/oops/find-oops.js';
import { UserError } from '../../../user-error.js';
import { ADDRESSES } from '../../addresses.js';
import { changed, type PageMaker, PageNotFound } from '../../page.js';
import { answerForm, type FormDress, readField, showField } from './form.js';

/** What `templates/pages/track-bug.html.hbs` shows beside what all forms do. */
interface TrackBugView extends FormDress {
  /** An OOPS of the signature, and its page. */
  readonly oops: string;
  readonly oopsHref: string;
  readonly signature: string;
  readonly signatureHref: string;
  /** The number that is filled in. */
  readonly bug: string;
  /** The bug that tracks it, and its page where that is one of the web; null: none. */
  readonly tracked: string | null;
  readonly trackedHref: string | null;
}

/** Ties the signature of an OOPS to a bug, or to none: as `bug set` and `bug unset`. */
export const trackBugPage: PageMaker = {
  async make(asked, context) {
    const { oops: typed = '' } = asked.params;
    const { config } = context;
    const found = await findTypedOops(await context.reportContext(), typed, asked.now);
    if (!found) {
      throw new PageNotFound(`There is no OOPS ${typed}.`, [
        { href: ADDRESSES.search(typed), text: `Look for ${typed}` },
      ]);
    }
    const { oops, signature, bug } = found.stored;
    const { type, value } = signature;
    return answerForm<TrackBugView>(asked, context, {
      template: 'pages/track-bug',
      heading: 'Tie a bug',
      address: ADDRESSES.trackBug(oops.id),
      view: (fields) => ({
        oops: toLine(oops.id),
        oopsHref: ADDRESSES.oops(oops.id),
        signature: toLine(value === '' ? type : `${type}: ${value}`),
        signatureHref: ADDRESSES.signature(signature),
        bug: showField(fields, 'bug', bug === null ? '' : String(bug)),
        tracked: bug === null ? null : String(bug),
        trackedHref: bug === null ? null : webAddress(bugLink(config, bug)),
      }),
      async change(fields) {
        const unties = fields.get('do') === 'untie';
        const number = unties ? null : readNumber(readField(fields, 'bug'));
        const done = await context.change((store) => trackSignature(store, config, found.stored, number));
        return changed(ADDRESSES.signature(signature), [toLine(done)]);
      },
    });
  },
};

function readNumber(written: string): number {
  if (written === '') throw new UserError('Write the number of the bug, such as 844616, or untie it.');
  return readBug(written);
}
