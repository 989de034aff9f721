import { ALL_SYSTEMS } from '../../window.js';
import { ItemFault } from '../json-document/fields.js';
import type { WindowFileOptions } from '../window-log-format.js';
import { isFor, type Matcher, matchesAll, printMatcher, spelledNames } from './matcher.js';

/** The labels whose values name systems, where the config does not say: the first that a silence has counts. */
export const SILENCE_LABELS: readonly string[] = ['system', 'service', 'job', 'app'];

/**
 * The systems that a silence is for, by the first of the labels that its matchers name a value of: `service="web"` and
 * `job=~"web|worker"` spell them out, any other regular expression is held against the systems of the config. Throws an
 * ItemFault where they cannot be told, and the options name none.
 *
 * @example
 * systemsOfSilence([matcher], ['job'], { knownSystems: null }); // ['web', 'worker'] of job=~"web|worker"
 */
export function systemsOfSilence(
  matchers: readonly Matcher[],
  labels: readonly string[],
  { knownSystems, systems }: Pick<WindowFileOptions, 'knownSystems' | 'systems'>,
): readonly string[] {
  const label = labels.find((name) =>
    matchers.some((matcher) => matcher.name === name && matcher.isEqual && matcher.value !== ''),
  );
  const own = matchers.filter(({ name }) => name === label);
  const found = label === undefined ? faultOfLabels(matchers, labels) : namesFor(own, knownSystems);
  if (Array.isArray(found)) return found;
  if (systems) return systems;
  throw new ItemFault(
    `${found} Say with --systems which are meant, or give the silence a matcher that says it.`,
  );
}

/** The systems that all matchers of one label are for, or why that cannot be told. */
function namesFor(
  own: readonly Matcher[],
  knownSystems: ReadonlySet<string> | null,
): readonly string[] | string {
  const positive = own.filter(({ isEqual }) => isEqual);
  const text = own.map(printMatcher).join(' ');
  if (own.every((matcher) => matcher.isEqual && matchesAll(matcher))) return [ALL_SYSTEMS];
  const spelled = positive.map(spelledNames).find((names) => names !== null);
  const names = spelled ?? (knownSystems && [...knownSystems]);
  if (!names) return `${text} spells out no names, and the config lists no systems to hold it against.`;
  const kept = names.filter((name) => own.every((matcher) => isFor(matcher, name)));
  return kept.length > 0 ? kept : `${text} is for no system${spelled ? '' : ' of the config'}.`;
}

function faultOfLabels(matchers: readonly Matcher[], labels: readonly string[]): string {
  const text = matchers.map(printMatcher).join(' ');
  const negative = matchers.find(({ name }) => labels.includes(name));
  return negative
    ? `${printMatcher(negative)} says which system is not meant, and no matcher which is.`
    : `no matcher has the label ${labels.join(', ')} that names systems, only ${text || 'none at all'}.`;
}
