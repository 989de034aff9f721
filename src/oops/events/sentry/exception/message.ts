import {
  type DocumentObject,
  type DocumentValue,
  isDictionary,
  isList,
  textOf,
} from '../../../formats/document-value.js';
import type { Cause } from '../../../oops.js';
import { dictionaryOf, valuesOf, wordOf } from '../values.js';

/** The type of a message whose logger has no name. */
const MESSAGE_TYPE = 'Message';

/**
 * What an event without an exception says: its logger stands for the type, its message for the value.
 *
 * @example
 * describeMessage({ logger: 'shop.pay', logentry: { message: 'no %s', params: ['money'] } });
 * // { type: 'shop.pay', value: 'no money' }
 */
export function describeMessage(event: DocumentObject): Cause {
  return {
    type: wordOf(event.logger) ?? MESSAGE_TYPE,
    value: messageOf(event.logentry) ?? messageOf(event.message),
  };
}

/**
 * Whether an event tells a message, and of no exception. Clients of JavaScript send a message as an exception without a
 * type, which they made up for the sake of its stack.
 */
export function isMessage(event: DocumentObject): boolean {
  const [exception, ...others] = valuesOf(event.exception);
  if (exception === undefined) return true;
  const isMadeUp = dictionaryOf(exception.mechanism).synthetic === true && wordOf(exception.type) === null;
  return isMadeUp && others.length === 0 && describeMessage(event).value !== null;
}

/** A message is text, or a dictionary of its template, the parameters, and both together. */
function messageOf(message: DocumentValue): string | null {
  if (!isDictionary(message)) return wordOf(message);
  const { formatted, message: template, params } = message;
  const text = wordOf(template);
  return wordOf(formatted) ?? (text === null ? null : fillIn(text, params));
}

/** `%s` and the like, with `%%` for a percent sign, or `{}`, both perhaps with a name or a place. */
const PERCENT = /%(?:%|(?:\(([^()%]*)\))?[-#0 +]*(?:[1-9]\d*)?(?:\.\d+)?[sdifeEgGrxXuc])/g;
const BRACES = /\{([\w.]*)\}/g;

/**
 * Puts parameters into a template as Python does, or between braces where the template has no `%`. What has no parameter
 * stays as it is.
 */
function fillIn(template: string, params: DocumentValue): string {
  const named = isDictionary(params) ? params : null;
  const listed = isList(params) ? params : [];
  if (named === null && listed.length === 0) return template;
  let next = 0;
  const parameterFor = (place: string, whole: string): string => {
    if (place !== '' && named !== null) return Object.hasOwn(named, place) ? shown(named[place]) : whole;
    const at = /^\d+$/.test(place) ? Number(place) : next++;
    return at < listed.length ? shown(listed[at]) : whole;
  };
  return template.includes('%')
    ? template.replace(PERCENT, (whole, place = '') => (whole === '%%' ? '%' : parameterFor(place, whole)))
    : template.replace(BRACES, (whole, place) => parameterFor(place, whole));
}

function shown(parameter: DocumentValue): string {
  return textOf(parameter) ?? 'None';
}
