import { createFailureModeMatcher, type FailureMode } from '../../oops/classes/failure-mode.js';
import type { Signature } from '../../oops/oops.js';
import type { Exception } from '../../store/sighted-oops.js';
import type { Pattern } from '../../text/pattern.js';
import { showUnprintable } from '../../text/printable.js';
import { valuePatterns } from './value-patterns.js';

/** A failure mode that was made up: its value is always told. */
export interface MadeMode extends FailureMode {
  readonly value: Pattern;
}

/** Why no failure mode can be made of some exceptions. */
export type Obstacle = 'no-type' | 'nothing-in-common' | 'matches-outside';

/**
 * Makes failure modes that all of some exceptions of one signature match, one for each type, and that leave others alone.
 *
 * @param isSeenOutside whether a mode would match what was seen when there was no outage
 * @example
 * suggestModes({ type: 'KeyError', value: 'id $INT' }, [{ type: 'KeyError', value: 'id 17', causes: [] }], () => false);
 * // [{ type: 'KeyError', value: { source: '^id -?\\d+$' } }]
 */
export function suggestModes(
  signature: Signature,
  exceptions: readonly Exception[],
  isSeenOutside: (mode: FailureMode) => boolean,
): MadeMode[] | Obstacle {
  const modes: MadeMode[] = [];
  const byType = new Map<string, string[]>();
  for (const { type, value } of exceptions) {
    const values = byType.get(type ?? '') ?? [];
    values.push(value ?? '');
    byType.set(type ?? '', values);
  }
  for (const [type, values] of byType) {
    if (type.trim() === '') return 'no-type';
    let obstacle: Obstacle = 'nothing-in-common';
    let made: MadeMode | undefined;
    for (const source of valuePatterns(templateOf(signature, type, values), values)) {
      const mode = { type: readableType(type), value: { source } };
      if (!isSeenOutside(mode)) made = mode;
      else obstacle = 'matches-outside';
      if (made) break;
    }
    if (!made) return obstacle;
    modes.push(made);
  }
  return modes;
}

/** Whether a mode serves exceptions for which another one was made. */
export function servesAll(mode: FailureMode, exceptions: readonly Exception[]): boolean {
  const { match } = createFailureModeMatcher([mode]);
  return exceptions.every((exception) => match(exception) !== undefined);
}

/** The value of the signature; where a fingerprint is the signature, the only value there is. */
function templateOf(signature: Signature, type: string, values: readonly string[]): string {
  if (signature.type === type) return signature.value;
  return new Set(values).size === 1 ? (values[0] ?? '') : '';
}

/** What cannot be seen in it is any one character, so that it can be read and pasted. */
function readableType(type: string): string {
  return Array.from(type, (character) =>
    showUnprintable(character) === character ? character : '?'.repeat(character.length),
  ).join('');
}
