// @ts-check

/** @typedef {import('./catalogue.js').Kind} Kind */
/** @typedef {import('./requests.js').Page} Page */

const TIMED_OUT =
  "Statement: 'SELECT COUNT(*) FROM BugTask WHERE BugTask.product = #' Original error: QueryCanceledError('canceling statement due to statement timeout\\n',)";
const BUG_SEARCH = /** @type {Page} */ ([
  'Product:+bugs',
  'GET',
  'https://bugs.launchpad.net/$/+bugs?batch=75&start=#',
]);
const TRANSLATE = /** @type {Page} */ ([
  'POFile:+translate',
  'POST',
  'https://translations.launchpad.net/$/trunk/+pots/$/eo/+translate',
]);
const MISSING = /** @type {Page} */ (['', 'GET', 'https://launchpad.net/$/+old-page-#']);
const PRIVATE_BUG = /** @type {Page} */ (['BugTask:+index', 'GET', 'https://bugs.launchpad.net/$/+bug/#']);
const FORM = /** @type {Page} */ (['Person:+edit', 'POST', 'https://launchpad.net/~/+edit']);
const ODD_ADDRESS = /** @type {Page} */ (['Product:+index', 'GET', 'https://launchpad.net/$/@@/caf\u00e9-#']);

/** What goes wrong on any day at the web servers: every section of the daily report has something. @type {Kind[]} */
export const WEB_KINDS = [
  {
    weight: 12,
    type: 'NotFound',
    value: "Object: <Product $>, name: u'+old-page-#'",
    page: MISSING,
    referrer: 'http://www.example.org/links.html',
    robots: 0.6,
  },
  {
    weight: 8,
    type: 'NotFound',
    value: "Object: <Product $>, name: u'+old-page-#'",
    page: MISSING,
    robots: 0.8,
  },
  {
    weight: 6,
    type: 'NotFound',
    value: "Object: <Product $>, name: u'+old-page-#'",
    page: MISSING,
    referrer: 'https://launchpad.net/$',
    robots: 0,
  },
  {
    weight: 2,
    type: 'GoneError',
    value: "'The account matching the identifier is inactive.'",
    page: ['Person:+index', 'GET', 'https://launchpad.net/~'],
  },
  {
    weight: 6,
    type: 'RequestExpired',
    value: 'request expired.',
    page: BUG_SEARCH,
    statements: [40, 200],
    milliseconds: [11_000, 15_000],
    slow: true,
  },
  {
    weight: 4,
    type: 'RequestExpired',
    value: 'request expired.',
    page: TRANSLATE,
    statements: [60, 200],
    milliseconds: [11_000, 14_000],
    slow: true,
  },
  {
    weight: 5,
    type: 'LaunchpadTimeoutError',
    value: TIMED_OUT,
    page: BUG_SEARCH,
    statements: [20, 90],
    milliseconds: [11_000, 13_000],
    slow: true,
  },
  {
    weight: 7,
    type: 'SoftRequestTimeout',
    value: 'BugTask:+index',
    page: PRIVATE_BUG,
    statements: [20, 120],
    milliseconds: [5_000, 9_000],
    slow: true,
  },
  { weight: 6, type: 'Unauthorized', value: "(<Bug at 0x%>, 'title', 'launchpad.View')", page: PRIVATE_BUG },
  { weight: 3, type: 'Unauthorized', value: "(<BranchView object at 0x%>, '__call__', 'launchpad.Edit')" },
  { weight: 4, type: 'UnexpectedFormData', value: 'No value for field "field.actions.change".', page: FORM },
  {
    weight: 3,
    type: 'OffsiteFormPostError',
    value: 'http://www.example.net/spam',
    page: FORM,
    referrer: 'http://www.example.net/spam',
  },
  {
    weight: 2,
    type: 'InvalidBatchSizeError',
    value: 'Maximum for "batch" parameter is 300.',
    page: BUG_SEARCH,
  },
  {
    weight: 2,
    type: 'UnicodeEncodeError',
    value: "'ascii' codec can't encode character u'\\xe9' in position 17: ordinal not in range(128)",
    page: ODD_ADDRESS,
  },
  {
    weight: 4,
    type: 'TranslationFormatSyntaxError',
    value: 'Line #: Unknown PO field.',
    page: TRANSLATE,
    informational: true,
  },
  {
    weight: 6,
    type: 'LocationError',
    value: "(<lp.registry.model.person.Person object at 0x%>, 'preferredemail')",
  },
  {
    weight: 5,
    type: 'AttributeError',
    value: "'NoneType' object has no attribute 'sourcepackagename'",
    page: ['Archive:+packages', 'GET', 'https://launchpad.net/~/+archive/ppa/+packages'],
  },
  { weight: 3, type: 'ForbiddenAttribute', value: "('getRevision', <Branch at 0x%>)" },
  {
    weight: 3,
    type: 'IntegrityError',
    value: 'duplicate key value violates unique constraint "translationmessage__potmsgset__language__key"\n',
    page: TRANSLATE,
  },
  { weight: 3, type: 'ShortListTooBigError', value: 'Hard limit of 2000 exceeded. There were # items.' },
  {
    weight: 2,
    type: 'UnicodeDecodeError',
    value: "'utf8' codec can't decode byte 0xc3 in position #: unexpected end of data",
  },
  { weight: 2, type: 'KeyError', value: "'field.status'", page: FORM },
];
