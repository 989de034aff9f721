// @ts-check

/** @typedef {import('./random.js').Random} Random */

const NAMES = [
  'bzr',
  'firefox',
  'gwibber',
  'inkscape',
  'launchpad',
  'ubiquity',
  'unity',
  'update-manager',
  'zeitgeist',
];
const PEOPLE = [
  'amelie',
  'bjorn',
  'chidi',
  'dagny',
  'emeka',
  'farah',
  'goran',
  'hanako',
  'ines',
  'joaquin',
  'kirsi',
];

const BROWSERS = [
  'Mozilla/5.0 (X11; Linux x86_64; rv:6.0.1) Gecko/20100101 Firefox/6.0.1',
  'Mozilla/5.0 (Windows NT 6.1) AppleWebKit/535.1 (KHTML, like Gecko) Chrome/13.0.782.218 Safari/535.1',
  'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_6_8) AppleWebKit/534.50 (KHTML, like Gecko) Version/5.1 Safari/534.50',
  'lazr.restfulclient 0.12.0',
];
const ROBOTS = [
  'Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)',
  'Mozilla/5.0 (compatible; bingbot/2.0; +http://www.bing.com/bingbot.htm)',
  'Mozilla/5.0 (compatible; Yahoo! Slurp; http://help.yahoo.com/help/us/ysearch/slurp)',
];

/**
 * A page: its topic, method and address; `$` becomes a name, `#` a number, `~` a person.
 *
 * @typedef {readonly [topic: string, method: string, url: string]} Page
 */

/** @type {readonly Page[]} */
const PAGES = [
  ['BugTask:+index', 'GET', 'https://bugs.launchpad.net/$/+bug/#'],
  ['BugTask:+addcomment', 'POST', 'https://bugs.launchpad.net/$/+bug/#/+addcomment'],
  ['ProductSet:+index', 'GET', 'https://launchpad.net/projects'],
  ['Product:+index', 'GET', 'https://launchpad.net/$'],
  ['Product:+bugs', 'GET', 'https://bugs.launchpad.net/$/+bugs?batch=75&start=#'],
  ['Person:+index', 'GET', 'https://launchpad.net/~'],
  ['Person:+commentedbugs', 'GET', 'https://bugs.launchpad.net/~/+commentedbugs'],
  ['Archive:+packages', 'GET', 'https://launchpad.net/~/+archive/ppa/+packages'],
  ['POFile:+translate', 'POST', 'https://translations.launchpad.net/$/trunk/+pots/$/eo/+translate'],
  ['Branch:+index', 'GET', 'https://code.launchpad.net/~/$/trunk'],
  ['BranchMergeProposal:+index', 'GET', 'https://code.launchpad.net/~/$/trunk/+merge/#'],
  ['Question:+index', 'GET', 'https://answers.launchpad.net/$/+question/#'],
  ['LoginToken:+validateemail', 'POST', 'https://launchpad.net/token/#/+validateemail'],
  ['', 'GET', 'https://launchpad.net/$/+download/$-#.tar.gz'],
];

/**
 * One request of a browser, an API client or a robot.
 *
 * @param {Random} random
 * @param {{ page?: Page, referrer?: string, robots?: number }} [options] robots: their share, 0 to 1
 * @returns {import('./moment.js').Context}
 */
export function makeRequest(random, options = {}) {
  const { page = random.pick(PAGES), referrer, robots = 0.15 } = options;
  const [topic, method, pattern] = page;
  const url = fillAddress(random, pattern);
  const person = random.pick(PEOPLE);
  const isRobot = random.chance(robots);
  const { host, pathname } = new URL(url);
  /** @type {Record<string, string>} */
  const req_vars = {
    HTTP_COOKIE: '<hidden>',
    HTTP_HOST: host,
    ...(referrer === undefined ? {} : { HTTP_REFERER: referrer }),
    HTTP_USER_AGENT: random.pick(isRobot ? ROBOTS : BROWSERS),
    PATH_INFO: decodeURI(pathname),
    REQUEST_METHOD: isRobot ? 'GET' : method,
  };
  const account = 1000 + PEOPLE.indexOf(person);
  const username = `${person}, ${account}, ${person.charAt(0).toUpperCase()}${person.slice(1)}, (no description)`;
  const isAnonymous = isRobot || random.chance(0.3);
  return {
    url,
    req_vars,
    ...(topic === '' ? {} : { topic }),
    ...(isAnonymous ? {} : { username }),
  };
}

/** @param {Random} random @param {string} pattern */
export function fillAddress(random, pattern) {
  return pattern
    .replace(/\$/g, () => random.pick(NAMES))
    .replace(/#/g, () => String(random.between(1, 850_000)))
    .replace(/\/~/g, () => `/~${random.pick(PEOPLE)}`);
}
