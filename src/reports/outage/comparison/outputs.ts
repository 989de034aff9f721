import { type Outputs, printJson } from '../../layout/outputs.js';
import type { OutageComparison } from './compare-outages.js';
import { renderComparisonHtml, renderComparisonMarkdown, renderComparisonText } from './render-comparison.js';

/** The formats of one outage held against another. */
export const COMPARISON_OUTPUTS = {
  text: renderComparisonText,
  html: renderComparisonHtml,
  markdown: renderComparisonMarkdown,
  json: printJson,
} as const satisfies Outputs<OutageComparison>;
