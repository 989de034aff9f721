import { describe, expect, it } from 'vitest';
import { PLAIN_LOOK } from '../../../src/reports/layout/outputs.js';
import { renderStatusText } from '../../../src/reports/status/render-text.js';
import type { SourceStatus, StatusReport } from '../../../src/reports/status/status.js';

const STATUS: StatusReport = {
  kind: 'status',
  at: '2026-11-18T11:00:00.000Z',
  oopses: 631,
  lastTime: '2026-11-18T10:58:12.500Z',
  observedUntil: '2026-11-18T10:58:58.000Z',
  lagSeconds: 62,
  maxLagSeconds: null,
  isLate: null,
  sources: [],
  rejects: 0,
  discarded: 0,
  discardedLately: [],
  openWindows: [],
  openOutages: [],
  databaseBytes: null,
  heldBackLog: null,
};

function source(path: string, lagSeconds: number | null, given: Partial<SourceStatus> = {}): SourceStatus {
  return {
    ...{ path, kind: 'repository', lastReadAt: '2026-11-18T10:59:58.000Z', lagSeconds },
    knownUntil:
      lagSeconds === null ? null : new Date(Date.parse(STATUS.at) - lagSeconds * 1000).toISOString(),
    ...{ holdsBack: false, isAsWritten: false },
    ...given,
  };
}

const show = (given: Partial<StatusReport>, look = PLAIN_LOOK) =>
  renderStatusText({ ...STATUS, ...given }, look);
const firstLine = (given: Partial<StatusReport>) => show(given).split('\n')[0];
const EXPORT = source('/data/january.csv', 86_400, { kind: 'export', holdsBack: true, isAsWritten: true });

describe('the text of a status', () => {
  it('has all figures, and the sources with the furthest behind first', () => {
    const status = show({
      rejects: 3,
      discarded: 110,
      discardedLately: [{ reporter: 'web', reason: 'ratelimit_backoff', count: 103 }],
      openWindows: ['db-move'],
      openOutages: [{ outage: 'db-move', start: '2026-11-18T09:00:00.000Z', isForgotten: false }],
      databaseBytes: 1_440_000,
      sources: [
        source('/alone', null),
        source('/quick', 62),
        source('/slow\u001b[31m', 3600, { holdsBack: true }),
      ],
    });
    expect(status).toBe(
      `All is known until 2026-11-18 10:58:58 UTC, 1 min 2 s ago.

 OOPSes    631, the last at 2026-11-18 10:58:12 UTC
 Rejects   3, listed by oops-report rejects
 Discards  110 events thrown away before anybody could count; in the last 24 h:
           web 103 (ratelimit_backoff)
 Open      db-move since 2026-11-18 09:00:00 UTC, 2 h
 Database  1.4 MB

 BEHIND     KIND        READ AT (UTC)        SOURCE
 1 h        repository  2026-11-18 10:59:58  /slow\\x1b[31m
 1 min 2 s  repository  2026-11-18 10:59:58  /quick
 not known  repository  2026-11-18 10:59:58  /alone
`,
    );
  });

  it('is short where there is nothing', () => {
    expect(show({ oopses: 0, lastTime: null, observedUntil: null, lagSeconds: null })).toBe(
      `Nothing was ever read in full: load reports with oops-report ingest PATH.

 OOPSes    0
 Rejects   none
 Discards  none
 Open      no window
`,
    );
  });

  it('answers in its first line whether it is late, and what holds it back', () => {
    const held = { sources: [source('/slow', 62, { holdsBack: true })] };
    expect(firstLine({ maxLagSeconds: 600, isLate: false, ...held })).toBe(
      'IN TIME. All is known until 2026-11-18 10:58:58 UTC, 1 min 2 s ago, within 10 min.',
    );
    expect(firstLine({ maxLagSeconds: 10, isLate: true, ...held })).toBe(
      'LATE. All is known until 2026-11-18 10:58:58 UTC, 1 min 2 s ago, more than 10 s, held back by /slow.',
    );
    const nothing = { observedUntil: null, lagSeconds: null, maxLagSeconds: 10, isLate: true };
    expect(firstLine(nothing)).toBe(
      'LATE. Nothing was ever read in full: load reports with oops-report ingest PATH.',
    );
  });

  it('has its answer in red where it is late, and in green where it is not', () => {
    const colours = { ...PLAIN_LOOK, colour: true };
    expect(show({ maxLagSeconds: 10, isLate: true }, colours)).toContain('\u001b[31mLATE.\u001b[39m');
    expect(show({ maxLagSeconds: 600, isLate: false }, colours)).toContain('\u001b[32mIN TIME.\u001b[39m');
  });

  it('says why a source holds back the others, and what to do', () => {
    const late = { maxLagSeconds: 10, isLate: true };
    expect(show({ ...late, sources: [source('/slow', 62, { holdsBack: true })] })).toContain(
      ' ! /slow holds it back: it was last read in full at 2026-11-18 10:59:58 UTC. See\n   whether its ingest still runs.\n',
    );
    const why =
      ' ! /data/january.csv holds it back: it was not seen to grow, so that it is known\n   until it was written, less the delivery lag (2026-11-17 11:00:00 UTC). Load\n   it again when it goes on; what has ended belongs into a database of its own.\n';
    expect(show({ ...late, sources: [EXPORT] })).toContain(why);
    expect(show({ sources: [EXPORT, source('/quick', 62)] })).toContain(why);
    expect(show({ sources: [EXPORT, source('/alone', null)] })).not.toContain('holds it back');
  });

  it('names windows that somebody forgot', () => {
    const open = { outage: 'db-move', start: '2026-11-18T01:00:00.000Z', isForgotten: true };
    expect(show({ openOutages: [open] })).toContain(
      ' ! Somebody forgot to close db-move: nothing more is attributed to it. Record\n   its end: oops-report windows end db-move.\n',
    );
  });

  it('lists twenty sources', () => {
    const sources = Array.from({ length: 23 }, (_, index) => source(`/${index}`, index));
    const lines = show({ sources }).trimEnd().split('\n');
    expect(lines.at(-1)).toBe(' and 3 more, less far behind');
    expect(lines.filter((line) => line.includes('repository'))).toHaveLength(20);
  });
});
