import { chooseWindows } from '../../../edits/choose-windows.js';
import { endOpen, endWindows } from '../../../edits/end-windows.js';
import { Unconfirmed } from '../../../edits/unconfirmed.js';
import { describeWindow } from '../../../edits/written-window.js';
import { describeLong, isLong } from '../../../outages/long-window.js';
import { describeMissingOutage } from '../../../outages/missing-outage.js';
import { readTimeOption } from '../../../time/named-moment.js';
import { UserError } from '../../../user-error.js';
import { ADDRESSES } from '../../addresses.js';
import { changed, type PageMaker, PageNotFound } from '../../page.js';
import { asksToConfirm, howToConfirm, isConfirmed } from './confirmation.js';
import { answerForm, type FormDress, readField, showField } from './form.js';

/** What `templates/pages/end-windows.html.hbs` shows beside what all forms do. */
interface EndWindowsView extends FormDress {
  /** The windows that are open. */
  readonly open: readonly string[];
  readonly at: string;
  readonly asksToConfirm: boolean;
  readonly isConfirmed: boolean;
}

/** The word for the moment in which the form comes. */
const NOW = 'now';

/** Ends what is open of an outage: as `windows end`. */
export const endWindowsPage: PageMaker = {
  async make(asked, context) {
    const { outage = '' } = asked.params;
    const windows = await context.data.windows();
    const own = windows.filter((window) => window.outage === outage);
    if (own.length === 0) {
      const message = describeMissingOutage(
        outage,
        windows.map((window) => window.outage),
      );
      throw new PageNotFound(message, [{ href: ADDRESSES.windows, text: 'The window log' }]);
    }
    return answerForm<EndWindowsView>(asked, context, {
      template: 'pages/end-windows',
      heading: `End outage ${outage}`,
      address: ADDRESSES.endWindows(outage),
      view: (fields, error) => ({
        open: own.filter(({ end }) => end === null).map(describeWindow),
        at: showField(fields, 'at', NOW),
        asksToConfirm: asksToConfirm(fields, error),
        isConfirmed: isConfirmed(fields),
      }),
      async change(fields, editor) {
        const written = readField(fields, 'at') || NOW;
        const isTold = written !== NOW;
        const at = readTimeOption('The end', written, { now: asked.now });
        const isProgram = editor.formToken === '';
        return context.change(async (store) => {
          const chosen = await chooseWindows(store, outage, {});
          const [long] = endOpen(chosen, at).filter(isLong);
          if (long && !isProgram && !isConfirmed(fields)) {
            throw new Unconfirmed(`${describeLong(long, 0)}. ${howToConfirm(editor)}, or say when it ended.`);
          }
          const stamp = { at: asked.now, by: editor.name };
          const isOver = chosen.every(({ end }) => end !== null);
          const { done, remarks } = await endWindows(store, chosen, { at, isTold }, stamp);
          if (isOver && remarks.length > 0) throw new UserError([...done, ...remarks].join(' '));
          return changed(ADDRESSES.changes(outage), [...done, ...remarks]);
        });
      },
    });
  },
};
