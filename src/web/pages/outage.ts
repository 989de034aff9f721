import { isInHand, type Outage } from '../../outages/outage.js';
import type { PageLink } from '../../reports/layout/frame.js';
import { reportOutage } from '../../reports/outage/build-outage-report.js';
import { compareOutages } from '../../reports/outage/comparison/compare-outages.js';
import { COMPARISON_OUTPUTS } from '../../reports/outage/comparison/outputs.js';
import { explainIn } from '../../reports/outage/explanation/explain-named.js';
import { EXPLANATION_OUTPUTS } from '../../reports/outage/explanation/outputs.js';
import { findNamed } from '../../reports/outage/named-outages.js';
import type { OutageReport } from '../../reports/outage/outage-report.js';
import { OUTAGE_OUTPUTS } from '../../reports/outage/rendering/outputs.js';
import { UserError } from '../../user-error.js';
import { ADDRESSES, asAsked } from '../addresses.js';
import { frameReport } from '../frame-page.js';
import {
  type AskedPage,
  type PageAnswer,
  type PageContext,
  type PageMaker,
  PageNotFound,
  page,
  redirect,
} from '../page.js';

/** While an outage lasts, and as long as its recovery is watched, its page is asked for again after so many seconds. */
const REFRESH_SECONDS = 10;

/** The report of an outage. */
export const outagePage: PageMaker = {
  make: ({ params: { outage: named = '' }, format, now }, context) =>
    withOutage(context, { named, now, format, address: ADDRESSES.outage }, async (outage, before, after) => {
      const report = await reportOneOutage(context, outage);
      const more = watchingOf(outage, now, context.config.verdict.observation);
      if (format === 'json') return page('json', OUTAGE_OUTPUTS.json([report]), more);
      const look = await frameReport(context, {
        address: ADDRESSES.outage(outage.id),
        place: 'outages',
        formats: ['json'],
        ...neighbours(before, after),
        beside: [
          ...(before
            ? [{ href: ADDRESSES.comparison(outage.id, before.id), text: 'Against the one before' }]
            : []),
          { href: ADDRESSES.changes(outage.id), text: 'Changes of its windows' },
          ...(context.site.allowsEdit && outage.windows.some(({ end }) => end === null)
            ? [{ href: ADDRESSES.endWindows(outage.id), text: 'End it now' }]
            : []),
        ],
      });
      return page('html', OUTAGE_OUTPUTS.html([report], look), more);
    }),
};

/**
 * How often the page of an outage is asked for again, and how long it stays as it is.
 *
 * @param observation how long its recovery is watched, in milliseconds
 */
function watchingOf(outage: Outage, now: number, observation: number) {
  if (isInHand(outage, now, observation)) {
    return { refreshSeconds: REFRESH_SECONDS, freshSeconds: REFRESH_SECONDS };
  }
  return outage.start > now ? { freshSeconds: (outage.start - now) / 1000 } : {};
}

/** One outage held against another, or against the one before it. */
export const comparisonPage: PageMaker = {
  make: ({ params: { outage: named = '', before: other = '' }, format, now }, context) => {
    const address = (id: string) => ADDRESSES.comparison(id, other);
    return withOutage(context, { named, now, format, address }, async (outage, before) => {
      if (other === 'previous' && before) return redirect(ADDRESSES.comparison(outage.id, before.id));
      if (other === 'previous') throw new PageNotFound(`There is no outage before ${outage.id}.`);
      const [against] = await findOutages(context, other, now);
      if (!against) throw new PageNotFound(`There is no outage ${other}.`);
      const comparison = compareOutages(
        await reportOneOutage(context, outage),
        await reportOneOutage(context, against),
      );
      if (format === 'json') return page('json', COMPARISON_OUTPUTS.json(comparison));
      const look = await frameReport(context, {
        address: ADDRESSES.comparison(outage.id, against.id),
        place: 'outages',
        formats: ['json'],
        beside: [outage, against].map(linkOutage),
      });
      return page('html', COMPARISON_OUTPUTS.html(comparison, look));
    });
  },
};

/** The whole way to the verdict on a system. */
export const explanationPage: PageMaker = {
  make: ({ params: { outage: named = '', system = '' }, format, now }, context) => {
    const address = (id: string) => ADDRESSES.explanation(id, system);
    return withOutage(context, { named, now, format, address }, async (outage) => {
      const explanations = await orNotFound(async () =>
        explainIn(await context.reportContext(), [outage], system),
      );
      if (format === 'json') return page('json', EXPLANATION_OUTPUTS.json(explanations));
      const look = await frameReport(context, {
        address: address(outage.id),
        place: 'outages',
        formats: ['json'],
        beside: [linkOutage(outage), { href: ADDRESSES.system(system), text: `${system} in all outages` }],
      });
      return page('html', EXPLANATION_OUTPUTS.html(explanations, look));
    });
  },
};

/** The report of an outage. */
function reportOneOutage(context: PageContext, outage: Outage): Promise<OutageReport> {
  return context.remember(`outage ${JSON.stringify(outage.id)}`, async () =>
    reportOutage(await context.reportContext(), outage),
  );
}

/** An outage as an address names it, and the address of the same page of another. */
interface NamedOutage extends Pick<AskedPage, 'now' | 'format'> {
  readonly named: string;
  readonly address: (id: string) => string;
}

/**
 * Answers for the outage that an address names. Where it is named in another way than by its id, as by a day or `latest`, whoever asks
 * is sent to the page of its id.
 */
async function withOutage(
  context: PageContext,
  { named, now, format, address }: NamedOutage,
  work: (outage: Outage, before: Outage | undefined, after: Outage | undefined) => Promise<PageAnswer>,
): Promise<PageAnswer> {
  const found = await findOutages(context, named, now);
  const [outage] = found;
  if (!outage) throw new PageNotFound(`There is no outage ${named}.`);
  if (found.length > 1) {
    throw new PageNotFound(
      `${named} had ${found.length} outages.`,
      found.map((one) => ({ ...linkOutage(one), href: address(one.id) })),
    );
  }
  if (outage.id !== named) {
    return redirect(asAsked(address(outage.id), format));
  }
  const { outages } = await context.reportContext();
  const place = outages.findIndex(({ id }) => id === outage.id);
  return work(outage, outages[place - 1], outages[place + 1]);
}

async function findOutages(context: PageContext, named: string, now: number): Promise<Outage[]> {
  const reportContext = await context.reportContext();
  return orNotFound(
    async () => findNamed(reportContext, named, now),
    [{ href: ADDRESSES.outages, text: 'All outages' }],
  );
}

/** What a name has none of is a page that is not there. */
async function orNotFound<T>(find: () => Promise<T>, links: readonly PageLink[] = []): Promise<T> {
  try {
    return await find();
  } catch (error) {
    if (error instanceof UserError) throw new PageNotFound(error.message, links);
    throw error;
  }
}

function linkOutage({ id }: Outage): PageLink {
  return { href: ADDRESSES.outage(id), text: id };
}

function neighbours(before: Outage | undefined, after: Outage | undefined) {
  return { before: before ? linkOutage(before) : null, after: after ? linkOutage(after) : null };
}
