import { createRandom } from './random.js';

/** The day whose OOPSes are made, and the start and end of its outage. */
export const DAY = Date.UTC(2011, 8, 8);
export const STORM = { start: DAY + 8.5 * 3600_000, end: DAY + 8.5 * 3600_000 + 300_000 };

/**
 * Makes reports as a large web site writes them in a bad day: 70 % belong to the storm of an outage, 15 % are
 * time-outs, 15 % everything else. Each has 5 to 250 rows of timeline and 20 KB on average, or fewer with `mostRows`.
 * With `isUnique` no traceback comes twice: each second frame has an address and the number of a row.
 */
export function createReportMaker({ seed = 2011, mostRows = 250, isUnique = false } = {}) {
  const random = createRandom(seed);
  const details = createRandom(seed + 1);
  const templates = Array.from({ length: 300 }, (_, index) => makeTemplate(random, index));
  const pages = Array.from({ length: 80 }, (_, index) => makePage(random, index, templates));
  const users = Array.from({ length: 3000 }, (_, index) => `user${index}, ${index}, User ${index}, a person`);
  const agents = Array.from({ length: 120 }, () => makeAgent(random));

  const tracebackOf = (text) => (isUnique ? addDetails(details, text) : text);

  return () => {
    const share = random.next();
    const kind = share < 0.7 ? 'storm' : share < 0.85 ? 'time-out' : 'other';
    const page = random.pick(pages);
    const timeline = makeTimeline(random, page, kind, mostRows);
    const key = random.below(400_000);
    const path = `/${page.project}/+bug/${key}`;
    return {
      id: `OOPS-${random.hex(32)}`,
      ...makeException(random, kind, timeline),
      time: new Date(
        kind === 'storm' ? random.between(STORM.start, STORM.end) : DAY + random.below(86_400_000),
      ),
      reporter: `WEB-${random.between(1, 12)}`,
      topic: page.topic,
      url: `https://bugs.example.net${path}`,
      username: random.next() < 0.4 ? null : random.pick(users),
      duration: (timeline.at(-1)[1] + random.between(1, 200)) / 1000,
      req_vars: makeVariables(random, path, agents),
      timeline,
      tb_text: tracebackOf(page.tracebacks[kind === 'storm' ? 0 : random.between(1, 3)]),
      branch_nick: 'launchpad-rev-13891',
      revno: '13891',
      informational: false,
      hostname: `app${random.between(1, 6)}`,
      'features.usedFlags': { hard_timeout: '9000', memcache: 'disabled' },
    };
  };
}

function makeTemplate(random, index) {
  const columns = Array.from({ length: random.between(1, 3) }, (_, at) => `t${index}.c${at}`).join(', ');
  const table = `FROM Table${index} AS t${index}`;
  const where = random.pick([
    () => `WHERE t${index}.id = ${random.below(1e6)}`,
    () => `WHERE t${index}.name = 'name-${random.below(1e5)}'`,
    () => `WHERE t${index}.owner IN (${random.below(1e6)}, ${random.below(1e6)}, ${random.below(1e6)})`,
    () => `WHERE t${index}.status = 10 AND t${index}.date > '2011-09-0${random.between(1, 9)}'`,
  ]);
  return () => `SELECT ${columns} ${table} ${where()} LIMIT 51`;
}

function makePage(random, index, templates) {
  const frames = (seed) =>
    Array.from(
      { length: 9 },
      (_, depth) =>
        `  File "/srv/launchpad/lib/lp/module${(seed * 7 + depth) % 90}.py", line ${seed * 31 + depth * 17}, in handle_${depth}\n    return self.step_${depth}(request, context)\n`,
    ).join('');
  return {
    project: `project-${index}`,
    topic: `BugTask:+page-${index}`,
    statements: Array.from({ length: random.between(8, 40) }, () => random.pick(templates)),
    tracebacks: [0, 1, 2, 3].map(
      (seed) => `Traceback (most recent call last):\n${frames(index * 4 + seed)}Error: failed\n`,
    ),
  };
}

/** A traceback with values behind each second frame, as `cgitb` and tools like it write them. */
function addDetails(random, traceback) {
  return traceback.replace(
    /^( {4}return self\.step_\d*[02468]\(.*)$/gm,
    (line) => `${line}  # self=<View at 0x7f${random.hex(10)}>, id=${random.below(10_000_000)}`,
  );
}

function makeTimeline(random, page, kind, mostRows) {
  let at = 0;
  const rows = Array.from({ length: random.between(5, mostRows) }, () => {
    const start = at + random.below(3);
    const end = start + Math.floor(random.exponential(4));
    at = end;
    return random.next() < 0.9
      ? [start, end, 'SQL-launchpad-main-master', random.pick(page.statements)()]
      : [
          start,
          end,
          'memcache-get',
          `pt:testrunner:lp/bugs/templates/bug-${random.below(5000)}.pt,0:${random.below(99)}`,
        ];
  });
  if (kind === 'time-out')
    rows.push([
      at,
      at + random.between(2000, 9000),
      'SQL-launchpad-main-slave',
      random.pick(page.statements)(),
    ]);
  return rows;
}

function makeException(random, kind, timeline) {
  if (kind === 'storm') return { type: 'DisconnectionError', value: random.pick(STORM_VALUES) };
  if (kind === 'time-out') {
    const [, , , statement] = timeline.at(-1);
    return {
      type: 'TimeoutError',
      value: `Statement: '${statement}'\nParameters:()\nOriginal error: canceling statement`,
    };
  }
  const type = random.pick(['KeyError', 'NotFound', 'AssertionError', 'LocationError', 'UnicodeDecodeError']);
  return { type, value: `<Thing at 0x7f${random.hex(10)}>, '+detail-${random.below(200)}'` };
}

const STORM_VALUES = [
  'server closed the connection unexpectedly\n\tThis probably means the server terminated abnormally\n\tbefore or while processing the request.\n',
  'could not connect to server: Connection refused\n\tIs the server running on host "db1" and accepting\n\tTCP/IP connections on port 5432?\n',
  'terminating connection due to administrator command\n',
  'the database system is shutting down\n',
];

function makeVariables(random, path, agents) {
  return [
    ['REQUEST_METHOD', random.next() < 0.9 ? 'GET' : 'POST'],
    ['SERVER_PROTOCOL', 'HTTP/1.1'],
    ['HTTP_HOST', 'bugs.example.net'],
    ['PATH_INFO', path],
    ['HTTP_ACCEPT', 'text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8'],
    ['HTTP_ACCEPT_LANGUAGE', 'en-us,en;q=0.5'],
    ['HTTP_ACCEPT_ENCODING', 'gzip, deflate'],
    ['HTTP_COOKIE', '<hidden>'],
    ['HTTP_USER_AGENT', random.pick(agents)],
    ['HTTP_REFERER', random.next() < 0.5 ? `https://bugs.example.net/+bugs?start=${random.below(500)}` : ''],
    ['REMOTE_ADDR', `10.${random.below(256)}.${random.below(256)}.${random.below(256)}`],
    ['SCRIPT_NAME', ''],
    ['HTTP_X_FORWARDED_FOR', `192.0.2.${random.below(256)}`],
  ];
}

function makeAgent(random) {
  return random.next() < 0.2
    ? `Mozilla/5.0 (compatible; Crawler${random.below(9)}bot/2.${random.below(9)}; +http://www.example.org/bot.html)`
    : `Mozilla/5.0 (X11; Linux x86_64; rv:${random.between(2, 9)}.${random.below(9)}) Gecko/2010${random.between(1000, 1231)} Firefox/${random.between(3, 9)}.0`;
}
