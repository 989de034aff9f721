import { paintMatches } from '../layout/colour.js';
import type { TextLook } from '../layout/outputs.js';
import { type Prose, proseOf } from '../layout/prose.js';
import { toLine } from '../layout/text.js';
import type { AttributionExplanation, ConsideredWindow } from './explain-attribution.js';

/** Lays out as text why an OOPS was, or was not, left out. */
export function renderWhyText(explanation: AttributionExplanation, look: TextLook): string {
  const prose = proseOf(look);
  const { hang, bold, alarm } = prose;
  const { windows } = explanation;
  const considered =
    windows.length > 0
      ? windows.map((window) => windowText(window, prose))
      : [' No window lies within two hours of it.'];
  const lines = [
    bold(`${toLine(explanation.id)} of system ${toLine(explanation.system)}, ${explanation.time}`),
    '',
    paintMatches(hang(' ', conclusionText(explanation)), /\bunexpected(?=\s+there\.)/, alarm),
    hang(' ', expectedText(explanation)),
    '',
    bold('Windows looked at:'),
    ...considered,
  ];
  return `${lines.join('\n')}\n`;
}

function conclusionText({
  attribution,
  isSuppressed,
  section,
  groups,
  isTimeInexact,
}: AttributionExplanation): string {
  const where = `${toLine(section ?? '')}${groups.length > 0 ? ` of ${groups.map(toLine).join(', ')}` : ''}`;
  if (isTimeInexact)
    return `Its time is only a day, so it belongs to no outage. The normal report counts it in ${where}.`;
  if (!attribution) return `It belongs to no outage. The normal report counts it in ${where}.`;
  const belongs = `It belongs to outage ${toLine(attribution.outage)} (${attribution.phase}, ${attribution.relation}) and was ${attribution.disposition} there.`;
  if (!isSuppressed)
    return `${belongs} It matches neverSuppress: the normal report counts it all the same, in ${where}.`;
  const listed = attribution.disposition === 'unexpected' ? ', and lists it among the unexpected ones' : '';
  return `${belongs} The normal report leaves it out${listed}.`;
}

function expectedText({ expectedFailure, system }: AttributionExplanation): string {
  if (!expectedFailure) return `It matches no expected failure of ${toLine(system)}.`;
  const { type, value, phrase, cause } = expectedFailure;
  const words =
    value === null ? 'any value' : phrase === null ? `value /${value}/` : `"${phrase}" in its value`;
  const what = cause === null ? 'It' : `It was raised from ${cause.type ?? 'what has no type'}, which`;
  return toLine(`${what} matches the expected failure ${type} with ${words}.`);
}

function windowText(window: ConsideredWindow, { hang }: Prose): string {
  const end = window.end === null ? 'open' : window.end.slice(11, 19);
  const name = `${toLine(window.outage)} ${window.phase} of ${window.systems.map(toLine).join(', ')}`;
  const edges = [
    `${signed(window.secondsAfterStart)} s from its start`,
    ...(window.secondsAfterEnd === null ? [] : [`${signed(window.secondsAfterEnd)} s from its end`]),
  ].join(', ');
  return hang('   ', `${name} ${window.start.slice(0, 19)} - ${end}: ${toLine(window.reason)} (${edges})`);
}

function signed(seconds: number): string {
  return seconds > 0 ? `+${seconds}` : String(seconds);
}
