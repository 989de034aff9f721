import { showUnprintable } from '../../text/printable.js';

/** Labels of a sample, each with its value. */
export type Labels = Readonly<Record<string, string>>;

/** A sample without a value is left out: what is not known has no number. */
export type Sample = readonly [labels: Labels, value: number | null];

/** What is measured, and all that was. */
export interface MetricFamily {
  /** Without the ending that its type gives its samples. */
  readonly name: string;
  readonly type: MetricType;
  readonly help: string;
  readonly samples: readonly Sample[];
}

/** What the name of a sample ends with, by the type of its family. */
const ENDINGS = { gauge: '', counter: '_total', info: '_info' } as const;
type MetricType = keyof typeof ENDINGS;

/**
 * Writes metrics as OpenMetrics text. A family without a sample is left out.
 *
 * Format: OpenMetrics 1.0, section "Text format": a family's lines together, each family once, `# EOF` at the end.
 */
export function printMetrics(families: readonly MetricFamily[]): string {
  const lines = families.flatMap(({ name, type, help, samples }) => {
    const printed = samples.flatMap(([labels, value]) =>
      value === null ? [] : [`${name}${ENDINGS[type]}${printLabels(labels)} ${value}`],
    );
    return printed.length === 0 ? [] : [`# TYPE ${name} ${type}`, `# HELP ${name} ${help}`, ...printed];
  });
  return `${[...lines, '# EOF'].join('\n')}\n`;
}

function printLabels(labels: Labels): string {
  const pairs = Object.entries(labels).map(([name, value]) => `${name}="${escapeLabel(value)}"`);
  return pairs.length === 0 ? '' : `{${pairs.join(',')}}`;
}

/** A label may hold any character; three of them are escaped. What is unprintable is shown. */
function escapeLabel(value: string): string {
  return showUnprintable(value, '\n').replace(/\\/g, '\\\\').replace(/"/g, '\\"').replace(/\n/g, '\\n');
}
