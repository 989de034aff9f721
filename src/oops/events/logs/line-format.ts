import type { DocumentObject } from '../../formats/document-value.js';
import type { EventFormat, EventReading, EventSettings } from '../event-format.js';
import { dockerLineOf } from './docker-line.js';
import type { LineDialect } from './line/line-dialect.js';
import { NO_SURROUNDINGS, type Surroundings } from './line/surroundings.js';
import { readLine } from './read-line.js';

/** A format of lines that stand alone, or within something else. */
export interface LineFormat extends EventFormat {
  readonly readWithin: (
    document: DocumentObject,
    settings: EventSettings,
    around: Surroundings,
  ) => EventReading;
}

/** What makes a format of lines. */
interface LineFormatParts {
  readonly name: string;
  readonly recognises: (document: DocumentObject) => boolean;
  /** How a line of it is to be understood. */
  readonly dialectOf: (document: DocumentObject) => LineDialect;
}

/** A format whose lines may come as they are, or as Docker keeps them. */
export function lineFormat({ name, recognises, dialectOf }: LineFormatParts): LineFormat {
  const readWithin: LineFormat['readWithin'] = (document, settings, around) =>
    readLine(document, dialectOf(document), settings, around);
  return {
    name,
    recognises: (document) => recognises(dockerLineOf(document)?.content ?? document),
    read: (document, settings) => {
      const docker = dockerLineOf(document);
      if (docker === null) return [readWithin(document, settings, NO_SURROUNDINGS)];
      if (docker.isCut) return [{ kind: 'refused', reason: CUT }];
      if (docker.content === null) return [{ kind: 'no-error' }];
      return [readWithin(docker.content, settings, docker.around)];
    },
    readWithin,
  };
}

const CUT = 'its `log` is the piece of a JSON object: Docker cuts lines that are longer than 16 KiB';
