import type { NamedPages, PageLink } from '../../layout/frame.js';
import { toLine } from '../../layout/text.js';
import type { AttributionExplanation, ConsideredWindow } from '../explain-attribution.js';
import { conclusionText, expectedText, signedSeconds } from '../why-words.js';
import { shownLine } from './shown-text.js';

/** Whether the normal report leaves an OOPS out, and the windows that were looked at; every text is harmless. */
export interface WhyView {
  /** A class of the style sheet; empty where there is nothing to be said for or against. */
  readonly tone: '' | 'as-expected' | 'not-as-expected';
  readonly verdict: string;
  readonly conclusion: string;
  readonly expected: string;
  readonly windows: readonly WindowView[];
}

export interface WindowView {
  readonly outage: PageLink;
  readonly phase: string;
  readonly systems: string;
  readonly start: string;
  readonly end: string;
  readonly fromStart: string;
  readonly fromEnd: string;
  readonly reason: string;
  /** It has the OOPS. */
  readonly isFirst: boolean;
}

/** Whether the normal report leaves an OOPS out, and why. */
export function viewWhy(explanation: AttributionExplanation, pages: Pick<NamedPages, 'outage'>): WhyView {
  const { attribution, windows } = explanation;
  return {
    ...answerOf(explanation),
    conclusion: shownLine(conclusionText(explanation)),
    expected: shownLine(expectedText(explanation)),
    windows: windows.map((window, place) => ({
      ...viewWindow(window, pages),
      isFirst: place === 0 && attribution !== null,
    })),
  };
}

function answerOf({ attribution, isSuppressed }: AttributionExplanation): Pick<WhyView, 'tone' | 'verdict'> {
  if (attribution?.disposition === 'unexpected') {
    return {
      tone: 'not-as-expected',
      verdict: isSuppressed ? 'Left out, but unexpected' : 'Counted, and unexpected',
    };
  }
  return isSuppressed ? { tone: 'as-expected', verdict: 'Left out' } : { tone: '', verdict: 'Counted' };
}

function viewWindow(
  window: ConsideredWindow,
  pages: Pick<NamedPages, 'outage'>,
): Omit<WindowView, 'isFirst'> {
  const { outage, phase, systems, start, end, secondsAfterStart, secondsAfterEnd, reason } = window;
  return {
    outage: { href: pages.outage(outage), text: shownLine(outage, 200) },
    phase,
    systems: shownLine(systems.map(toLine).join(', ')),
    start: timeText(start),
    end: end === null ? 'open' : timeText(end),
    fromStart: `${signedSeconds(secondsAfterStart)} s`,
    fromEnd: secondsAfterEnd === null ? '-' : `${signedSeconds(secondsAfterEnd)} s`,
    reason: shownLine(reason),
  };
}

/** `2011-09-08 08:53:05` of an instant in ISO 8601. */
function timeText(time: string): string {
  return time.slice(0, 19).replace('T', ' ');
}
