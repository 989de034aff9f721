import { DEFAULT_CONFIG } from '../build/config/defaults.js';
import { settingsOf } from '../build/store/derivation-settings.js';
import { openDatabase } from '../build/store/sqlite/opening/database.js';
import { refreshDerived } from '../build/store/sqlite/tables/derived.js';
import { recordFullReading } from '../build/store/sqlite/tables/sources.js';
import { createOopsWriter } from '../build/store/sqlite/writing/oops-writer.js';
import { DAY, STORM } from './make-report.js';
import { createRandom } from './random.js';

const SETTINGS = settingsOf(DEFAULT_CONFIG);
const BATCH = 50_000;

/**
 * Fills a database without files: `storm` outage failures in five minutes, and `others` spread over each day, or
 * `othersBefore` over each of the days before that of the storm. `variety` is that of `makeOops`.
 */
export function fillDatabase(
  path,
  { storm, others, days = 1, othersBefore = others, seed = 7, variety = {} },
) {
  const random = createRandom(seed);
  const { db } = openDatabase(path, { isForFilling: true });
  refreshDerived(db, SETTINGS);
  const writer = createOopsWriter(db, SETTINGS);
  for (let day = 0; day < days; day++) {
    const start = DAY - day * 86_400_000;
    const stormy = day === 0 ? storm : 0;
    const total = stormy + (day === 0 ? others : othersBefore);
    for (let done = 0; done < total; done += BATCH) {
      writer.transaction(() => {
        for (let index = done; index < Math.min(total, done + BATCH); index++) {
          writer.insert(makeOops(random, index < stormy, start, variety), DAY);
        }
      });
    }
  }
  recordFullReading(db, { path: '/bench', kind: 'repository', lastReadAt: DAY + 86_400_000 });
  db.close();
}

/**
 * An OOPS of a day, or of the storm. So many `reporters` write them; with `signatures` those of a day are of so many, in
 * place of some types with a few hundred values each.
 */
export function makeOops(random, isStorm, day, { reporters = 12, signatures = null } = {}) {
  const time = isStorm ? random.between(STORM.start, STORM.end) : day + random.below(86_400_000);
  const id = `OOPS-${random.hex(32)}`;
  const page = random.below(300);
  return {
    oops: {
      id,
      ...(isStorm ? STORM_EXCEPTION : makeException(random, signatures)),
      time,
      reporter: `WEB-${random.between(1, reporters)}`,
      topic: `Page:+${page}`,
      url: `https://bugs.example.net/project-${page}/+bug/${random.below(20_000)}`,
      method: 'GET',
      userAgent: `Mozilla/5.0 Firefox/${random.below(40)}.0`,
      referrer: null,
      username: random.next() < 0.5 ? null : `user${random.below(3000)}`,
      durationSeconds: random.below(9000) / 1000,
      totalMilliseconds: null,
      statementsCount: random.below(250),
      mostExpensiveStatement: `SELECT $INT FROM Table${random.below(200)}`,
      traceback: `Traceback of page ${page}`,
      branchNick: 'launchpad',
      revno: '13891',
      informational: false,
      hostname: 'app1',
      lastOops: null,
      causes: [],
      fingerprint: null,
      isEvent: false,
      clockOffset: null,
    },
    time,
    timeSource: 'report',
    content: { size: 20_000, crc: random.below(2 ** 32) },
    directory: `/bench/${new Date(day).toISOString().slice(0, 10)}`,
    fileName: id,
  };
}

const STORM_EXCEPTION = {
  type: 'DisconnectionError',
  value: 'terminating connection due to administrator command',
};

function makeException(random, signatures) {
  if (signatures === null) {
    return {
      type: random.pick(['KeyError', 'NotFound', 'TimeoutError', 'LocationError']),
      value: `detail ${random.below(500)}`,
    };
  }
  // Letters: numbers are no part of a signature.
  const letters = [...String(random.below(signatures))].map((digit) => 'abcdefghij'[Number(digit)]);
  return { type: 'KeyError', value: `detail ${letters.join('')}` };
}

/** Windows of a minute back in time, `every` so many milliseconds, and that of the storm: `log` rows of CSV in all. */
export function windowsCsv(log, every = 3 * 3600_000) {
  const iso = (at) => new Date(at).toISOString();
  const past = Array.from({ length: log - 1 }, (_, index) => {
    const start = DAY - (index + 1) * every;
    return `past-${index},downtime,*,${iso(start)},${iso(start + 60_000)},,`;
  });
  return [
    'outage,phase,systems,start,end,title,budget',
    `bench,downtime,*,${iso(STORM.start)},${iso(STORM.end)},,`,
    ...past,
    '',
  ].join('\n');
}
