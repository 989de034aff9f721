import type { PageMaker } from '../page.js';
import type { RouteName } from '../routes.js';
import { dayPage, namedDayPage } from './day.js';
import { endWindowsPage } from './forms/end-windows.js';
import { recordWindowPage } from './forms/record-window.js';
import { sessionPage } from './forms/session.js';
import { trackBugPage } from './forms/track-bug.js';
import { glossaryPage } from './glossary.js';
import { homePage } from './home.js';
import { missingPage } from './missing.js';
import { oopsPage, whyPage } from './oops.js';
import { comparisonPage, explanationPage, outagePage } from './outage.js';
import { queryPage } from './questions/query.js';
import { searchPage } from './questions/search.js';
import { sqlPage } from './questions/sql.js';
import { registerPage } from './register.js';
import { rejectsPage } from './rejects.js';
import { signaturePage, signaturesPage, typePage } from './signature.js';
import { statusPage } from './status.js';
import { systemPage, systemsPage } from './system.js';
import { changesPage } from './windows/changes.js';
import { windowCheckPage } from './windows/check.js';
import { windowLogPage } from './windows/log.js';
import { stormsPage } from './windows/storms.js';

/** What makes each page. */
export const PAGES: Readonly<Record<RouteName, PageMaker>> = {
  home: homePage,
  day: dayPage,
  dayOfGroup: dayPage,
  today: namedDayPage('today'),
  yesterday: namedDayPage('yesterday'),
  outages: registerPage,
  outage: outagePage,
  comparison: comparisonPage,
  explanation: explanationPage,
  changes: changesPage,
  oops: oopsPage,
  why: whyPage,
  signatures: signaturesPage,
  type: typePage,
  signature: signaturePage,
  systems: systemsPage,
  system: systemPage,
  windows: windowLogPage,
  windowCheck: windowCheckPage,
  storms: stormsPage,
  search: searchPage,
  query: queryPage,
  sql: sqlPage,
  status: statusPage,
  rejects: rejectsPage,
  glossary: glossaryPage,
  recordWindow: recordWindowPage,
  endWindows: endWindowsPage,
  trackBug: trackBugPage,
  session: sessionPage,
  missing: missingPage,
};
