// @ts-check
import { WEB_KINDS } from './web-catalogue.js';

/** @typedef {import('./requests.js').Page} Page */

/**
 * A kind of OOPS that happens on any day. In values and addresses `$` becomes a name, `#` a number, `/~` a person and
 * `%` a memory address.
 *
 * @typedef {object} Kind
 * @property {number} weight how often, against the others of its system
 * @property {string} type
 * @property {string} value
 * @property {Page} [page]
 * @property {string} [referrer] an address of our own site, or of another
 * @property {number} [robots]
 * @property {readonly [least: number, most: number]} [statements]
 * @property {readonly [least: number, most: number]} [milliseconds]
 * @property {boolean} [slow]
 * @property {boolean} [informational]
 * @property {string} [reporter] the only one that writes it
 */

/** What goes wrong on any day, by system. @type {Record<import('./facts.js').SystemName, Kind[]>} */
export const CATALOGUE = {
  appservers: WEB_KINDS,
  edge: WEB_KINDS,
  xmlrpc: [
    {
      weight: 3,
      type: 'TimeoutError',
      value: 'Authentication server did not answer.',
      statements: [20, 40],
      milliseconds: [5_000, 6_000],
      slow: true,
    },
    { weight: 2, type: 'NoSuchPerson', value: "No such person: '$'." },
    { weight: 2, type: 'AttributeError', value: "'NoneType' object has no attribute 'owner'" },
  ],
  librarian: [
    { weight: 3, type: 'LookupError', value: 'LibraryFileAlias #' },
    { weight: 2, type: 'ConnectionDone', value: 'Connection was closed cleanly.' },
  ],
  codehosting: [
    { weight: 5, type: 'NotBranchError', value: 'Not a branch: "lp-#:///~/$/trunk".', reporter: 'SMPSSH' },
    {
      weight: 3,
      type: 'TimeoutError',
      value: 'Deferred took longer than 30 seconds.',
      milliseconds: [30_000, 30_400],
      reporter: 'SMPSSH',
    },
    {
      weight: 3,
      type: 'NoSuchFile',
      value: 'No such file: u"/srv/bazaar.launchpad.net/push-branches/00/0#/.bzr/README"',
      reporter: 'CB',
    },
    { weight: 2, type: 'KeyError', value: "'annotation-cache'", reporter: 'CB' },
    {
      weight: 2,
      type: 'NoRepositoryPresent',
      value: 'No repository present: "/srv/bazaar.launchpad.net/push-branches/00/0#"',
      reporter: 'SMS',
    },
    {
      weight: 1,
      type: 'MalformedHunkHeader',
      value: "Malformed hunk header. Does not match format. '@@ binary $'",
      reporter: 'BM',
    },
  ],
  mailman: [
    {
      weight: 3,
      type: 'UnicodeDecodeError',
      value: "'ascii' codec can't decode byte 0xe2 in position #: ordinal not in range(128)",
    },
    {
      weight: 2,
      type: 'ProtocolError',
      value: '<ProtocolError for xmlrpc-private.launchpad.net:8087/mailinglists: 500 Internal Server Error>',
    },
  ],
  checkwatches: [
    {
      weight: 5,
      type: 'BugTrackerConnectError',
      value: 'http://bugs.example.org/: HTTP Error 500: Internal Server Error',
    },
    { weight: 4, type: 'BugWatchUpdateWarning', value: 'Unable to find the remote status of bug #.' },
    { weight: 3, type: 'UnknownRemoteStatusError', value: 'NEEDINFO_$' },
    { weight: 3, type: 'BugNotFound', value: '#' },
    {
      weight: 2,
      type: 'UnparseableBugData',
      value: 'Failed to parse XML description for http://bugs.example.org bugs #',
    },
  ],
  scripts: [
    {
      weight: 3,
      type: 'IntegrityError',
      value: 'duplicate key value violates unique constraint "revisionauthor_name_key"\n',
      reporter: 'garbo-hourly',
      statements: [4, 12],
    },
    {
      weight: 2,
      type: 'SMTPDataError',
      value: "(554, '5.7.1 Message rejected')",
      reporter: 'send-bug-notifications',
    },
    {
      weight: 3,
      type: 'UnicodeEncodeError',
      value: "'ascii' codec can't encode character u'\\u2019' in position #: ordinal not in range(128)",
      reporter: 'rosetta-export',
    },
    {
      weight: 2,
      type: 'WarningOops',
      value: 'Statistics were last updated # minutes ago.',
      reporter: 'update-cache',
      informational: true,
    },
  ],
  'code-imports': [
    {
      weight: 2,
      type: 'ConnectionReset',
      value: 'Connection closed: Unexpected end of message.',
      reporter: 'CIW',
    },
    {
      weight: 1,
      type: 'SubversionException',
      value: '("Connection to svn.example.org timed out", 175012)',
      reporter: 'CID',
    },
  ],
  soyuz: [
    {
      weight: 4,
      type: 'UploadError',
      value: 'Verification failed: the signing key has expired.',
      reporter: 'process-upload',
    },
    {
      weight: 4,
      type: 'PoolFileOverwriteError',
      value: 'The source in the pool has other content.',
      reporter: 'archive-publisher',
    },
    {
      weight: 4,
      type: 'BuildSlaveFailure',
      value: 'The builder did not answer in 90 seconds.',
      reporter: 'buildd-manager',
      milliseconds: [90_000, 90_300],
    },
    {
      weight: 3,
      type: 'QueueInconsistentStateError',
      value: 'Queue item is already accepted.',
      reporter: 'U',
    },
    { weight: 3, type: 'CannotBuild', value: 'Missing build dependency: debhelper (>= 9)', reporter: 'P' },
  ],
  blog: [
    {
      weight: 3,
      type: 'Http404',
      value: 'No post matches the given query.',
      page: ['post-detail', 'GET', 'http://blog.launchpad.net/general/post-#'],
    },
    {
      weight: 3,
      type: 'FeedFetchError',
      value: 'http://planet.example.org/atom.xml: timed out',
      page: ['planet', 'GET', 'http://blog.launchpad.net/planet'],
    },
  ],
};
