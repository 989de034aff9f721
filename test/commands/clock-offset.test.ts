import { describe, expect, it } from 'vitest';
import { run } from '../support/run.js';
import { makeFolder } from '../support/temporary-folder.js';

const EVENT_ID = '9ec79c33ec9942ab8353589fcb2e04dc';

/** What a receiver wrote down of an envelope that came in by its own clock at 10:00:45. */
function spooled(sentAt: string): string {
  const header = {
    ...{ event_id: EVENT_ID, dsn: 'https://key@errors.example/42' },
    ...{ sent_at: sentAt, received_at: '2026-11-18T10:00:45.000Z' },
  };
  const event = { timestamp: sentAt, exception: { values: [{ type: 'KeyError' }] } };
  return [header, { type: 'event' }, event].map((line) => `${JSON.stringify(line)}\n`).join('');
}

async function folderWith(sentAt: string): Promise<string> {
  const folder = makeFolder({
    'web.envelope': spooled(sentAt),
    'oops-report.yaml': 'projects: { 42: web }\n',
  });
  await run(folder, ['ingest', 'web.envelope', '--settle', '0'], {
    now: () => Date.parse('2026-11-18T12:00:00Z'),
  });
  return folder;
}

describe('an event whose sender has another clock than the receiver', () => {
  it('is shown with that, at the time that it says', async () => {
    const folder = await folderWith('2026-11-18T10:00:30.000Z');
    const { stdout } = await run(folder, ['show', EVENT_ID]);
    expect(stdout.replace(/\s+/g, ' ')).toContain(
      ' Clock 15 s behind ours when it was sent, the time on the way with it; its time is as it was written ',
    );
    const json = JSON.parse((await run(folder, ['show', EVENT_ID, '--format', 'json'])).stdout);
    expect(json).toMatchObject({ time: '2026-11-18T10:00:30.000Z', clockOffsetSeconds: 15 });
    const sql = await run(folder, ['sql', 'SELECT clock_offset_seconds FROM oops', '--format', 'csv']);
    expect(sql.stdout).toBe('clock_offset_seconds\r\n15\r\n');
  });

  it('has no words for what can be the time on the way', async () => {
    const folder = await folderWith('2026-11-18T10:00:44.200Z');
    const { stdout } = await run(folder, ['show', EVENT_ID]);
    expect(stdout).not.toContain('Clock');
  });

  it('is exported with it, so that a copy says the same', async () => {
    const folder = await folderWith('2026-11-18T10:00:50.000Z');
    const { stdout } = await run(folder, ['export', '--from', '2026-11-18', '--to', '2026-11-19']);
    const other = makeFolder({ 'copy.ndjson': stdout });
    await run(other, ['ingest', 'copy.ndjson', '--settle', '0']);
    const json = JSON.parse((await run(other, ['show', EVENT_ID, '--format', 'json'])).stdout);
    expect(json).toMatchObject({ clockOffsetSeconds: -5 });
  });

  it('is told in the report of an outage', async () => {
    const folder = await folderWith('2026-11-18T10:00:30.000Z');
    await run(folder, [
      ...['windows', 'add', '--outage', 'db', '--phase', 'downtime', '--systems', '*'],
      ...['--start', '2026-11-18T10:00:00Z', '--end', '2026-11-18T10:01:30Z'],
    ]);
    const { stdout } = await run(folder, ['outage', 'db', '--format', 'json']);
    expect(JSON.parse(stdout).clockOffsets).toEqual([
      { system: 'web', reporter: 'web', medianSeconds: 15, count: 1 },
    ]);
    expect((await run(folder, ['outage', 'db'])).stdout.replace(/\s+/g, ' ')).toContain(
      'Clocks of web were off when it sent its events, the time on the way with it: web 15 s behind ours (median of 1 event).',
    );
  });
});
