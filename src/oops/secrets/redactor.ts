import { createHmac } from 'node:crypto';
import type { Cause, Oops, OopsReport } from '../oops.js';
import { REDACTED, type RedactionRules } from './redaction-rules.js';
import { createNameTest } from './secret-names.js';
import { createTextRedactor } from './secret-texts.js';

/** Takes out of reports what nobody is to see. What is redacted twice is as it was redacted once. */
export interface Redactor {
  /** A text of a report, or of what is said of one. */
  text(text: string): string;
  /** What is stored. */
  oops(oops: Oops): Oops;
  /** What is shown of the original. */
  report(report: OopsReport): OopsReport;
}

/**
 * Makes what redacts by some rules.
 *
 * @example
 * createRedactor(BUILT_IN_REDACTION).oops({ ...oops, url: 'https://example.com/?token=abc' }).url; // 'https://example.com/?token=[redacted]'
 */
export function createRedactor(rules: RedactionRules): Redactor {
  const text = createTextRedactor(rules);
  const isSecret = createNameTest(rules);
  const ofText = (one: string | null) => one && text(one);
  const { userKey } = rules;
  const ofUser = (name: string | null) =>
    name === null || userKey === null ? name : hashUser(name, userKey);
  const ofCause = ({ type, value }: Cause): Cause => ({ type, value: ofText(value) });

  const common = ({
    value,
    topic,
    url,
    username,
    traceback,
    causes,
    fingerprint,
  }: Pick<OopsReport, 'value' | 'topic' | 'url' | 'username' | 'traceback' | 'causes' | 'fingerprint'>) => ({
    value: ofText(value),
    topic: ofText(topic),
    url: ofText(url),
    username: ofUser(username),
    traceback: ofText(traceback),
    causes: causes.length === 0 ? causes : causes.map(ofCause),
    fingerprint: fingerprint?.map(text) ?? null,
  });

  function ofValue(value: unknown, name: string): unknown {
    if (typeof value === 'string') return value !== '' && isSecret(name) ? REDACTED : text(value);
    if (typeof value !== 'object' || value === null) return value;
    if (isSecret(name)) return REDACTED;
    if (Array.isArray(value)) return value.map((one) => ofValue(one, ''));
    return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, ofValue(one, key)]));
  }

  return {
    text,
    oops: (oops) => ({
      ...oops,
      ...common(oops),
      userAgent: ofText(oops.userAgent),
      referrer: ofText(oops.referrer),
      mostExpensiveStatement: ofText(oops.mostExpensiveStatement),
    }),
    report: (report) => ({
      ...report,
      ...common(report),
      requestVariables: report.requestVariables.map(([name, value]) => [
        name,
        value !== '' && isSecret(name) ? REDACTED : text(value),
      ]),
      timeline: report.timeline.map((row) => ({
        ...row,
        detail: text(row.detail),
        ...(row.backtrace !== undefined && { backtrace: text(row.backtrace) }),
      })),
      extra: ofValue(report.extra, '') as OopsReport['extra'],
    }),
  };
}

/** How many hex digits of a user's hash are kept: two of a million users have the same in one of 500 databases. */
const HASH_DIGITS = 16;

/**
 * What stands for a user: the same for the same user and key, and nothing that tells who it is without the key (HMAC-SHA-256, RFC
 * 2104). What is such a hash stays as it is.
 */
function hashUser(name: string, key: string): string {
  if (/^user-[0-9a-f]{16}$/.test(name)) return name;
  return `user-${createHmac('sha256', key).update(name).digest('hex').slice(0, HASH_DIGITS)}`;
}
