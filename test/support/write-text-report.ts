import type { OopsReport } from '../../src/oops/oops.js';
import { formatInstant } from '../../src/time/instant.js';

/** Writes a report in the text format, as its description says; the inverse of parseTextReport. */
export function writeTextReport(report: OopsReport): Uint8Array {
  const headers: [name: string, value: string | null][] = [
    ['Oops-Id', report.id],
    ['Exception-Type', report.type],
    ['Exception-Value', report.value],
    ['Date', report.time === null ? null : formatInstant(report.time).replace('Z', '000+00:00')],
    ['Page-Id', report.topic],
    ['Branch', report.branchNick],
    ['Revision', report.revno],
    ['User', report.username],
    ['URL', report.url],
    ['Duration', String(report.durationSeconds ?? -1)],
    ['Informational', report.informational ? 'True' : 'False'],
    ['Oops-Reporter', report.reporter],
  ];
  const parts = [
    headers.flatMap(([name, value]) => (value === null ? [] : [`${name}: ${escapeText(value)}`])),
    report.requestVariables.map((pair) => pair.map((part) => quotePercent(escapeText(part))).join('=')),
    report.timeline.map(
      ({ start, end, category, detail }) =>
        `${fiveDigits(start)}-${fiveDigits(end)}${category === null ? '' : `@${category}`} ${escapeText(detail)}`,
    ),
  ];
  const text = parts.map((lines) => lines.map((line) => `${line}\n`).join('')).join('\n');
  return Buffer.from(report.traceback === null ? text : `${text}\n${escapeText(report.traceback)}`);
}

/**
 * What is not ASCII as `\uNNNN`: a character of two bytes could be written `\xNN` as well, where two in a row could
 * also be read as UTF-8.
 */
function escapeText(text: string): string {
  return text
    .replaceAll('\\', '\\\\')
    .replace(/[\u0080-\uffff]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

const SAFE = /[A-Za-z0-9_.;/\\?:@&+$, ()*!-]/;

function quotePercent(text: string): string {
  return Array.from(Buffer.from(text), (byte) => {
    const character = String.fromCharCode(byte);
    return SAFE.test(character) ? character : `%${byte.toString(16).padStart(2, '0').toUpperCase()}`;
  }).join('');
}

function fiveDigits(milliseconds: number): string {
  return String(milliseconds).padStart(5, '0');
}
