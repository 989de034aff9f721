import { type Outputs, printOneOrAll } from '../../layout/outputs.js';
import type { OutageExplanation } from './explanation.js';
import { renderExplanationHtml } from './render-html.js';
import { renderExplanationMarkdown } from './render-markdown.js';
import { renderExplanationText } from './render-text.js';

/** The formats of the way to a verdict on a system, in one outage or several. */
export const EXPLANATION_OUTPUTS = {
  text: (explanations, look) =>
    explanations.map((explanation) => renderExplanationText(explanation, look)).join('\n'),
  html: renderExplanationHtml,
  markdown: (explanations) => explanations.map(renderExplanationMarkdown).join('\n'),
  json: printOneOrAll,
} as const satisfies Outputs<readonly OutageExplanation[]>;
