import { discardWords } from '../discards.js';
import { dressPage, type PageDress } from '../layout/dress-page.js';
import type { PageLink } from '../layout/frame.js';
import type { Look } from '../layout/outputs.js';
import { compileTemplate } from '../layout/templates.js';
import { cutLine, plural, sizeText, toLine } from '../layout/text.js';
import type { StatusReport } from './status.js';
import { answerOf, behindText, furthestFirst, openText, remarksOn, timeText } from './words.js';

/** What `templates/pages/status.html.hbs` shows: texts, each one harmless line. */
interface StatusPage extends PageDress {
  readonly heading: string;
  /** `LATE`, `IN TIME`; null where nobody said how late it may be. */
  readonly word: string | null;
  readonly isLate: boolean;
  readonly sentence: string;
  readonly maxLag: string;
  readonly remarks: readonly string[];
  readonly oopses: string;
  readonly rejects: string;
  readonly rejectsHref: string;
  readonly discards: string;
  readonly open: readonly PageLink[];
  readonly database: string | null;
  readonly sources: readonly SourceRow[];
  /** How many more sources there are. */
  readonly more: string | null;
  readonly at: string;
}

interface SourceRow {
  readonly path: string;
  readonly kind: string;
  readonly behind: string;
  readonly knownUntil: string;
  readonly readAt: string;
  readonly holdsBack: boolean;
}

/** Where the page of a status leads to. */
export interface StatusPages {
  readonly rejects: string;
  outage(id: string): string;
}

/** How many sources are listed, the latest first; JSON has all. */
const SOURCES_SHOWN = 200;

/** The longest path. */
const LONGEST = 1000;

let template: ((page: StatusPage) => string) | undefined;

/**
 * Lays out how the data stands as a page.
 *
 * @param maxLag how late it may be, as it was written; empty: nobody said
 */
export function renderStatusHtml(
  status: StatusReport,
  maxLag: string,
  pages: StatusPages,
  look: Pick<Look, 'imprint' | 'frame'>,
): string {
  template ??= compileTemplate<StatusPage>('pages/status', 'html');
  const { sources, oopses, lastTime, rejects, openOutages, databaseBytes, at } = status;
  const { word, sentence } = answerOf(status);
  const left = sources.length - SOURCES_SHOWN;
  return template({
    ...dressPage(look),
    ...{ heading: 'Status', word, sentence: toLine(sentence), isLate: word === 'LATE', maxLag },
    remarks: remarksOn(status).map(toLine),
    oopses: `${oopses}${lastTime === null ? '' : `, the last at ${timeText(lastTime)} UTC`}`,
    rejects:
      rejects === 0
        ? 'none'
        : plural(rejects, 'file or line that could not be read', 'files and lines that could not be read'),
    rejectsHref: pages.rejects,
    discards: discardText(status),
    open: openOutages.map((outage) => ({
      href: pages.outage(outage.outage),
      text: toLine(openText(outage, at)),
    })),
    database: databaseBytes === null ? null : sizeText(databaseBytes),
    sources: furthestFirst(sources)
      .slice(0, SOURCES_SHOWN)
      .map(({ path, kind, lagSeconds, knownUntil, lastReadAt, holdsBack }) => ({
        ...{ path: cutLine(toLine(path), LONGEST), kind, holdsBack, readAt: timeText(lastReadAt) },
        behind: behindText(lagSeconds),
        knownUntil: knownUntil === null ? 'not known' : timeText(knownUntil),
      })),
    more: left > 0 ? `and ${left} more, less far behind` : null,
    at: timeText(at),
  });
}

function discardText({ discarded, discardedLately }: StatusReport): string {
  if (discarded === 0) return 'none';
  const lately = discardedLately.length === 0 ? 'none' : discardWords(discardedLately);
  return toLine(
    `${plural(discarded, 'event')} thrown away before anybody could count; in the last 24 h: ${lately}`,
  );
}
