import type { Config } from '../../../config/config.js';
import { systemNames } from '../../../config/system-map.js';
import { admitByHand } from '../../../edits/admit-windows.js';
import { recordWindow } from '../../../edits/record-window.js';
import { Unconfirmed } from '../../../edits/unconfirmed.js';
import { pickColumns, readWindow } from '../../../edits/written-window.js';
import { type OutageWindow, PHASES } from '../../../outages/window.js';
import { WINDOW_COLUMNS, type WindowText } from '../../../outages/window-log/text.js';
import { toLine } from '../../../reports/layout/text.js';
import type { Store } from '../../../store/store.js';
import { formatInstant } from '../../../time/instant.js';
import { ADDRESSES } from '../../addresses.js';
import { changed, type Editor, type PageMaker } from '../../page.js';
import { asksToConfirm, confirmationOf, howToConfirm, isConfirmed } from './confirmation.js';
import { answerForm, type FormDress, readField, showField } from './form.js';

/** What `templates/pages/record-window.html.hbs` shows beside what all forms do. */
interface RecordWindowView extends FormDress, Omit<WindowText, 'phase' | 'kind'> {
  readonly phases: readonly Choice[];
  readonly kinds: readonly Choice[];
  /** The systems that can be named; empty: any. */
  readonly knownSystems: string;
  readonly asksToConfirm: boolean;
  readonly isConfirmed: boolean;
}

interface Choice {
  readonly text: string;
  readonly isChosen: boolean;
}

/** What a window is where nobody says otherwise, as with the command. */
const USUAL = { phase: 'downtime', systems: '*', start: 'now' } as const;

/** So many systems are named beside the field. */
const SYSTEMS_NAMED = 50;

/** Records a window: as `windows add`. */
export const recordWindowPage: PageMaker = {
  make: (asked, context) =>
    answerForm<RecordWindowView>(asked, context, {
      template: 'pages/record-window',
      heading: 'Record a window',
      address: ADDRESSES.recordWindow(),
      view: (fields, error) => ({
        ...viewFields(fields, asked.now),
        knownSystems: nameSystems(context.config),
        asksToConfirm: asksToConfirm(fields, error),
        isConfirmed: isConfirmed(fields),
      }),
      async change(fields, editor) {
        const { config } = context;
        const written = WINDOW_COLUMNS.flatMap((column) =>
          fields.has(column) ? [[column, readField(fields, column)]] : [],
        );
        const text = { ...USUAL, ...pickColumns(Object.fromEntries(written), config) };
        const window = readWindow(text, config, { now: asked.now, nameOf: nameOfEdge });
        const done = await context.change(async (store) => [
          ...(await admit(store, window, editor, isConfirmed(fields))),
          await recordWindow(store, window, { at: asked.now, by: editor.name }),
        ]);
        return changed(ADDRESSES.changes(window.outage), done);
      },
    }),
};

/** The remarks on a window, for a program. Somebody at a browser would not see them afterwards: they are to confirm it first. */
async function admit(
  store: Store,
  window: OutageWindow,
  editor: Editor,
  isMeant: boolean,
): Promise<readonly string[]> {
  const remarks = await admitByHand(store, window, isMeant ? null : confirmationOf(editor));
  if (remarks.length === 0 || isMeant || editor.formToken === '') return remarks.map(toLine);
  throw new Unconfirmed(`${remarks.join(' ')} ${howToConfirm(editor)}, or correct the names.`);
}

function viewFields(fields: URLSearchParams, now: number) {
  const [phase, kind] = [fields.get('phase') ?? USUAL.phase, fields.get('kind') ?? ''];
  return {
    outage: showField(fields, 'outage'),
    systems: showField(fields, 'systems', USUAL.systems),
    // A time that is written down stays the same when the form is sent twice.
    start: showField(fields, 'start', `${formatInstant(now).slice(0, 19)}Z`),
    end: showField(fields, 'end'),
    title: showField(fields, 'title'),
    budget: showField(fields, 'budget'),
    phases: PHASES.map((text) => ({ text, isChosen: text === phase })),
    kinds: ['actual', 'planned'].map((text) => ({ text, isChosen: text === (kind || 'actual') })),
  };
}

function nameSystems(config: Config): string {
  const names = [...(systemNames(config) ?? [])];
  const more = names.length > SYSTEMS_NAMED ? ' …' : '';
  return `${names.slice(0, SYSTEMS_NAMED).map(toLine).join(', ')}${more}`;
}

/** What a field of the form is called. */
function nameOfEdge(edge: 'start' | 'end'): string {
  return edge === 'start' ? 'Start' : 'End';
}
