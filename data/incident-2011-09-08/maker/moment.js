// @ts-check
import { SYSTEMS } from './facts.js';
import { makeRequest } from './requests.js';
import { makeTimeline } from './statements.js';
import { makeTraceback } from './traceback.js';

/** @typedef {import('./random.js').Random} Random */
/** @typedef {import('./facts.js').SystemName} SystemName */
/** @typedef {import('./report.js').Report} Report */
/** @typedef {Pick<Report, 'url' | 'topic' | 'username' | 'req_vars'>} Context */

/**
 * One OOPS before it is numbered and written.
 *
 * @typedef {object} Moment
 * @property {SystemName} system
 * @property {string} reporter
 * @property {number} time milliseconds since the Unix epoch
 * @property {Report} report
 * @property {Moment} [previous] an earlier OOPS of the same request
 * @property {number} [serial] the serial number that is on record for it
 * @property {true} [timeless] the report does not say when it was: the file's name does
 */

/**
 * @typedef {object} Happening
 * @property {SystemName} system
 * @property {string} reporter
 * @property {number} time
 * @property {string} type
 * @property {string} value
 * @property {number} seconds how long the request took
 * @property {number} statements rows of the timeline
 * @property {boolean} [slow] whether one statement took most of the time
 * @property {boolean} [informational]
 * @property {'database' | 'page'} [place] where it was raised
 * @property {import('./requests.js').Page} [page]
 * @property {string} [referrer]
 * @property {number} [robots]
 * @property {Context} [context] of the retry before; otherwise a new one is made
 */

/** Systems whose OOPSes come from a request of somebody's browser. */
const SITES = new Set(['appservers', 'edge', 'librarian', 'blog']);
/** Systems that answer calls of other programs. */
const SERVICES = new Set(['xmlrpc', 'codehosting']);

/**
 * Gives a happening all that its report says about it.
 *
 * @param {Random} random
 * @param {Happening} happening
 * @returns {Moment}
 */
export function makeMoment(random, happening) {
  const { system, reporter, type, value, seconds, statements } = happening;
  const time = Math.floor(happening.time);
  const program = SITES.has(system) ? 'web' : SERVICES.has(system) ? 'xmlrpc' : 'script';
  return {
    system,
    reporter,
    time,
    report: {
      type,
      value,
      time: new Date(time),
      ...(isNamed(reporter) ? { reporter } : {}),
      ...(happening.context ?? makeContext(random, happening)),
      duration: seconds,
      timeline:
        statements === 0 ? [] : makeTimeline(random, statements, seconds * 1000, happening.slow === true),
      tb_text: makeTraceback(program, happening.place ?? 'page', type, value),
      branch_nick: system === 'blog' ? 'blog' : 'launchpad-rev-13878',
      revno: system === 'blog' ? '212' : '13878',
      informational: happening.informational === true,
      ...(isNamed(reporter) ? { hostname: SYSTEMS[system].repository.split('/').at(-1) ?? '' } : {}),
    },
  };
}

/** Whether a reporter goes by a name instead of the letters of an id. @param {string} reporter */
export function isNamed(reporter) {
  return !/^[A-Z]+$/.test(reporter);
}

/**
 * What a request, or a script that has none, says about itself.
 *
 * @param {Random} random
 * @param {Pick<Happening, 'system' | 'reporter' | 'page' | 'referrer' | 'robots'>} happening
 * @returns {Context}
 */
export function makeContext(random, { system, reporter, page, referrer, robots }) {
  if (system === 'appservers' || system === 'edge' || page !== undefined) {
    return makeRequest(random, {
      ...(page === undefined ? {} : { page }),
      ...(referrer === undefined ? {} : { referrer }),
      robots: page?.[1] === 'POST' || system === 'xmlrpc' ? 0 : (robots ?? 0.15),
    });
  }
  const script = isNamed(reporter) ? reporter : system;
  const variables = {
    argv: `/srv/launchpad.net/production/cronscripts/${script}.py -q`,
    pid: String(random.between(900, 32_000)),
  };
  return { topic: script, req_vars: variables };
}
