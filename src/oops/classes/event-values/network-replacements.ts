import type { ExplainedReplacement } from './explained-replacement.js';

/** 0 to 255. */
const OCTET = '(?:25[0-5]|2[0-4]\\d|1?\\d?\\d)';

/** Linux hands out 32768 to 60999, others 49152 to 65535: RFC 6335 and Linux's ip-sysctl. */
const PORT_OF_A_CLIENT = '(?:3276[89]|327[7-9]\\d|32[89]\\d\\d|3[3-9]\\d{3}|[4-6]\\d{4})';

/**
 * Addresses in the net. Of a URL the host and the words of its path stay, for they tell which service fails; its numbers
 * and other ids are replaced as they are elsewhere. Of an address the port of a service stays (5432 is not 6379).
 */
export const NETWORK_REPLACEMENTS: readonly ExplainedReplacement[] = [
  {
    pattern: /(?<=:\/\/)[^\s/@"'`<>]{1,200}@/g,
    replacement: '$USER@',
    reason: 'with whose name and password a service is asked is no fault of its own',
  },
  {
    // Looking behind after the question mark, so that a text without one is read once.
    pattern: /\?(?<=\/[^\s"'`<>?#]*\?)[^\s"'`<>]*[^\s"'`<>.,:;)\]}]/g,
    replacement: '?$QUERY',
    reason: 'what was asked for differs from request to request',
  },
  {
    pattern:
      /(?<![\p{L}\p{N}_.+%$-])[\p{L}\p{N}_.+%-]{1,64}@(?!\d+\.\d+\.)[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)*?\.\p{L}[\p{L}\p{N}-]*(?!\.?[\p{L}\p{N}-])/gu,
    replacement: '$EMAIL',
    reason: 'the same fault can meet every user',
  },
  {
    // Four numbers behind a product's name, as in Chrome/120.0.0.0, are a version.
    pattern: new RegExp(
      `(?<![\\w.]|\\w\\/|\\bversion[ =:])(?:::ffff:)?(?:${OCTET}\\.){3}${OCTET}(?!\\w|\\.\\d)`,
      'gi',
    ),
    replacement: '$IP',
    reason: 'machines come and go',
  },
  {
    // ::1 with a port behind it, as Node writes it; all eight groups; fewer around ::, with a digit somewhere.
    pattern:
      /(?<![\w:.])(?:::1(?=:\d{2,5}(?![\w:]))|(?:[\da-f]{1,4}:){7}[\da-f]{1,4}(?![\w:])|(?=[a-f:]{0,40}\d)(?:[\da-f]{1,4}(?::[\da-f]{1,4}){0,6})?::(?:[\da-f]{1,4}(?::[\da-f]{1,4}){0,6})?(?:%\w{1,20})?(?![\w:]))/gi,
    replacement: '$IP',
    reason: 'machines come and go',
  },
  {
    pattern: new RegExp(`(?<=(?:\\$IP\\]?|\\blocalhost):)${PORT_OF_A_CLIENT}(?!\\d)`, 'g'),
    replacement: '$PORT',
    reason: 'the port of a client is another each time',
  },
];
