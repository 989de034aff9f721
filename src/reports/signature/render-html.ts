import { writeExactSignature } from '../../questions/exact-signature.js';
import { dressPage, type PageDress } from '../layout/dress-page.js';
import { bugLink, type ReportLinks, type SectionLink } from '../layout/links.js';
import type { Look } from '../layout/outputs.js';
import { compileTemplate } from '../layout/templates.js';
import { toLine } from '../layout/text.js';
import type { SignaturePages } from './pages.js';
import type { SignatureReport } from './signature-report.js';
import { typeText } from './signature-words.js';
import { drawSignatureTimeline } from './timeline-svg.js';
import { type SignatureView, viewSignature } from './view.js';

/** What `templates/pages/signature.html.hbs` shows: texts, which it escapes, and chart and style, which are markup. */
interface SignaturePage extends PageDress, ReturnType<typeof linkView> {
  readonly chart: string;
  readonly sections: readonly SectionLink[];
}

/** A signature with a longer value has no address in which it could be asked for. */
const LONGEST_ASKED = 6000;

/** Lays out the page of a signature. */
export function renderSignatureHtml(
  report: SignatureReport,
  look: Pick<Look, 'frame' | 'timezone'> & Pick<ReportLinks, 'bugUrl'>,
  pages: SignaturePages,
): string {
  const view = viewSignature(report, look.timezone);
  return compileTemplate<SignaturePage>(
    'pages/signature',
    'html',
  )({
    ...dressPage(look),
    ...linkView(view, report, look, pages),
    chart: report.timeline ? drawSignatureTimeline(report.timeline) : '',
    sections: view.isEmpty ? [] : linkSections(view),
  });
}

/** The view with the pages that it leads to. */
function linkView(
  view: SignatureView,
  report: SignatureReport,
  look: Pick<ReportLinks, 'bugUrl'>,
  pages: SignaturePages,
) {
  const exact = writeExactSignature(report);
  const ask = (...words: [name: string, value: string][]) => {
    const address = pages.asked([['signature', exact], ...words]);
    return address.length > LONGEST_ASKED ? null : address;
  };
  return {
    ...view,
    bug: report.bug === null ? null : { id: String(report.bug), href: bugLink(look, report.bug) },
    type: {
      href: pages.type(report.type),
      text: typeText(report.type) ? `of ${typeText(report.type)}` : 'without an exception type',
    },
    all: ask(),
    allOutages: ask(['outage', 'any'], ['group-by', 'outage']),
    stepRows: view.stepRows.map((row) => ({ ...row, href: row.date === null ? null : pages.day(row.date) })),
    systems: view.systems.map((row) => ({ ...row, href: pages.system(row.system) })),
    outages: view.outages.map((row) => ({ ...row, href: pages.outage(row.outage) })),
    lists: view.lists.map((list) => ({ ...list, href: ask(['group-by', list.keys]) })),
    oopses: view.oopses.map(({ id, ...row }) => ({ ...row, id: toLine(id), href: pages.oops(id) })),
  };
}

function linkSections({ systems, outages, lists, oopses }: SignatureView): SectionLink[] {
  const link = (id: string, title: string, count = 0) => ({
    id,
    title,
    count: count === 0 ? '' : String(count),
  });
  return [
    link('time', 'Over time'),
    link('systems', 'Systems', systems.length),
    link('outages', 'Outages', outages.length),
    ...lists.map(({ id, title }) => link(id, title)),
    ...(oopses.length > 0 ? [link('last', 'The last OOPSes')] : []),
  ];
}
