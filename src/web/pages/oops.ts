import { LONGEST_REQUEST } from '../../analysis/requests.js';
import { DEFAULT_DECODE_LIMITS } from '../../oops/formats/decode-report.js';
import { createRedactor } from '../../oops/secrets/redactor.js';
import type { OopsAttribution } from '../../reports/oops/attribute-oops.js';
import { explainAttribution } from '../../reports/oops/explain-attribution.js';
import { buildOopsDetail } from '../../reports/oops/oops-detail.js';
import { OOPS_OUTPUTS, WHY_OUTPUTS } from '../../reports/oops/outputs.js';
import type { OopsPage } from '../../reports/oops/page/oops-page.js';
import { readOopsPageQuery } from '../../reports/oops/page/page-query.js';
import { renderOopsPage, renderWhyPage } from '../../reports/oops/page/render-html.js';
import { createRereader, type RereadReport } from '../../reports/oops/reread-report.js';
import type { Neighbours } from '../../store/questions/neighbours.js';
import type { FoundOops } from '../../store/stored-oops.js';
import { cutMiddle } from '../../text/cut-text.js';
import { dateAt } from '../../time/zone.js';
import { ADDRESSES } from '../addresses.js';
import { frameReport } from '../frame-page.js';
import { type PageContext, type PageMaker, page } from '../page.js';
import { withOops } from './named-oops.js';

/** How many OOPSes of its system are shown before it, and after it. */
const NEIGHBOURS_SHOWN = 5;

/** The largest export that is looked through for a page, in bytes: it takes some tenths of a second. */
const LARGEST_EXPORT = 16_000_000;

/** All that is known of an OOPS; as JSON what `show` prints. */
export const oopsPage: PageMaker = {
  make: (asked, context) =>
    withOops(asked, context, ADDRESSES.oops, async (found, attributed) => {
      if (asked.format === 'json') {
        const reread = await rereaderOf(context).readAnywhere(found);
        return page('json', OOPS_OUTPUTS.json(buildOopsDetail(found, reread, attributed)));
      }
      const query = readOopsPageQuery(asked.query);
      const reread = await rereaderOf(context).readAnywhere(
        found,
        query.readsOriginal ? undefined : LARGEST_EXPORT,
      );
      const built = await buildPage(context, found, reread, attributed);
      const { id, system } = built.detail;
      const look = await frameReport(context, {
        address: ADDRESSES.oops(id),
        place: null,
        formats: ['json'],
        ...turn(built.neighbours),
        beside: [
          { href: ADDRESSES.why(id), text: 'Why it was, or was not, left out' },
          { href: ADDRESSES.system(system), text: `System ${cutMiddle(system, 80)}` },
          ...(context.site.allowsEdit
            ? [{ href: ADDRESSES.trackBug(id), text: 'Tie a bug to its signature' }]
            : []),
        ],
      });
      return page('html', renderOopsPage(built, query, { ...look, pages: ADDRESSES }));
    }),
};

/** Why an OOPS was, or was not, left out of the normal report; as JSON what `why` prints. */
export const whyPage: PageMaker = {
  make: (asked, context) =>
    withOops(asked, context, ADDRESSES.why, async ({ stored }, attributed) => {
      const explanation = explainAttribution(await context.reportContext(), stored, attributed);
      if (asked.format === 'json') return page('json', WHY_OUTPUTS.json(explanation));
      const { id } = stored.oops;
      const look = await frameReport(context, {
        address: ADDRESSES.why(id),
        place: null,
        formats: ['json'],
        beside: [{ href: ADDRESSES.oops(id), text: 'All of this OOPS' }],
      });
      return page('html', renderWhyPage(explanation, { ...look, pages: ADDRESSES }));
    }),
};

async function buildPage(
  context: PageContext,
  found: FoundOops,
  reread: RereadReport,
  attributed: OopsAttribution,
): Promise<OopsPage> {
  const { data, config } = context;
  const reportContext = await context.reportContext();
  const { stored } = found;
  const detail = buildOopsDetail(found, reread, attributed);
  const explanation = explainAttribution(reportContext, stored, attributed);
  const neighbours = await data.neighbours({
    id: detail.id,
    reporters: reportContext.reporters
      .filter(({ name }) => reportContext.systemOf(name) === stored.system)
      .map(({ name }) => name),
    count: NEIGHBOURS_SHOWN,
    requestLength: LONGEST_REQUEST,
  });
  if (!neighbours) throw new Error(`${detail.id} is gone from a state that had it`);
  const earlier = detail.lastOops === null ? undefined : await data.findOops(detail.lastOops);
  return {
    ...{ detail, explanation, neighbours },
    earlierId: earlier?.stored.oops.id ?? null,
    isUnsearched: reread.report === null && reread.isUnsearched,
    day: dateAt(stored.time, config.timezone),
  };
}

function rereaderOf({ data, config }: PageContext) {
  return createRereader(data, DEFAULT_DECODE_LIMITS.unpackedBytes, createRedactor(config.rules.redaction));
}

/** The OOPSes of its system before and after it. */
function turn({ before, after }: Neighbours) {
  const link = (one: Neighbours['before'][number] | undefined) =>
    one ? { href: ADDRESSES.oops(one.id), text: cutMiddle(one.id, 50) } : null;
  return { before: link(before.at(-1)), after: link(after[0]) };
}
