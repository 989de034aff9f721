import { dressPage, type PageDress } from '../../layout/dress-page.js';
import type { Look } from '../../layout/outputs.js';
import { compileTemplate } from '../../layout/templates.js';
import type { OutageExplanation } from './explanation.js';
import { type ExplanationView, viewExplanation } from './view.js';

/** What `templates/outage-explanation.html.hbs` shows: the way to a verdict in each of several outages. */
interface ExplanationPage extends PageDress {
  readonly heading: string;
  readonly explanations: readonly (ExplanationView & { readonly verdict: string })[];
}

/** Lays the way to the verdicts on a system out as one HTML file that needs nothing beside it. */
export function renderExplanationHtml(
  explanations: readonly OutageExplanation[],
  look: Pick<Look, 'imprint' | 'frame'>,
): string {
  const views = explanations.map((explanation) => ({
    ...viewExplanation(explanation),
    verdict: explanation.verdict,
  }));
  return compileTemplate<ExplanationPage>(
    'outage-explanation',
    'html',
  )({ ...dressPage(look), heading: views.map(({ heading }) => heading).join('; '), explanations: views });
}
