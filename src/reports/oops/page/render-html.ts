import { dressPage, type PageDress } from '../../layout/dress-page.js';
import type { Look } from '../../layout/outputs.js';
import { compileTemplate, type Template } from '../../layout/templates.js';
import type { AttributionExplanation } from '../explain-attribution.js';
import type { OopsPage, OopsPages } from './oops-page.js';
import type { OopsPageQuery } from './page-query.js';
import { shownLine } from './shown-text.js';
import { type OopsView, viewOops } from './view.js';
import { viewWhy, type WhyView } from './why-view.js';

/** How a page of an OOPS looks, and where it leads to. */
export type OopsPageLook = Pick<Look, 'bugUrl' | 'imprint' | 'frame' | 'timezone'> & {
  readonly pages: OopsPages;
};

/** What `templates/pages/why.html.hbs` shows. */
interface WhyPage extends PageDress {
  readonly heading: string;
  readonly when: string;
  readonly why: WhyView;
}

let oopsTemplate: Template<OopsView & PageDress> | undefined;
let whyTemplate: Template<WhyPage> | undefined;

/** Lays out all that is known of an OOPS. */
export function renderOopsPage(page: OopsPage, query: OopsPageQuery, look: OopsPageLook): string {
  oopsTemplate ??= compileTemplate('pages/oops', 'html');
  return oopsTemplate({ ...dressPage(look), ...viewOops(page, query, look) });
}

/** Lays out why an OOPS was, or was not, left out of the normal report. */
export function renderWhyPage(explanation: AttributionExplanation, look: OopsPageLook): string {
  whyTemplate ??= compileTemplate('pages/why', 'html');
  const { id, system, time, isSuppressed } = explanation;
  return whyTemplate({
    ...dressPage(look),
    heading: `Why ${shownLine(id, 200)} was ${isSuppressed ? '' : 'not '}left out`,
    when: `Of system ${shownLine(system, 200)}, ${time.slice(0, 23).replace('T', ' ')} UTC`,
    why: viewWhy(explanation, look.pages),
  });
}
