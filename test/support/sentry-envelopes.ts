import { createHash } from 'node:crypto';

/** An error of a client, of a request of its own. */
export interface SentEvent {
  readonly project: string;
  readonly time: number;
  readonly type: string;
}

/** What a client says it threw away since it last said so. */
export interface SentClientReport {
  readonly project: string;
  readonly time: number;
  readonly discarded: readonly {
    readonly reason: string;
    readonly quantity: number;
    readonly category?: string;
  }[];
}

/** An envelope with an error, as clients send it. */
export function eventEnvelope({ project, time, type }: SentEvent): string {
  const id = createHash('md5').update(`${project} ${time} ${type}`).digest('hex');
  const event = {
    event_id: id,
    timestamp: time / 1000,
    exception: { values: [{ type, value: type }] },
    request: { method: 'GET', url: `https://${project}.example/${time}` },
  };
  return envelope({ project, time, header: { event_id: id }, item: 'event', payload: event });
}

/** An envelope with a client report, as clients send it. */
export function clientReportEnvelope({ project, time, discarded }: SentClientReport): string {
  const events = discarded.map((one) => ({ category: 'error', ...one }));
  const report = { timestamp: time / 1000, discarded_events: events };
  return envelope({ project, time, header: {}, item: 'client_report', payload: report });
}

interface Sent {
  readonly project: string;
  readonly time: number;
  readonly header: object;
  readonly item: string;
  readonly payload: object;
}

function envelope({ project, time, header, item, payload }: Sent): string {
  const dsn = `https://0123456789abcdef0123456789abcdef@errors.example/${project}`;
  const lines = [{ ...header, dsn, sent_at: new Date(time).toISOString() }, { type: item }, payload];
  return `${lines.map((line) => JSON.stringify(line)).join('\n')}\n`;
}
