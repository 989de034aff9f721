import { type DocumentObject, textOf } from '../../../formats/document-value.js';
import type { Cause } from '../../../oops.js';
import { dictionaryOf, valuesOf, wordOf } from '../values.js';
import { orderOfGroup } from './exception-group.js';
import { type Frame, failingFunction, framesBesideExceptions, framesOf } from './frames.js';

/** An exception of an event. */
export interface EventException {
  /** As it was written; null where it was not. */
  readonly writtenType: string | null;
  readonly module: string | null;
  readonly value: string | null;
  /** Oldest first. */
  readonly frames: readonly Frame[];
  /** Whether its type was made up by the client, and says nothing. */
  readonly isSynthetic: boolean;
  /** What it is to the one that was raised from it, such as `__context__` or `exceptions[0]`; null where nobody says. */
  readonly source: string | null;
}

/**
 * The exceptions of an event, from the one that was caught to its root. Clients write them the other way round: the last
 * is the one that was caught. The first one has the frames that the event has beside its exceptions where it has none.
 */
export function exceptionsOf(event: DocumentObject): readonly EventException[] {
  const written = valuesOf(event.exception);
  const [main, ...causes] = (orderOfGroup(written) ?? written.toReversed()).map(exceptionFrom);
  if (main === undefined) return [];
  return [main.frames.length > 0 ? main : { ...main, frames: framesBesideExceptions(event) }, ...causes];
}

function exceptionFrom(exception: DocumentObject): EventException {
  const mechanism = dictionaryOf(exception.mechanism);
  return {
    writtenType: wordOf(exception.type),
    module: wordOf(exception.module),
    value: wordOf(exception.value) === null ? null : textOf(exception.value),
    frames: framesOf(exception.stacktrace),
    isSynthetic: mechanism.synthetic === true,
    source: wordOf(mechanism.source),
  };
}

/** What Sentry calls an exception of which it knows neither type nor value. */
const UNNAMED = 'Error';

/** A value that brings its type along, as clients send it that know no types: `TypeError: a is undefined`. */
const TYPE_AND_VALUE = /^([A-Za-z_][\w.$]*):(?!\/\/)\s*(.*)$/s;

/**
 * The type and the value of an exception. Where the type says nothing, the function that failed stands for it, as in the
 * titles of Sentry and Bugsink; where there is none, it is looked for in the value, as Sentry's relay does, and else the
 * value's first line stands for it.
 *
 * @example
 * describeException({ ...exception, writtenType: null, value: 'TypeError: a is undefined' });
 * // { type: 'TypeError', value: 'a is undefined' }
 */
export function describeException(exception: EventException): Cause {
  const { writtenType, value, isSynthetic, frames } = exception;
  const failing = isSynthetic ? failingFunction(frames) : null;
  if (failing !== null) return { type: failing, value };
  if (writtenType !== null) return { type: writtenType, value };
  const [, type, rest] = TYPE_AND_VALUE.exec(value ?? '') ?? [];
  if (type !== undefined) return { type, value: rest || null };
  return { type: value?.trim().split('\n', 1)[0]?.trim() || UNNAMED, value };
}
