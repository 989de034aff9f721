import { createDisposer } from '../../analysis/disposition.js';
import { gatherEvidence } from '../../evidence/gather-evidence.js';
import { normaliseOopsId } from '../../oops/oops-id.js';
import { attributeOops, type OopsAttribution } from '../../reports/oops/attribute-oops.js';
import { findTypedOops } from '../../reports/oops/find-oops.js';
import type { FoundOops } from '../../store/stored-oops.js';
import { asAsked } from '../addresses.js';
import { type AskedPage, type PageAnswer, type PageContext, redirect } from '../page.js';
import { missingOops } from './missing-oops.js';

/**
 * Answers for the OOPS that an address names. Where it is named in another spelling than its own, whoever asks is sent to the page of its
 * id: for good, but where the spelling means another one tomorrow.
 */
export async function withOops(
  asked: AskedPage,
  context: PageContext,
  address: (id: string) => string,
  work: (found: FoundOops, attributed: OopsAttribution) => Promise<PageAnswer>,
): Promise<PageAnswer> {
  const { now, format, query } = asked;
  const { oops: typed = '' } = asked.params;
  const reportContext = await context.reportContext();
  const found = await findTypedOops(reportContext, typed, now);
  if (!found) throw await missingOops(context, typed, now);
  const { id } = found.stored.oops;
  if (id === typed) return work(found, await attribute(context, found));
  const to = asAsked(address(id), format);
  return redirect(`${to}${query.size > 0 ? `?${query}` : ''}`, isMeantAlways(typed, id));
}

/** Whether a spelling means an OOPS whatever day it is. */
function isMeantAlways(typed: string, id: string): boolean {
  return normaliseOopsId(typed, 0).some((spelling) => spelling.toUpperCase() === id.toUpperCase());
}

async function attribute(context: PageContext, { stored }: FoundOops): Promise<OopsAttribution> {
  const { config, remember } = context;
  const reportContext = await context.reportContext();
  return attributeOops(reportContext, stored, (outage) =>
    remember(`disposer ${JSON.stringify(outage.id)}`, async () =>
      createDisposer(await gatherEvidence(reportContext, outage), config),
    ),
  );
}
