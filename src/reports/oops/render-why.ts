import { paintMatches } from '../layout/colour.js';
import type { TextLook } from '../layout/outputs.js';
import { type Prose, proseOf } from '../layout/prose.js';
import { toLine } from '../layout/text.js';
import type { AttributionExplanation, ConsideredWindow } from './explain-attribution.js';
import { conclusionText, expectedText, signedSeconds } from './why-words.js';

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

function windowText(window: ConsideredWindow, { hang }: Prose): string {
  const end = window.end === null ? 'open' : window.end.slice(11, 19);
  const name = `${toLine(window.outage)} ${window.phase} of ${window.systems.map(toLine).join(', ')}`;
  const edges = [
    `${signedSeconds(window.secondsAfterStart)} s from its start`,
    ...(window.secondsAfterEnd === null ? [] : [`${signedSeconds(window.secondsAfterEnd)} s from its end`]),
  ].join(', ');
  return hang('   ', `${name} ${window.start.slice(0, 19)} - ${end}: ${toLine(window.reason)} (${edges})`);
}
