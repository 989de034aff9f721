// @ts-check
import { createHash } from 'node:crypto';
import { serialize } from 'bson';
import { writeTextReport } from './text-report.js';

/**
 * The report dictionary, with the keys that its writers use.
 *
 * @typedef {object} Report
 * @property {string} [id]
 * @property {string} type
 * @property {string} value
 * @property {Date} [time]
 * @property {string} [reporter]
 * @property {string} [topic]
 * @property {string} [url]
 * @property {string} [username]
 * @property {number} [duration] seconds
 * @property {Record<string, string>} req_vars
 * @property {[start: number, end: number, category: string, detail: string][]} timeline milliseconds
 * @property {string} tb_text
 * @property {string} branch_nick
 * @property {string} revno
 * @property {boolean} informational
 * @property {string} [hostname]
 * @property {string} [last_oops]
 */

/**
 * The bytes of a report with an old id, in the format its writer used. Old BSON reports kept the request variables as
 * a list of pairs.
 *
 * @param {Report} report
 * @param {'text' | 'bson'} format
 * @returns {Buffer}
 */
export function writeReport(report, format) {
  if (format === 'text') return writeTextReport(report);
  return Buffer.from(
    serialize({ ...report, req_vars: Object.entries(report.req_vars) }, { ignoreUndefined: true }),
  );
}

/**
 * A report that is named after its own content.
 *
 * @param {Report} report without an id
 * @returns {{ id: string, bytes: Buffer }}
 */
export function writeHashedReport(report) {
  const digest = createHash('md5')
    .update(serialize(report, { ignoreUndefined: true }))
    .digest('hex');
  const id = `OOPS-${digest}`;
  return { id, bytes: Buffer.from(serialize({ ...report, id }, { ignoreUndefined: true })) };
}
