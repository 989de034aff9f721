import { classInKind } from '../../../oops/classes/classification.js';
import type { OopsClass } from '../../../oops/classes/classification-rules.js';
import type { Reading } from '../events/reading.js';

/** What an OOPS is counted as by the kind of its system. */
export type CountedAs = (baseClass: OopsClass, type: string | null, reporterKey: string) => OopsClass;

/** Makes what finds it for the rows of a reading, for each type of a kind once. */
export function createCountedAs({ kindOf, settings }: Pick<Reading, 'kindOf' | 'settings'>): CountedAs {
  const known = new Map<string, OopsClass>();
  return (baseClass, type, reporterKey) => {
    const kind = kindOf(reporterKey);
    const key = `${kind} ${baseClass} ${type ?? ''}`;
    let counted = known.get(key);
    if (!counted) {
      counted = classInKind(baseClass, type, kind, settings.rules.kindClassification);
      known.set(key, counted);
    }
    return counted;
  };
}
