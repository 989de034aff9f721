import { existsSync, globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { SENTRY } from '../../../../src/oops/events/sentry/sentry.js';
import type { DocumentObject } from '../../../../src/oops/formats/document-value.js';
import { oopsFromReport } from '../../../../src/oops/oops-from-report.js';
import { NO_SETTINGS, reportOf } from '../../../support/read-sentry.js';

/**
 * Real events of clients in many languages, from the public collection bugsink/event-samples. They are too many, and of too
 * many owners, to be kept here.
 */
const CORPORA =
  process.env.OOPS_REPORT_CORPORA ?? fileURLToPath(new URL('../../../../../shared/corpora', import.meta.url));
const FOLDER = join(CORPORA, 'sentry-events');
const files = existsSync(FOLDER) ? globSync('*/*.json', { cwd: FOLDER }).sort() : [];

/** What of an event the tests look at by themselves. Anything can be missing, or of another kind. */
interface RawFrame {
  function?: string | null;
  raw_function?: string;
  lineno?: number;
  context_line?: string;
  in_app?: boolean;
}
interface RawException {
  type?: string;
  value?: string;
  mechanism?: { synthetic?: boolean | null } | null;
  stacktrace?: { frames?: RawFrame[] | null } | null;
}
interface RawBreadcrumb {
  category?: string;
  message?: string;
}
interface RawEvent {
  event_id?: string;
  timestamp: string | number;
  server_name?: string;
  environment?: string;
  exception?: { values: RawException[] } | RawException[];
  logger?: string;
  logentry?: string | { message?: string; formatted?: string };
  message?: string | { message?: string };
  level?: string;
  transaction?: string;
  culprit?: string;
  request?: { url?: string; method?: string; headers?: Record<string, unknown> };
  user?: { username?: string; email?: string; id?: string; ip_address?: string };
  release?: string | null;
  dist?: string;
  fingerprint?: unknown[];
  breadcrumbs?: { values: RawBreadcrumb[] } | RawBreadcrumb[];
}

const documentOf = (file: string) => JSON.parse(readFileSync(join(FOLDER, file), 'utf8')) as DocumentObject;
const rawOf = (file: string) => documentOf(file) as unknown as RawEvent;

function listOf<T>(wrapped: { values: T[] } | T[] | undefined): T[] {
  return Array.isArray(wrapped) ? wrapped : (wrapped?.values ?? []);
}

/** Empty text says as little as none. */
const said = (text: string | null | undefined) => (text === '' ? null : (text ?? null));

describe('the collection of real events', () => {
  it('is there, with all its events', (context) => {
    context.skip(files.length === 0, `${FOLDER} is missing: OOPS_REPORT_CORPORA can name another folder`);
    expect(files).toHaveLength(124);
  });

  // Where the collection is missing, this one row is skipped with the test above.
  it.skipIf(files.length === 0).each(files.length === 0 ? ['no event'] : files)('is read: %s', (file) => {
    const raw = rawOf(file);
    const report = reportOf(documentOf(file));
    expect(SENTRY.recognises(documentOf(file))).toBe(true);

    expect(report.id).toBe(raw.event_id === undefined ? '' : `OOPS-${raw.event_id.replaceAll('-', '')}`);
    expect(report.time).toBe(
      typeof raw.timestamp === 'number'
        ? Math.round(raw.timestamp * 1000)
        : Date.parse(/(Z|[+-]\d\d:\d\d)$/.test(raw.timestamp) ? raw.timestamp : `${raw.timestamp}Z`),
    );

    const staged = ['production', 'prod', undefined].includes(raw.environment?.toLowerCase())
      ? ''
      : `@${raw.environment}`;
    const unnamed = staged === '' ? null : `UNKNOWN${staged}`;
    expect(report.reporter).toBe(said(raw.server_name) === null ? unnamed : `${raw.server_name}${staged}`);
    expect(report.hostname).toBe(said(raw.server_name));

    expect(report.topic).toBe(said(raw.transaction) ?? said(raw.culprit));
    expect(report.url).toBe(said(raw.request?.url));
    expect(report.revno).toBe(said(raw.release));
    expect(report.branchNick).toBe(said(raw.dist));
    const isDefault = raw.fingerprint?.every((part) => part === '{{ default }}') ?? true;
    expect(report.fingerprint).toEqual(isDefault ? null : raw.fingerprint?.map(String));
    expect(report.informational).toBe(['warning', 'info', 'debug'].includes(raw.level ?? 'error'));
    expect(report).toMatchObject({ isEvent: true, durationSeconds: null, lastOops: null });
    const { username, email, id, ip_address } = raw.user ?? {};
    const address = ip_address === '{{auto}}' ? null : ip_address;
    expect(report.username).toBe(said(username) ?? said(email) ?? said(id) ?? said(address));

    const agent = raw.request?.headers?.['User-Agent'];
    const oops = oopsFromReport(report);
    expect(oops.method).toBe(said(raw.request?.method));
    expect(oops.userAgent).toBe(agent === undefined ? null : String(agent));

    const queries = listOf(raw.breadcrumbs).filter(({ category }) => category === 'query');
    expect(report.timeline.map(({ detail }) => detail)).toEqual(queries.map(({ message }) => message));
    expect(report.timeline.every(({ start, end }) => start <= 0 && start === end)).toBe(true);
  });

  const withExceptions = files.filter((file) => listOf(rawOf(file).exception).length > 0);
  const rows = withExceptions.length === 0 ? ['no event'] : withExceptions;
  it.skipIf(files.length === 0).each(rows)('has its exceptions: %s', (file) => {
    const exceptions = listOf(rawOf(file).exception);
    const report = reportOf(documentOf(file));
    const chain = [{ type: report.type, value: report.value }, ...report.causes].reverse();
    expect(chain.map(({ value }) => value)).toEqual(exceptions.map(({ value }) => said(value)));
    for (const [place, { type, mechanism, stacktrace }] of exceptions.entries()) {
      const known = (stacktrace?.frames ?? []).filter(
        (frame) => said(frame.function) && frame.function !== '<unknown>',
      );
      const failing = known.filter((frame) => frame.in_app).at(-1) ?? known.at(-1);
      expect(chain[place]?.type).toBe(mechanism?.synthetic === true ? (failing?.function ?? type) : type);
    }

    const frames = exceptions.flatMap(({ stacktrace }) => stacktrace?.frames ?? []);
    if (frames.length === 0) {
      expect(report.traceback).toBeNull();
      return;
    }
    const lines = report.traceback?.split('\n') ?? [];
    const printed = lines.filter((line) => line.startsWith('  File "'));
    expect(printed).toHaveLength(frames.length);
    for (const [place, frame] of frames.entries()) {
      // PHP names an anonymous class with a NUL.
      const name = (frame.function ?? frame.raw_function)?.trim().replaceAll('\0', '\\x00');
      if (name) expect(printed[place]?.endsWith(`, in ${name}`)).toBe(true);
      expect(printed[place]?.includes(', line ')).toBe(frame.lineno !== undefined);
      if (frame.context_line?.trim()) expect(lines).toContain(`    ${frame.context_line.trim()}`);
    }
    expect(report.traceback?.match(/^The above exception was the direct cause/gm) ?? []).toHaveLength(
      exceptions.length - 1,
    );
  });

  it.skipIf(files.length === 0)('has the messages of those without exceptions', () => {
    const messages = files
      .filter((file) => !withExceptions.includes(file))
      .map((file) => [file, reportOf(documentOf(file))] as const);
    const cleanup =
      'Error during cleanup of <StorageCleanupTodo: StorageCleanupTodo(74e45def-dd8e-4b7a-b5a7-fab97a534875, ' +
      "local_flat_files)>: AttributeError(\"'StorageCleanupTodo' object has no attribute 'storage_name'\")";
    expect(messages.map(([file, { type, value }]) => [file, type, value])).toEqual([
      ['bugsink/logmessage-w-params-dict.json', 'events.tasks', cleanup],
      ['bugsink/logmessage-w-params.json', 'events.tasks', cleanup],
      [
        'bugsink/top-level-message-no-exception.json',
        'com.example.social.scheduled.handlers.TiktokVideoHandler',
        'Error getting videos for user xxx; Failed to communicate with Tiktok API: request timed out',
      ],
      ['sentry/javascript-message.json', 'Message', 'event'],
    ]);
  });

  it.skipIf(files.length === 0)(
    'holds each as JSON can carry it, with nothing of it lost that is not told',
    () => {
      for (const file of files) {
        const { extra } = reportOf(documentOf(file));
        expect(JSON.parse(JSON.stringify(extra))).toEqual(extra);
        const { tags, contexts, modules, sdk } = documentOf(file);
        for (const [key, value] of Object.entries({ tags, contexts, modules, sdk })) {
          expect(extra[key], `${file}: ${key}`).toEqual(value);
        }
      }
    },
  );

  it.skipIf(files.length === 0)('has one event without an id, which its content tells from others', () => {
    const idless = files.filter((file) => rawOf(file).event_id === undefined);
    expect(idless).toEqual(['bugsink/laravel.json']);
    const [reading] = SENTRY.read(documentOf('bugsink/laravel.json'), NO_SETTINGS);
    expect(reading).toMatchObject({ kind: 'report', content: expect.stringContaining('Laravel') });
  });
});
