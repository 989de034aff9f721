import type { NeighbourOops, Sides } from '../../../store/questions/neighbours.js';
import { cutMiddle } from '../../../text/cut-text.js';
import { formatAbout } from '../../../time/duration.js';
import { formatInstant } from '../../../time/instant.js';
import { nameOf } from '../oops-words.js';
import type { OopsPage, OopsPages } from './oops-page.js';
import { shownLine } from './shown-text.js';

/** What lies around an OOPS; every text is harmless. */
export interface AroundView {
  /** Of its system by time, itself in their midst. */
  readonly ofSystem: readonly NeighbourView[];
  /** The nearest of its reporter and of its signature, each with what it is to it. */
  readonly ofKind: readonly (NeighbourView & { readonly what: string })[];
}

export interface NeighbourView {
  /** Null where it is the OOPS itself. */
  readonly href: string | null;
  readonly id: string;
  readonly time: string;
  /** From the OOPS to it; empty where it is the OOPS itself, or the time of one of them is only a day. */
  readonly offset: string;
  readonly reporter: string;
  readonly name: string;
  readonly topic: string;
}

/** What lies around an OOPS, with links to it. */
export function viewAround({ detail, neighbours }: OopsPage, pages: OopsPages): AroundView {
  const { before, after, ofReporter, ofSignature } = neighbours;
  const own: NeighbourOops = {
    ...detail,
    time: Date.parse(detail.time),
    inexact: detail.timeSource === 'directory',
  };
  const view = (one: NeighbourOops) => viewNeighbour(one, own, pages);
  const named = (what: string, one: NeighbourOops | null) => (one ? [{ what, ...view(one) }] : []);
  const sides = ({ before, after }: Sides, of: string) => [
    ...named(`Before it, of its ${of}`, before),
    ...named(`After it, of its ${of}`, after),
  ];
  const isAlone = ofSignature.first.id === own.id && ofSignature.last.id === own.id;
  return {
    ofSystem: [...before, own, ...after].map(view),
    ofKind: [
      ...sides(ofReporter, 'reporter'),
      ...(isAlone ? [] : named('First of its signature', ofSignature.first)),
      ...sides(ofSignature, 'signature'),
      ...(isAlone ? [] : named('Last of its signature', ofSignature.last)),
    ],
  };
}

function viewNeighbour(one: NeighbourOops, own: NeighbourOops, pages: OopsPages): NeighbourView {
  const isOwn = one.id === own.id;
  return {
    href: isOwn ? null : pages.oops(one.id),
    id: shownLine(one.id, 200),
    time: one.inexact
      ? `${formatInstant(one.time).slice(0, 10)}, some time`
      : formatInstant(one.time).slice(0, 23).replace('T', ' '),
    offset: isOwn || one.inexact || own.inexact ? '' : offsetText(one.time - own.time),
    reporter: shownLine(one.reporter, 200),
    name: cutMiddle(nameOf(one), 120),
    topic: shownLine(one.topic ?? '', 200),
  };
}

/** `+12 s`, `-0.4 s`; of the same moment `0 s`. */
function offsetText(milliseconds: number): string {
  const length = formatAbout(Math.abs(milliseconds));
  return milliseconds === 0 ? '0 s' : `${milliseconds > 0 ? '+' : '-'}${length}`;
}
