import { type Outputs, printJson, printOneOrAll } from '../layout/outputs.js';
import type { OutageComparison } from './compare-outages.js';
import type { OutageReport } from './outage-report.js';
import { renderComparisonHtml, renderComparisonMarkdown, renderComparisonText } from './render-comparison.js';
import { renderOutageHtml } from './render-html.js';
import { renderOutageJunit } from './render-junit.js';
import { renderOutageMarkdown } from './render-markdown.js';
import { renderOutageMetrics } from './render-metrics.js';
import { renderOutageText } from './render-text.js';

/** The formats of outage reports, of one outage or several. */
export const OUTAGE_OUTPUTS = {
  text: (reports, look) => reports.map((report) => renderOutageText(report, look)).join('\n'),
  html: renderOutageHtml,
  markdown: (reports) => reports.map(renderOutageMarkdown).join('\n'),
  junit: renderOutageJunit,
  metrics: renderOutageMetrics,
  json: printOneOrAll,
} as const satisfies Outputs<readonly OutageReport[]>;

/** The formats of one outage held against another. */
export const COMPARISON_OUTPUTS = {
  text: (comparison, { width }) => renderComparisonText(comparison, width),
  html: renderComparisonHtml,
  markdown: renderComparisonMarkdown,
  json: printJson,
} as const satisfies Outputs<OutageComparison>;
