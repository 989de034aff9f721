// @ts-check

/** @typedef {import('./report.js').Report} Report */

/**
 * Writes a report in the older format: mail-like headers, request variables, timeline, traceback.
 *
 * @param {Report} report without a time the `Date` header is left out, as some writers did
 * @returns {Buffer}
 */
export function writeTextReport(report) {
  /** @type {[string, string | undefined][]} */
  const headers = [
    ['Oops-Id', report.id],
    ['Exception-Type', report.type],
    ['Exception-Value', report.value],
    ['Date', report.time?.toISOString().replace(/(\.\d{3})Z$/, '$1000+00:00')],
    ['Page-Id', report.topic],
    ['Branch', report.branch_nick],
    ['Revision', report.revno],
    ['User', report.username],
    ['URL', report.url],
    ['Duration', report.duration?.toFixed(3)],
    ['Informational', report.informational ? 'True' : 'False'],
    ['Oops-Reporter', report.reporter],
  ];
  const parts = [
    headers.flatMap(([name, value]) => (value === undefined ? [] : [`${name}: ${oneLine(value)}`])),
    Object.entries(report.req_vars).map(([name, value]) => `${quote(name)}=${quote(value)}`),
    report.timeline.map(
      ([start, end, store, detail]) => `${pad(start)}-${pad(end)}@${store} ${oneLine(detail)}`,
    ),
    [report.tb_text],
  ];
  return Buffer.from(`${parts.map((lines) => lines.join('\n')).join('\n\n')}\n`, 'latin1');
}

/** White space folded, backslashes doubled, what is not ASCII as `\xe9` or `\u2019`. @param {string} text */
function oneLine(text) {
  return text
    .replace(/\s+/g, ' ')
    .trim()
    .replaceAll('\\', '\\\\')
    .replace(/[^ -~]/g, (character) => {
      const code = character.charCodeAt(0);
      return code < 0x100
        ? `\\x${code.toString(16).padStart(2, '0')}`
        : `\\u${code.toString(16).padStart(4, '0')}`;
    });
}

/** Percent quoting with the format's own list of safe characters. @param {string} text */
function quote(text) {
  return Array.from(Buffer.from(text, 'utf8'), (byte) => {
    const character = String.fromCharCode(byte);
    return /[A-Za-z0-9_.\-;/\\?:@&+$, ()*!]/.test(character)
      ? character
      : `%${byte.toString(16).toUpperCase().padStart(2, '0')}`;
  }).join('');
}

/** @param {number} milliseconds */
function pad(milliseconds) {
  return String(milliseconds).padStart(5, '0');
}
