import { type Outputs, printOneOrAll } from '../../layout/outputs.js';
import type { OutageReport } from '../outage-report.js';
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
