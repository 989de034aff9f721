import type { ExplainedReplacement } from './explained-replacement.js';

/** A number that tells one fault from another, by what stands around it. Patterns, without regard to case. */
interface TellingNumber {
  /** Ends where the number begins. */
  readonly before: string;
  readonly number: string;
  /** Begins where the number ends. */
  readonly behind?: string;
}

/** The numbers that stay. */
const TELLING_NUMBERS: readonly TellingNumber[] = [
  // status 503, status code: 404, statusCode=429, HTTP 502, HTTP/1.1 502, responded with 503.
  {
    before:
      '(?:http|status)(?:[ _-]?(?:code|error|status|response)){0,2}(?:\\/\\d(?:\\.\\d)?)?["\')\\]]?(?: ?[:=(] ?| ?)["\'(]?',
    number: '[1-5]\\d\\d',
  },
  { before: '\\bresponded with (?:an? )?', number: '[1-5]\\d\\d' },
  // [Errno 111], WinError 10054, SQLSTATE[23000], ORA-00942, exit code 137, exited with 1, signal 9.
  {
    before: '\\b(?:errno|winerror|sqlstate|ora|exit(?:ed)?(?: with)?(?: code| status)?|signal)[ :=[(-]{1,2}',
    number: '-?\\d{1,5}',
  },
  // error 1045, Error (42); code=14, errorCode: 2, "code": 23505.
  { before: '\\berror(?: code| number)? [#(]?', number: '-?\\d{1,5}' },
  { before: '(?<!post|zip|bar)code["\']? ?[:=] ?["\']?', number: '-?\\d{1,5}' },
  // (1062, "Duplicate entry …"): a driver of MySQL in Python.
  { before: '\\(', number: '\\d{4}', behind: ', ?["\']' },
  // varying(50), numeric(10): what the column holds.
  { before: '\\b(?:char|character|varchar|varying|numeric|decimal)\\(', number: '\\d{1,5}' },
  // The port of a service.
  { before: '(?:\\$IP\\]?|\\blocalhost):', number: '\\d{1,5}' },
  // UTF-8, ISO-8859-1, SHA-256, Windows-1252; HTTP/2, TLS 1.3, RFC 7231, base 10.
  { before: '\\b(?:utf|ucs|iso|iso-8859|latin|windows|cp|sha|sha3|aes|rsa)-', number: '\\d{1,5}' },
  { before: '\\b(?:http|tls|ssl|oauth|rfc|base)[-/ ]', number: '\\d{1,4}(?:\\.\\d+)?' },
  // version 3, Python 3.12, 1.0.0-rc.1.
  { before: '\\b(?:version|release)[ =:]{1,2}', number: '\\d{1,2}(?:\\.\\d+)?' },
  {
    before:
      '\\b(?:python|php|ruby|perl|java|jdk|node\\.js|django|rails|postgresql|postgres|mysql|redis)[ =/-]',
    number: '\\d{1,2}(?:\\.\\d+)?',
  },
  { before: '\\b(?:rc|alpha|beta|preview|canary|dev)\\.', number: '\\d{1,3}' },
  // eu-west-1.
  { before: '(?:north|south|east|west|central)(?:east|west)?-', number: '\\d' },
];

const TELLING = TELLING_NUMBERS.map(
  ({ before, number, behind = '' }) => `(?<=${before})${number}(?![\\p{L}\\p{N}_])${behind}`,
).join('|');

/** Not in a word: `utf8`, `_` and `$1` are of one. A minus sign stands behind no word. */
const BEGINS = '(?=[-\\d])(?<![\\p{L}\\p{N}_$]|\\d\\.)';
const SIGN = '(?:(?<![\\p{L}\\p{N}_)\\]$-])-)?';
/** More of it, as in 1.2.3, is a version. */
const ENDS = '(?![\\p{L}\\p{N}_]|\\.\\d)';

const reason = 'a number counts or names one thing, and the same fault can meet them all';

/** Numbers, also behind a hyphen (`order-4711`), save those that tell faults apart: codes, ports, versions, standards. */
export const NUMBER_REPLACEMENTS: readonly ExplainedReplacement[] = [
  {
    pattern: new RegExp(`${BEGINS}(?!${TELLING})${SIGN}\\d+\\.\\d+(?:e[+-]?\\d+)?${ENDS}`, 'giu'),
    replacement: '$DECIMAL',
    reason,
  },
  {
    pattern: new RegExp(`${BEGINS}(?!${TELLING})${SIGN}\\d+(?:e[+-]?\\d+)?${ENDS}`, 'giu'),
    replacement: '$INT',
    reason,
  },
];
