import type { Disposition } from '../../analysis/disposition.js';
import type { ReportContext } from '../../evidence/report-context.js';
import type { Outage } from '../../outages/outage.js';
import { writeExactSignature } from '../../questions/exact-signature.js';
import { readKeys } from '../../questions/keys.js';
import type { SignatureProfile, TopValues } from '../../store/questions/signatures.js';
import type { TrackedSignature } from '../../store/sighted-oops.js';
import { compareText } from '../../text/compare-text.js';
import { formatInstant } from '../../time/instant.js';
import { cutSteps, stepFor } from '../../time/steps.js';
import { describeTimeline } from './describe-timeline.js';
import type {
  SignatureOops,
  SignatureOutage,
  SignatureReport,
  SignatureSystem,
  TopList,
} from './signature-report.js';

/** How many steps a timeline has at most. */
const MOST_STEPS = 100;

/** How many of each kind of value are named. */
const TOP = 10;

/** How many of the last OOPSes are named. */
const LAST = 10;

/**
 * Gathers what is known of one signature. How its OOPSes belong to outages is as the attributions were written last: see
 * `attributionTable`.
 *
 * @param digest stands for its value in addresses
 */
export async function buildSignatureReport(
  context: ReportContext,
  signature: TrackedSignature,
  digest: string,
): Promise<SignatureReport> {
  const { asOf, config, data, observedUntil } = context;
  const before = asOf ?? Number.MAX_SAFE_INTEGER;
  const first = (await data.firstSeen([signature])).get(signature);
  const last = (await data.lastSeen([signature], before)).get(signature);
  const seen = first === undefined || last === undefined ? null : { start: first, end: last + 1 };
  const step = seen && stepFor(Math.max(seen.end, observedUntil) - seen.start, MOST_STEPS);
  const steps =
    seen && step
      ? cutSteps({ start: seen.start, end: Math.max(seen.end, observedUntil) }, step, config.timezone)
      : [];
  const interval = seen ?? { start: 0, end: 0 };
  const profile = await data.describeSignature({ signature, interval, steps, most: TOP });
  const systems = groupBySystem(context, profile);
  const { count, suppressed, attributed } = profile;
  return {
    kind: 'signature',
    ...{ type: signature.type, value: signature.value, digest, bug: signature.bug },
    observedUntil: formatInstant(observedUntil),
    count,
    outsideOutages: count - attributed.reduce((sum, one) => sum + one.count, 0),
    suppressed,
    inexactTime: profile.inexact,
    firstTime: seen && formatInstant(seen.start),
    lastTime: seen && formatInstant(seen.end - 1),
    timeline:
      step === null ? null : describeTimeline(context, systems, { step, steps, counts: profile.steps }),
    systems,
    versions: topList(profile.versions, ({ branch, revno }) => ({ branchNick: branch, revno })),
    usernames: topList(profile.usernames, (username) => ({ username })),
    urls: topList(profile.urls, (url) => ({ url })),
    topics: topList(profile.topics, (topic) => ({ topic })),
    outages: listOutages(context, profile),
    causes: profile.causes,
    oopses: seen ? await listLast(context, signature) : [],
  };
}

function groupBySystem({ systemOf }: ReportContext, { reporters }: SignatureProfile): SignatureSystem[] {
  const groups = Map.groupBy(reporters, ({ reporter }) => systemOf(reporter));
  return Array.from(groups, ([system, own]) => ({
    system,
    count: own.reduce((sum, { count }) => sum + count, 0),
    reporters: own,
  })).sort((a, b) => b.count - a.count || compareText(a.system, b.system));
}

function topList<Value, Named>(
  { distinct, unknown, values }: TopValues<Value>,
  name: (value: Value) => Named,
): TopList<Named> {
  return { distinct, unknown, top: values.map(({ value, count }) => ({ ...name(value), count })) };
}

function listOutages({ outages }: ReportContext, { attributed }: SignatureProfile): SignatureOutage[] {
  const byId = new Map(outages.map((outage) => [outage.id, outage]));
  return Array.from(
    Map.groupBy(attributed, ({ outage }) => outage),
    ([id, own]) => {
      const of = (disposition: Disposition) =>
        own.reduce((sum, one) => sum + (one.disposition === disposition ? one.count : 0), 0);
      return {
        outage: id,
        ...describeOutage(byId.get(id)),
        count: own.reduce((sum, { count }) => sum + count, 0),
        expected: of('expected'),
        background: of('background'),
        unexpected: of('unexpected'),
        suppressed: own.reduce((sum, one) => sum + (one.isSuppressed ? one.count : 0), 0),
      };
    },
  ).sort((a, b) => compareText(b.start ?? '', a.start ?? '') || compareText(a.outage, b.outage));
}

function describeOutage(outage: Outage | undefined): Pick<SignatureOutage, 'title' | 'start' | 'end'> {
  return {
    title: outage?.title ?? null,
    start: outage ? formatInstant(outage.start) : null,
    end: outage && outage.end !== null ? formatInstant(outage.end) : null,
  };
}

const LISTED = ['id', 'time', 'system', 'reporter', 'topic', 'url', 'outage', 'disposition'] as const;

async function listLast(
  { asOf, data }: ReportContext,
  signature: TrackedSignature,
): Promise<SignatureOops[]> {
  const { columns, rows } = await data.answer({
    ...{ from: null, to: asOf, text: null, groupBy: null, distinct: [], sort: null, limit: LAST },
    filters: [{ name: 'signature', values: [writeExactSignature(signature)], negated: false }],
    columns: readKeys('columns', LISTED.join(',')),
  });
  return rows.map((row) =>
    Object.fromEntries(columns.map((name, place) => [name, row[place] ?? null])),
  ) as unknown[] as SignatureOops[];
}
