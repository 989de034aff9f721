import type { Sighting } from '../analysis/outage-evidence.js';
import { kindOf } from '../config/system-settings.js';
import { classInKind } from '../oops/classification.js';
import type { OopsFact } from '../store/oops-facts.js';
import type { Knowledge } from './knowledge.js';
import { remember } from './remember.js';

/** Turns a row of the store into what a check sees of it. */
export type SightingReader = (fact: OopsFact, system: string) => Sighting;

/** Makes a reader that looks each exception and signature up once. */
export function createSightingReader({ lookups, config, failures }: Knowledge): SightingReader {
  const typeOf = remember((exceptionId: number) => lookups.exceptionById(exceptionId).type);
  const signatureOf = remember((signatureId: number) => lookups.signatureById(signatureId));
  const kind = remember((system: string) => kindOf(config, system));
  return (fact, system) => {
    const type = typeOf(fact.exceptionId);
    return {
      oopsId: fact.oopsId,
      time: fact.time,
      type,
      signature: signatureOf(fact.signatureId),
      isOutageFailure: failures.isOutageFailure(system, fact.exceptionId),
      isTolerated: failures.isTolerated(fact.exceptionId),
      isException:
        classInKind(fact.class, type, kind(system), config.rules.kindClassification) === 'exceptions',
      urlId: fact.urlId,
      userId: fact.usernameId,
      isRobot: fact.isBot,
    };
  };
}
