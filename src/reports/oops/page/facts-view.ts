import { formatDuration } from '../../../time/duration.js';
import { SECTION_TITLES } from '../../daily/section-titles.js';
import { besideUtc } from '../../layout/beside-utc.js';
import { bugLink } from '../../layout/links.js';
import type { Look } from '../../layout/outputs.js';
import type { OopsDetail } from '../oops-detail.js';
import { clockText, TIME_SOURCE_WORDS, userText } from '../oops-words.js';
import { factOf, type LinkedFact, plain, quoted, quotedAddress } from './linked-text.js';
import type { OopsPage, OopsPages } from './oops-page.js';

/** What an OOPS is, before anything else of it. */
export function mainFacts(
  { detail, explanation }: OopsPage,
  pages: OopsPages,
  links: Pick<Look, 'bugUrl' | 'timezone'>,
): LinkedFact[] {
  const { signature, system, reporter } = detail;
  const isOwnSystem = system.toUpperCase() === reporter.toUpperCase();
  return [
    {
      label: 'Time',
      parts: [
        plain(
          `${timeText(detail.time)} UTC${besideUtc(detail.time, links.timezone)}${TIME_SOURCE_WORDS[detail.timeSource]}`,
        ),
      ],
    },
    {
      label: 'Reporter',
      parts: [
        ...(isOwnSystem ? [] : [quoted(reporter), plain(', of system ')]),
        quoted(system, pages.system(system)),
      ],
    },
    ...factOf('Topic', detail.topic),
    ...requestFact(detail),
    {
      label: 'Signature',
      parts: [quoted(signatureText(detail), pages.signature(signature))],
    },
    ...(detail.bug === null
      ? []
      : [{ label: 'Bug', parts: [{ text: `Bug ${detail.bug}`, href: bugLink(links, detail.bug) }] }]),
    {
      label: explanation.isSuppressed ? 'Would be counted in' : 'Counted in',
      parts: [
        plain(`${SECTION_TITLES[detail.classification]}${detail.informational ? ', informational' : ''}`),
      ],
    },
  ];
}

/** Who asked in the request that failed, and what else it wrote. */
export function requestFacts({ detail, earlierId, neighbours }: OopsPage, pages: OopsPages): LinkedFact[] {
  const { durationSeconds, laterOfRequest } = { ...detail, ...neighbours };
  return [
    ...factOf('User', detail.username, (username) => [quoted(userText(username))]),
    ...factOf('User agent', detail.userAgent, (agent) => [
      quoted(agent),
      ...(detail.isBot ? [plain(' (a robot)')] : []),
    ]),
    ...factOf('Referrer', detail.referrer, (referrer) => [
      quotedAddress(referrer),
      ...(detail.isLocalReferrer ? [plain(' (one of our own pages)')] : []),
    ]),
    ...factOf('Took', durationSeconds === null ? null : formatDuration(durationSeconds * 1000)),
    ...factOf('OOPS before it', detail.lastOops, (id) =>
      earlierId === null
        ? [quoted(id), plain(' (which is not here)')]
        : [quoted(earlierId, pages.oops(earlierId))],
    ),
    ...(laterOfRequest
      ? [{ label: 'OOPS after it', parts: [quoted(laterOfRequest.id, pages.oops(laterOfRequest.id))] }]
      : []),
  ];
}

/** The code that ran, and where its report was read. */
export function originFacts({ detail }: OopsPage): LinkedFact[] {
  return [
    ...factOf('Branch', detail.branchNick),
    ...factOf('Revision', detail.revno),
    ...factOf('Host', detail.hostname),
    ...factOf('File', detail.path),
    ...detail.copies.slice(0, COPIES_SHOWN).flatMap((copy) => factOf('Copy', copy)),
    ...(detail.copies.length > COPIES_SHOWN
      ? factOf('Copies', `${detail.copies.length} in all: the JSON of this page has them`)
      : []),
    ...factOf('Loaded', `${timeText(detail.arrivedAt)} UTC`),
    ...factOf('Clock', clockText(detail.clockOffsetSeconds)),
    ...factOf('Fingerprint', detail.fingerprint?.join(', ') ?? null),
  ];
}

const COPIES_SHOWN = 5;

function requestFact({ method, url }: OopsDetail): LinkedFact[] {
  if (url === null) return factOf('Request', method);
  const before = method === null ? [] : [quoted(method), plain(' ')];
  return factOf('Request', url, (address) => [...before, quotedAddress(address)]);
}

/** `2011-09-08 08:53:06.123` of an instant in ISO 8601. */
function timeText(time: string): string {
  return time.slice(0, 23).replace('T', ' ');
}

function signatureText({ signature: { type, value } }: OopsDetail): string {
  return `${type || 'No type'}${value === '' ? '' : `: ${value}`}`;
}
