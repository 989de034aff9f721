import type { DocumentObject } from '../../formats/document-value.js';
import type { OopsReport } from '../../oops.js';
import type { Envelope, EventReading, EventSettings } from '../event-format.js';
import { extraFor } from '../extra.js';
import { describeException, exceptionsOf } from './exception/exception.js';
import { framesBesideExceptions } from './exception/frames.js';
import { describeMessage, isMessage } from './exception/message.js';
import { printStack, printTraceback } from './exception/traceback.js';
import { extraOf } from './extra.js';
import { fingerprintOf } from './fingerprint.js';
import { clockOffsetOf, contentOf, oopsIdOf, timeOf } from './identity.js';
import { isInformational } from './level.js';
import { hostnameOf, reporterOf } from './reporter.js';
import { requestUrlOf, requestVariablesOf } from './request/request.js';
import { timelineOf } from './request/statements.js';
import { usernameOf } from './request/user.js';
import { dictionaryOf, tagOf, wordOf } from './values.js';

/** The kinds of event that are no errors although they are sent as events. A CSP violation and the like is one. */
const NO_ERRORS: ReadonlySet<string> = new Set([
  'transaction',
  'feedback',
  'generic',
  'profile',
  'replay_event',
]);

/**
 * Reads an event with the keys that clients send.
 * Source of the keys: develop.sentry.dev/sdk/data-model/event-payloads.
 */
export function readEvent(
  event: DocumentObject,
  settings: EventSettings,
  envelope: Envelope | undefined,
): EventReading {
  if (NO_ERRORS.has(wordOf(event.type) ?? '')) return { kind: 'no-error' };
  const time = timeOf(event, envelope);
  if (time === null) return { kind: 'refused', reason: 'no time' };
  const report = reportFrom(event, time, settings, envelope);
  return { kind: 'report', report, content: report.id === '' ? contentOf(event) : null };
}

function reportFrom(
  event: DocumentObject,
  time: number,
  settings: EventSettings,
  envelope: Envelope | undefined,
): OopsReport {
  const request = dictionaryOf(event.request);
  return {
    id: oopsIdOf(event, envelope),
    time,
    reporter: reporterOf(event, settings, envelope),
    hostname: hostnameOf(event),
    ...whatFailed(event),
    topic: wordOf(event.transaction) ?? wordOf(event.culprit),
    url: requestUrlOf(request),
    requestVariables: requestVariablesOf(request),
    username: usernameOf(event.user),
    durationSeconds: null,
    timeline: timelineOf(event.breadcrumbs, time),
    revno: wordOf(event.release) ?? tagOf(event, 'release'),
    branchNick: wordOf(event.dist) ?? tagOf(event, 'dist'),
    informational: isInformational(event, settings),
    lastOops: null,
    fingerprint: fingerprintOf(event.fingerprint),
    isEvent: true,
    clockOffset: clockOffsetOf(envelope),
    extra: extraFor(settings, event, () => extraOf(event)),
  };
}

/** Type, value, what they came from, and where in the program it was. */
function whatFailed(event: DocumentObject): Pick<OopsReport, 'type' | 'value' | 'causes' | 'traceback'> {
  const exceptions = exceptionsOf(event);
  if (isMessage(event)) {
    const frames = exceptions[0]?.frames ?? framesBesideExceptions(event);
    return { ...describeMessage(event), causes: [], traceback: printStack(frames) };
  }
  const [main, ...causes] = exceptions.map(describeException);
  return { type: null, value: null, ...main, causes, traceback: printTraceback(exceptions) };
}
