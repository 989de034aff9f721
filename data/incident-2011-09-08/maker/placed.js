// @ts-check
import { BEGIN } from './facts.js';
import { CONNECTION_CUT, failOnWebServer, STORE_LEFT_DISCONNECTED } from './failures.js';
import { makeMoment } from './moment.js';
import { LPNET1_MIDDLE } from './storm.js';

/** @typedef {import('./random.js').Random} Random */
/** @typedef {import('./moment.js').Moment} Moment */
/** @typedef {import('./moment.js').Happening} Happening */

/**
 * The moments that are placed by hand: what is on record of the incident, and one example of each thing that a report
 * on it must tell apart. The README has them in a table.
 *
 * @param {Random} random
 * @returns {Moment[]}
 */
export function makePlaced(random) {
  /** @type {(system: Happening['system'], reporter: string, time: number, failure: { type: string, value: string }, more?: Partial<Happening>) => Moment} */
  const place = (system, reporter, time, failure, more = {}) =>
    makeMoment(random, { system, reporter, time, ...failure, seconds: 0.214, statements: 3, ...more });
  const database = /** @type {const} */ ({ place: 'database', statements: 0 });

  return [
    // On record.
    { ...place('appservers', 'A', at('08:53:05.412'), CONNECTION_CUT, { place: 'database' }), serial: 73 },
    place('appservers', 'A', LPNET1_MIDDLE, STORE_LEFT_DISCONNECTED),
    place('appservers', 'A', LPNET1_MIDDLE + 535, CONNECTION_CUT, { place: 'database' }),

    // The same defect elsewhere; the last one comes when the database is back, where no window excuses it.
    place('appservers', 'C', at('08:53:48.120'), STORE_LEFT_DISCONNECTED),
    place('appservers', 'H', at('08:54:55.871'), STORE_LEFT_DISCONNECTED),
    place('appservers', 'F', at('08:55:29.034'), STORE_LEFT_DISCONNECTED),

    // Connections that nobody had used during the outage fail once on first use, in the grace after its end.
    place('appservers', 'G', at('08:55:34.790'), CONNECTION_CUT, database),
    place('appservers', 'D', at('08:55:36.118'), CONNECTION_CUT, database),
    place('edge', 'EC', at('08:55:38.402'), CONNECTION_CUT, database),
    place('mailman', 'MMX', at('08:55:33.000'), failOnWebServer('mailinglists'), { statements: 0 }),

    // Nothing to do with the database: background. The second began in the outage and gave up after it.
    place('appservers', 'E', at('08:54:02.660'), {
      type: 'NotFound',
      value: "Object: <Product unity>, name: u'+old-page-7'",
    }),
    place(
      'appservers',
      'I',
      at('08:55:22.415'),
      { type: 'RequestExpired', value: 'request expired.' },
      { seconds: 12.904, statements: 60, slow: true },
    ),
    place(
      'blog',
      'blog',
      at('08:54:31.007'),
      { type: 'Http404', value: 'No post matches the given query.' },
      {
        page: ['post-detail', 'GET', 'http://blog.launchpad.net/general/post-2011'],
        statements: 0,
      },
    ),

    // New since the outage.
    ...['08:58:12.204', '09:03:40.951', '09:17:26.330'].map((time, index) =>
      place(
        'appservers',
        'BDJ'.charAt(index),
        at(time),
        { type: 'KeyError', value: "'branch_merge_queue'" },
        {
          page: ['Branch:+index', 'GET', 'https://code.launchpad.net/~/$/trunk'],
          robots: 0,
        },
      ),
    ),

    // The last and the first words of soyuz around its shutdown, and what came back of others in the half hour after.
    place('soyuz', 'archive-publisher', at('08:42:31.000'), {
      type: 'PoolFileOverwriteError',
      value: 'The source in the pool has other content.',
    }),
    place('soyuz', 'process-upload', at('09:04:12.000'), {
      type: 'UploadError',
      value: 'Verification failed: the signing key has expired.',
    }),
    place('code-imports', 'CIW', at('09:11:03.000'), {
      type: 'ConnectionReset',
      value: 'Connection closed: Unexpected end of message.',
    }),

    // The first report of all; a lost connection on a normal day, which is news; a report that leaves its time to its file name.
    place('appservers', 'A', BEGIN, {
      type: 'LocationError',
      value: "(<lp.registry.model.person.Person object at 0x7f3a2c19d410>, 'preferredemail')",
    }),
    place('edge', 'EB', Date.UTC(2011, 8, 7, 21, 14, 9, 355), CONNECTION_CUT, database),
    {
      ...place('librarian', 'L', Date.UTC(2011, 8, 7, 16, 40, 2), {
        type: 'LookupError',
        value: 'LibraryFileAlias 71823',
      }),
      timeless: true,
    },
  ];
}

/** A time of the day of the incident. @param {string} time `HH:MM:SS.mmm` */
function at(time) {
  return Date.parse(`2011-09-08T${time}Z`);
}
