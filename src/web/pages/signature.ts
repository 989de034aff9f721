import { attributionTable } from '../../evidence/attribution-table/refresh.js';
import { readKeys } from '../../questions/keys.js';
import { printJson } from '../../reports/layout/outputs.js';
import { buildSignatureReport } from '../../reports/signature/build-signature-report.js';
import { listSignatures } from '../../reports/signature/list-signatures.js';
import { renderSignatureHtml } from '../../reports/signature/render-html.js';
import { renderSignatureListHtml } from '../../reports/signature/render-list-html.js';
import type { SignatureList } from '../../reports/signature/signature-list.js';
import { typeText } from '../../reports/signature/signature-words.js';
import { nearestNames } from '../../text/nearest-names.js';
import { ADDRESSES, segmentOfType, signatureDigest, typeOfSegment } from '../addresses.js';
import { frameReport } from '../frame-page.js';
import { type AskedPage, type PageContext, type PageMaker, PageNotFound, page } from '../page.js';
import { addressOfPage, readPageNumber, turnPages } from './page-number.js';

/** So many types are looked through for those that somebody may have meant. */
const TYPES_KNOWN = 10_000;

const needs: PageMaker['needs'] = (_, store, config) => [attributionTable(store, config)];

/** Everything about one signature. */
export const signaturePage: PageMaker = {
  needs,
  async make({ params: { type: written = '', digest = '' }, format }, context) {
    const type = await readType(written, context);
    const ofType = await context.data.signaturesOfType(type);
    if (ofType.length === 0) throw await missingType(type, context);
    const signature = ofType.find(({ value }) => signatureDigest(value) === digest);
    if (!signature) {
      throw new PageNotFound(`No signature of ${nameType(type)} has this address any more.`, [
        { href: ADDRESSES.type(type), text: `All signatures of ${nameType(type)}` },
      ]);
    }
    const report = await buildSignatureReport(await context.reportContext(), signature, digest);
    if (format === 'json') return page('json', printJson(report));
    const look = await frameReport(context, {
      ...{ address: ADDRESSES.signature(signature), place: 'signatures', formats: ['json'] },
      beside: report.oopses
        .slice(0, context.site.allowsEdit ? 1 : 0)
        .map(({ id }) => ({ href: ADDRESSES.trackBug(id), text: 'Tie a bug' })),
    });
    return page('html', renderSignatureHtml(report, look, ADDRESSES));
  },
};

/** All signatures of an exception type. */
export const typePage: PageMaker = {
  needs,
  async make(asked, context) {
    const type = await readType(asked.params.type ?? '', context);
    const list = await listOf(type, asked, context);
    if (list.signatureCount === 0 && (await context.data.signaturesOfType(type)).length === 0) {
      throw await missingType(type, context);
    }
    return answerList(list, ADDRESSES.type(type), asked, context);
  },
};

/** The most frequent signatures of the last days. */
export const signaturesPage: PageMaker = {
  needs,
  make: async (asked, context) =>
    answerList(await listOf(null, asked, context), ADDRESSES.signatures, asked, context),
};

async function listOf(
  type: string | null,
  { query }: AskedPage,
  context: PageContext,
): Promise<SignatureList> {
  const question = { type, page: readPageNumber(query), digestOf: signatureDigest };
  return listSignatures(await context.reportContext(), question);
}

async function answerList(list: SignatureList, address: string, { format }: AskedPage, context: PageContext) {
  if (format === 'json') return page('json', printJson(list));
  const look = await frameReport(context, {
    ...{ address: addressOfPage(address, list.page), place: 'signatures', formats: ['json'] },
    ...turnPages(address, list, 'Page'),
  });
  return page('html', renderSignatureListHtml(list, look, ADDRESSES));
}

/** The type that an address names. */
async function readType(written: string, context: PageContext): Promise<string> {
  const type = typeOfSegment(written);
  if (!/^~[0-9a-f]{12}$/.test(written)) return type;
  return (await typesOf(context)).find((one) => segmentOfType(one) === written) ?? type;
}

/** The types that there are, the most frequent first. */
async function typesOf({ data }: PageContext): Promise<string[]> {
  const { rows } = await data.answer({
    ...{ from: null, to: null, filters: [], text: null, distinct: [], columns: null, sort: '-count' },
    groupBy: readKeys('group-by', 'signature_type'),
    limit: TYPES_KNOWN,
  });
  return rows.map(([name]) => String(name ?? ''));
}

/** There is no such type; perhaps there is one that is written nearly so. */
async function missingType(type: string, context: PageContext): Promise<PageNotFound> {
  const near = nearestNames(type, await typesOf(context));
  const message =
    type === '' ? 'Every OOPS has an exception type.' : `No OOPS has the exception type ${typeText(type)}.`;
  return new PageNotFound(message, [
    ...near.map((name) => ({ href: ADDRESSES.type(name), text: `Signatures of ${nameType(name)}` })),
    { href: ADDRESSES.signatures, text: 'The most frequent signatures' },
  ]);
}

function nameType(type: string): string {
  return typeText(type) || 'no exception type';
}
