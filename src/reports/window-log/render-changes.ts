import { dressPage, type PageDress } from '../layout/dress-page.js';
import type { Look } from '../layout/outputs.js';
import { compileTemplate } from '../layout/templates.js';
import { plural, toLine } from '../layout/text.js';
import { dayAndClock } from '../outage/words.js';
import { type DescribedChange, whatItSaid, windowText } from './changes.js';

/** What `templates/pages/window-changes.html.hbs` shows. */
interface ChangesView extends PageDress {
  readonly heading: string;
  readonly summary: string;
  readonly changes: readonly {
    readonly when: string;
    readonly by: string;
    readonly action: string;
    readonly window: string;
    readonly before: string;
  }[];
}

/** Lays out every change of an outage's windows. */
export function renderChanges(
  outage: string,
  changes: readonly DescribedChange[],
  look: Pick<Look, 'imprint' | 'frame'>,
): string {
  return compileTemplate<ChangesView>(
    'pages/window-changes',
    'html',
  )({
    ...dressPage(look),
    heading: `Changes of the windows of ${toLine(outage)}`,
    summary: `${plural(changes.length, 'change')}, the first one first.`,
    changes: changes.map((change) => {
      const window = change.after ?? change.before;
      return {
        when: dayAndClock(change.at),
        by: toLine(change.by),
        action: change.action,
        window: window ? toLine(windowText(window)) : '',
        before: toLine(whatItSaid(change).join(', ')),
      };
    }),
  });
}
