// @ts-check

const SECOND = 1000;
const MINUTE = 60 * SECOND;

/** The times of the incident, in milliseconds, UTC. The log in windows.csv says the same. */
export const SOYUZ_DOWN = Date.UTC(2011, 8, 8, 8, 43);
export const SOYUZ_BACK = Date.UTC(2011, 8, 8, 9, 0);
export const DATABASE_DOWN = Date.UTC(2011, 8, 8, 8, 53, 5);
export const DATABASE_BACK = Date.UTC(2011, 8, 8, 8, 55, 17);

/** What the reports span: the day before the outage and two hours after it. */
export const BEGIN = Date.UTC(2011, 8, 7, 8, 53, 11);
export const END = Date.UTC(2011, 8, 8, 10, 55);

/** clockTolerance and recoveryGrace of the product's defaults: to either side of a window nothing is left to chance. */
export const TOLERANCE = SECOND;
export const GRACE = MINUTE;

/**
 * Who writes the OOPSes of a system, and how. Prefixes number their OOPSes through the day (`OOPS-2077A101`); a
 * reporter with a longer name takes the md5 of the report.
 *
 * @typedef {object} System
 * @property {string} repository folder of its date-directory repository, below the reports
 * @property {string[]} reporters
 * @property {'text' | 'bson' | 'both'} format of reports with a serial number; `both`: the first half of the reporters writes text
 * @property {number} ordinary OOPSes without an outage, over the whole span
 * @property {readonly [from: number, to: number] | null} away when it writes nothing ordinary
 */

/** @type {readonly [number, number]} */
const WITHOUT_DATABASE = [DATABASE_DOWN - 5 * SECOND, DATABASE_BACK + TOLERANCE + GRACE + 5 * SECOND];
/** @type {readonly [number, number]} */
const SHUT_DOWN = [SOYUZ_DOWN - 5 * SECOND, SOYUZ_BACK + TOLERANCE + GRACE + 5 * SECOND];

/** @satisfies {Record<string, System>} */
export const SYSTEMS = {
  appservers: web('ABCDEFGHIJ'.split(''), 'both', 112),
  edge: web(['EA', 'EB', 'EC', 'ED'], 'bson', 30),
  xmlrpc: web(['XMLP'], 'bson', 10),
  librarian: web(['L'], 'text', 8),
  codehosting: system('codehosting', ['SMPSSH', 'CB', 'SMS', 'BM'], 'both', 18, WITHOUT_DATABASE),
  mailman: system('codehosting', ['MMX'], 'text', 7, WITHOUT_DATABASE),
  checkwatches: system('scripts/loganberry', ['CCW'], 'text', 15, WITHOUT_DATABASE),
  scripts: system(
    'scripts/loganberry',
    ['garbo-hourly', 'garbo-daily', 'send-bug-notifications', 'rosetta-export', 'update-cache'],
    'bson',
    14,
    WITHOUT_DATABASE,
  ),
  'code-imports': system('scripts/loganberry', ['CIW', 'CID'], 'text', 5, WITHOUT_DATABASE),
  soyuz: system(
    'scripts/loganberry',
    ['U', 'P', 'archive-publisher', 'process-upload', 'buildd-manager'],
    'text',
    24,
    SHUT_DOWN,
  ),
  blog: system('lpnet', ['blog'], 'bson', 14, null),
};

/** @typedef {keyof typeof SYSTEMS} SystemName */

/** @param {string[]} reporters @param {System['format']} format @param {number} ordinary @returns {System} */
function web(reporters, format, ordinary) {
  return system('lpnet', reporters, format, ordinary, WITHOUT_DATABASE);
}

/**
 * @param {string} repository @param {string[]} reporters @param {System['format']} format @param {number} ordinary
 * @param {System['away']} away
 * @returns {System}
 */
function system(repository, reporters, format, ordinary, away) {
  return { repository, reporters, format, ordinary, away };
}
