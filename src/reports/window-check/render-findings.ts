import { dressPage, type PageDress } from '../layout/dress-page.js';
import type { PageLink } from '../layout/frame.js';
import type { Look } from '../layout/outputs.js';
import { compileTemplate } from '../layout/templates.js';
import { plural, toLine } from '../layout/text.js';
import type { Finding } from './finding.js';

/** What was checked. */
export interface CheckedLog {
  readonly findings: readonly Finding[];
  /** As it was asked for; empty: all. */
  readonly from: string;
  readonly to: string;
}

/** Where the page leads to. */
export interface FindingLinks {
  readonly outage: (id: string) => string;
  readonly storms: string;
  /** Where what is open of an outage is ended; null: it cannot be, from here. */
  readonly end: ((id: string) => string) | null;
}

/** What `templates/pages/window-check.html.hbs` shows. */
interface FindingsView extends PageDress {
  readonly heading: string;
  readonly from: string;
  readonly to: string;
  /** From when it is where nobody says so. */
  readonly fromHint: string;
  readonly summary: string;
  readonly isSound: boolean;
  readonly groups: readonly {
    /** The outage; without an address where no outage is meant. */
    readonly name: string;
    readonly href: string | null;
    readonly findings: readonly {
      readonly text: string;
      readonly advice: string;
      readonly end: PageLink | null;
    }[];
  }[];
  /** What is not shown; empty: nothing. */
  readonly more: string;
}

/** How many findings are shown; JSON has all. */
const SHOWN = 500;

/** Lays out what is wrong with the window log, outage by outage. */
export function renderFindings(
  { findings, from, to }: CheckedLog,
  { outage, storms, end }: FindingLinks,
  look: Pick<Look, 'imprint' | 'frame'>,
): string {
  const hidden = findings.length - SHOWN;
  return compileTemplate<FindingsView>(
    'pages/window-check',
    'html',
  )({
    ...dressPage(look),
    heading: 'Check of the window log',
    ...{ from: toLine(from), to: toLine(to), fromHint: 'the first OOPS' },
    isSound: findings.length === 0,
    summary:
      findings.length === 0
        ? 'Nothing is wrong with the window log.'
        : `${plural(findings.length, 'thing')} that ${findings.length === 1 ? 'is' : 'are'}, or may be, wrong, and what to do.`,
    groups: groupFindings(findings.slice(0, SHOWN)).map(([id, own]) => ({
      name: id === null ? 'Storms that no window covers' : toLine(id),
      href: id === null ? storms : outage(id),
      findings: own.map(({ kind, text, advice }) => ({
        text: toLine(text),
        advice: toLine(advice),
        end:
          end && id !== null && kind === 'open-too-long'
            ? { text: `End ${toLine(id)} now`, href: end(id) }
            : null,
      })),
    })),
    more: hidden > 0 ? `${plural(hidden, 'more finding')}: the JSON has all.` : '',
  });
}

/** Findings of one outage together, in their order. */
function groupFindings(findings: readonly Finding[]): [string | null, Finding[]][] {
  const groups = new Map<string | null, Finding[]>();
  for (const finding of findings) {
    const group = groups.get(finding.outage);
    if (group) group.push(finding);
    else groups.set(finding.outage, [finding]);
  }
  return [...groups];
}
