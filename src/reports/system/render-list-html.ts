import { dressPage, type PageDress } from '../layout/dress-page.js';
import type { Look } from '../layout/outputs.js';
import { compileTemplate } from '../layout/templates.js';
import { plural, toLine } from '../layout/text.js';
import { dayAndClock } from '../outage/words.js';
import { viewOutage } from './outage-row.js';
import type { SystemPages } from './pages.js';
import type { ListedSystem, SystemList } from './system-list.js';

/** What `templates/pages/systems.html.hbs` shows: texts, which it escapes, and style, which is markup. */
interface SystemListPage extends PageDress {
  readonly heading: string;
  readonly about: string;
  readonly systems: readonly ReturnType<typeof viewListed>[];
}

/** Lays out the list of systems. */
export function renderSystemListHtml(
  list: SystemList,
  look: Pick<Look, 'frame'>,
  pages: SystemPages,
): string {
  const { systems, observedUntil } = list;
  return compileTemplate<SystemListPage>(
    'pages/systems',
    'html',
  )({
    ...dressPage(look),
    heading: 'Systems',
    about:
      systems.length === 0
        ? 'The config names no system, and nobody was ever heard.'
        : `${plural(systems.length, 'system')}, of the config and heard. The last day is that before ${dayAndClock(observedUntil)} UTC.`,
    systems: systems.map((system) => viewListed(system, pages)),
  });
}

function viewListed(listed: ListedSystem, pages: SystemPages) {
  const { system, isConfigured, during, reporterCount, lastTime, lastDayCount, lastOutage } = listed;
  const row = lastOutage && viewOutage(lastOutage);
  return {
    name: toLine(system),
    href: pages.system(system),
    notes: [
      ...(during === 'unaffected' ? ['unaffected by outages'] : []),
      ...(isConfigured ? [] : ['not in the config']),
    ].join(', '),
    reporters: String(reporterCount),
    last: lastTime === null ? 'never' : dayAndClock(lastTime),
    lastDay: String(lastDayCount),
    outage: row && {
      ...row,
      verdictText: row.verdict === null ? 'not judged here' : row.verdictText,
      href: row.verdict === null ? pages.outage(row.outage) : pages.explanation(row.outage, system),
    },
  };
}
