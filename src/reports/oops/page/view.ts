import type { PageLink } from '../../layout/frame.js';
import type { SectionLink } from '../../layout/links.js';
import type { Look } from '../../layout/outputs.js';
import { plural } from '../../layout/text.js';
import type { OopsDetail } from '../oops-detail.js';
import { nameOf } from '../oops-words.js';
import { answerLinks } from './answer-links.js';
import { type AroundView, viewAround } from './around-view.js';
import { mainFacts, originFacts, requestFacts } from './facts-view.js';
import type { LinkedFact } from './linked-text.js';
import type { OopsPage, OopsPages } from './oops-page.js';
import type { OopsPageQuery } from './page-query.js';
import { shownLine, shownLines } from './shown-text.js';
import { type TimelineView, viewTimeline } from './timeline-view.js';
import { viewWhy, type WhyView } from './why-view.js';

/** What `templates/pages/oops.html.hbs` shows of an OOPS; every text is harmless. */
export interface OopsView {
  readonly heading: string;
  readonly id: string;
  readonly type: string;
  /** All OOPSes of the type. */
  readonly typeHref: string;
  /** In one line, cut where it is long; empty where it has none. */
  readonly value: string;
  readonly why: WhyView;
  /** From the answer on. */
  readonly answerLinks: readonly PageLink[];
  /** Why the original cannot be read; empty when it was. */
  readonly fileRemark: string;
  /** Where it is looked for however long that takes; null where nothing more can be done. */
  readonly originalHref: string | null;
  readonly sections: readonly SectionLink[];
  readonly facts: readonly LinkedFact[];
  /** The value of several lines, or a long one; empty where one line has it. */
  readonly wholeValue: string;
  /** What it was raised from, the root last. */
  readonly causes: readonly string[];
  readonly traceback: string;
  readonly request: readonly LinkedFact[];
  readonly variables: readonly NamedText[];
  readonly variablesRest: string;
  /** Null where it has none, or nobody knows. */
  readonly timeline: TimelineView | null;
  readonly around: AroundView;
  readonly origin: readonly LinkedFact[];
  /** What its format's description does not know. */
  readonly extra: readonly NamedText[];
  readonly extraRest: string;
}

interface NamedText {
  readonly name: string;
  readonly text: string;
}

/** How much of the value stands before the answer, in characters. */
const VALUE_SHOWN = 300;

/** Stands for a name that cannot be seen. */
const NAMELESS = '(no name)';

/** How many request variables, and how many further keys, are shown. */
const NAMES_SHOWN = 200;

/** The page of an OOPS as its template shows it. */
export function viewOops(
  page: OopsPage,
  query: OopsPageQuery,
  links: Pick<Look, 'bugUrl' | 'timezone'> & { readonly pages: OopsPages },
): OopsView {
  const { detail, explanation } = page;
  const { pages } = links;
  const timeline = viewTimeline(detail, query, pages.oops(detail.id));
  const variables = namedTexts(Object.entries(detail.requestVariables ?? {}));
  const extra = namedTexts(
    Object.entries(detail.extra ?? {}).map(([name, value]) => [name, JSON.stringify(value) ?? '']),
  );
  const value = detail.value ?? '';
  const shown = {
    wholeValue: value.length > VALUE_SHOWN || value.trim().includes('\n') ? shownLines(value) : '',
    causes: detail.causes.map((cause) => shownLine(nameOf(cause))),
    traceback: shownLines(detail.traceback ?? ''),
    request: requestFacts(page, pages),
  };
  const sections = [
    section('why', 'Windows looked at', explanation.windows.length),
    ...(shown.wholeValue === '' ? [] : [section('value', 'Value')]),
    ...(shown.causes.length > 0 ? [section('causes', 'Raised from', shown.causes.length)] : []),
    section('traceback', 'Traceback'),
    section('request', 'Request'),
    ...(timeline ? [section('statements', 'Statements', detail.statementsCount)] : []),
    section('timeline', 'Timeline', detail.timeline?.length),
    section('around', 'Around it'),
    section('origin', 'Code and file'),
    ...(extra.length > 0 ? [section('extra', 'Further keys', extra.length)] : []),
  ];
  return {
    heading: shownLine(`${detail.id} ${detail.type ?? ''}`, 150),
    id: shownLine(detail.id),
    type: shownLine(detail.type ?? '') || 'Unknown type',
    typeHref: pages.type(detail.signature.type),
    value: shownLine(value, VALUE_SHOWN),
    why: viewWhy(explanation, pages),
    answerLinks: answerLinks(page, pages),
    fileRemark: fileRemark(detail),
    originalHref: page.isUnsearched ? `${pages.oops(detail.id)}?original=read` : null,
    sections,
    facts: mainFacts(page, pages, links),
    ...shown,
    variables: variables.slice(0, NAMES_SHOWN),
    variablesRest: restText(variables.length, 'variable'),
    timeline,
    around: viewAround(page, pages),
    origin: originFacts(page),
    extra: extra.slice(0, NAMES_SHOWN),
    extraRest: restText(extra.length, 'key'),
  };
}

function fileRemark({ fileRemark: reason }: OopsDetail): string {
  if (reason === null) return '';
  return shownLine(`The original cannot be read: ${reason}. This is what the database keeps.`);
}

function section(id: string, title: string, count?: number): SectionLink {
  return { id, title, count: count === undefined ? '' : String(count) };
}

function namedTexts(entries: readonly (readonly [name: string, text: string])[]): NamedText[] {
  return entries.map(([name, text]) => ({ name: shownLine(name, 200) || NAMELESS, text: shownLine(text) }));
}

function restText(count: number, noun: string): string {
  const rest = count - NAMES_SHOWN;
  return rest > 0 ? `${plural(rest, `more ${noun}`)} in the JSON of this page.` : '';
}
