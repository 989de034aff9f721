import { Document, isScalar, Scalar, visit } from 'yaml';
import { ALL_FAMILIES } from '../../../config/failure-modes/families.js';
import { shellWord } from '../../layout/shell-word.js';
import { plural, toLine, wrapLine } from '../../layout/text.js';
import { signatureText, spanText } from '../words.js';
import type { LeftAlone, OutageSuggestion, SuggestedList, SuggestedMode } from './suggestion.js';

/** How many signatures a comment tells of one failure mode. */
const SIGNATURES_SHOWN = 3;
const COMMENT_WIDTH = 98;

const WHAT_ALL_IS =
  'The built-in list, as far as failureModes chooses it: without this line it would be gone.';

/**
 * Writes a suggestion as a part of oops-report.yaml, with what it comes from above each line. The lists are whole: what is in
 * them now is in them still.
 */
export function renderSuggestionYaml(suggestion: OutageSuggestion): string {
  const [global] = suggestion.lists.filter(({ system }) => system === null);
  const own = suggestion.lists.filter(({ system }) => system !== null);
  return [
    ...comment(headline(suggestion)),
    ...(global ? ['expectedFailures:', ...listLines(global, '  ')] : []),
    ...(own.length > 0 ? ['systems:', ...own.flatMap(systemLines)] : []),
    ...leftAloneLines(suggestion.notSuggested),
    '',
  ].join('\n');
}

function headline({ outage, lists }: OutageSuggestion): string {
  const command = `oops-report outage ${shellWord(toLine(outage))} --suggest`;
  if (lists.length === 0) {
    return `${command}: nothing to suggest. Nothing that was unexpected came only inside the windows of outages.`;
  }
  return (
    `${command}: what was unexpected there and never came outside the windows of an outage. ` +
    'Judge each line: what it matches counts as expected in every window from then on, and is no longer listed. ' +
    'It goes in the place of the same key of the config, and keeps what that list has now.'
  );
}

function systemLines(list: SuggestedList): string[] {
  const name = flow(list.system ?? '');
  return [
    ...comment(
      `Of ${toLine(list.system ?? '')}, which has a list of its own: keep what else the config says of it.`,
      '  ',
    ),
    `  ${name}:`,
    '    expectedFailures:',
    ...listLines(list, '      '),
  ];
}

function listLines({ kept, suggested }: SuggestedList, indent: string): string[] {
  return [
    ...kept.flatMap((entry) => [
      ...('family' in entry && entry.family === ALL_FAMILIES ? comment(WHAT_ALL_IS, indent) : []),
      `${indent}- ${flow(entry)}`,
    ]),
    ...suggested.flatMap((mode) => [
      ...comment(modeText(mode), indent),
      `${indent}- ${flow({ type: mode.type, value: mode.value })}`,
    ]),
  ];
}

function modeText({ count, systems, signatures, ...span }: SuggestedMode): string {
  const shown = signatures.slice(0, SIGNATURES_SHOWN).map(signatureText).join(' | ');
  const more =
    signatures.length > SIGNATURES_SHOWN ? ` and ${signatures.length - SIGNATURES_SHOWN} more` : '';
  const from = systems.map(toLine).join(', ');
  return `${plural(count, 'OOPS', 'OOPSes')} of ${from}, ${spanText(span)}, never outside the windows: ${shown}${more}`;
}

function leftAloneLines(groups: readonly LeftAlone[]): string[] {
  if (groups.length === 0) return [];
  return [
    '',
    ...comment('Not suggested, because it may be a fault:'),
    ...groups.flatMap((group) => comment(leftAloneText(group), '', '- ')),
  ];
}

function leftAloneText(group: LeftAlone): string {
  const from = group.systems.map(toLine).join(', ');
  return `${plural(group.count, 'OOPS', 'OOPSes')} of ${from}: ${signatureText(group)}: ${group.reason}`;
}

function comment(text: string, indent = '', bullet = ''): string[] {
  const label = `${indent}# `;
  return wrapLine(toLine(text), COMMENT_WIDTH - label.length - bullet.length).map(
    (line, index) => label + (index === 0 ? bullet : ' '.repeat(bullet.length)) + line,
  );
}

/** Data in one line: patterns in single quotes, in which nothing need be escaped but the quote. */
function flow(data: unknown): string {
  const document = new Document(data, { schema: 'failsafe' });
  visit(document, {
    Pair(_, { key, value }) {
      if (isScalar(key) && key.value === 'value' && isScalar(value)) value.type = Scalar.QUOTE_SINGLE;
    },
    Map(_, map) {
      map.flow = true;
    },
  });
  return document.toString({ lineWidth: 0 }).trimEnd();
}
