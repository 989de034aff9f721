import { type DocumentValue, urlOf } from '../../../formats/document-value.js';
import type { OopsReport } from '../../../oops.js';
import type { LineMap } from '../line-map.js';
import { type LogLine, scalarText } from './log-line.js';

/** The HTTP request in which a line was written. */
type LineRequest = Pick<OopsReport, 'url' | 'topic' | 'username' | 'requestVariables'>;

/** Takes the request of a line. What a line has no route for, its logger stands for. */
export function takeRequest(line: LogLine, map: LineMap): LineRequest {
  const variables = [
    ['REQUEST_METHOD', line.take(map.method, methodOf)],
    ['HTTP_USER_AGENT', line.text(map.userAgent)],
    ['HTTP_REFERER', line.take(map.referrer, textUrl)],
  ] as const;
  return {
    url: line.take(map.url, textUrl),
    topic: line.text(map.topic) ?? line.text(map.logger),
    username: line.text(map.username),
    requestVariables: variables.flatMap(([name, value]) => (value === null ? [] : [[name, value] as const])),
  };
}

/** A method of HTTP or WebDAV; `method` may also be that of a class. */
const METHOD =
  /^(?:GET|HEAD|POST|PUT|PATCH|DELETE|OPTIONS|TRACE|CONNECT|PROPFIND|PROPPATCH|MKCOL|COPY|MOVE|LOCK|UNLOCK|REPORT|SEARCH)$/i;

function methodOf(value: DocumentValue): string | null {
  const text = scalarText(value)?.trim() ?? '';
  return METHOD.test(text) ? text : null;
}

function textUrl(value: DocumentValue): string | null {
  return scalarText(value) === null ? null : urlOf(value);
}
