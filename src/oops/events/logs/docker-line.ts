import { type DocumentObject, isDictionary } from '../../formats/document-value.js';
import { openLine } from './line/log-line.js';
import { readLogTime } from './line/log-time.js';
import { NO_SURROUNDINGS, type Surroundings } from './line/surroundings.js';
import { parseLine } from './parse-line.js';

/** A line that a container wrote, as Docker keeps it. */
export interface DockerLine {
  /** The line where it is a JSON object; null of plain text, or of a piece of one. */
  readonly content: DocumentObject | null;
  /** Whether it begins a JSON object and does not end it: Docker cuts lines at 16 KiB. */
  readonly isCut: boolean;
  readonly around: Surroundings;
}

/** Labels that Docker adds where its `labels` and `tag` options say so. */
const NAMES = ['attrs.com.docker.compose.service', 'attrs.com.docker.swarm.service.name', 'attrs.tag'];

const known = new WeakMap<DocumentObject, DockerLine>();

/**
 * Takes apart a line of Docker's json-file driver: `{"log":"…\n","stream":"stderr","time":"…"}`. Null for a line that is none.
 * Every format of lines asks, so that what is found is remembered.
 */
export function dockerLineOf(document: DocumentObject): DockerLine | null {
  const { log, stream } = document;
  if (typeof log !== 'string' || (stream !== 'stdout' && stream !== 'stderr')) return null;
  const line = known.get(document) ?? takeApart(document, log);
  known.set(document, line);
  return line;
}

function takeApart(document: DocumentObject, log: string): DockerLine {
  const content = parseLine(log);
  return {
    content,
    isCut: content === null && log.startsWith('{"') && !log.endsWith('\n'),
    around: {
      ...NO_SURROUNDINGS,
      time: readLogTime(document.time),
      reporter: isDictionary(document.attrs) ? openLine(document).text(NAMES) : null,
    },
  };
}
