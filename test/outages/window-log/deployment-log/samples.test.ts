import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isDeploymentLog } from '../../../../src/outages/window-log/deployment-log/read-deployment-log.js';
import { readLog, SAMPLES, withoutLines } from './samples.js';

const EXPECTED = JSON.parse(readFileSync('test/fixtures/deployment-logs/expected.json', 'utf8'));

describe.each(SAMPLES)('$name', ({ name, text }) => {
  const [whole] = readLog(text);

  it('is one run, with everything that the log tells of it', () => {
    expect(readLog(text)).toEqual([EXPECTED[name]]);
  });

  it('is recognised, also with Windows line ends and after lines of others', () => {
    expect(isDeploymentLog(text)).toBe(true);
    expect(isDeploymentLog(`\uFEFFnohup: ignoring input\r\n${text.replaceAll('\n', '\r\n')}`)).toBe(true);
    expect(readLog(text.replaceAll('\n', '\r\n'))).toEqual([whole]);
  });

  it('breaks its steps down to its exact duration', () => {
    const seconds = whole?.steps.reduce((sum, step) => sum + step.seconds, 0) ?? 0;
    if (whole?.durationMilliseconds != null)
      expect(seconds * 1000).toBeCloseTo(whole.durationMilliseconds, 6);
  });

  it('cut off anywhere, names the same outage, open or as it was', () => {
    fc.assert(
      fc.property(fc.nat(text.length), (length) => {
        const runs = readLog(text.slice(0, length));
        expect(runs.length).toBeLessThanOrEqual(1);
        for (const window of runs.flatMap((run) => run.windows)) {
          const same = whole?.windows.find(({ phase }) => phase === window.phase);
          expect(window).toEqual({ ...same, end: window.end });
          // A duration cut off before its point lacks the fraction of a second.
          if (window.end !== null) expect(Math.abs(window.end - (same?.end ?? 0))).toBeLessThan(1000);
        }
      }),
    );
  });

  it('without its head, tells of no other outage, and of its start as exactly as its clock allows', () => {
    const lines = text.split('\n');
    const tolerance = lines[0]?.includes(',') ? 0 : 1000;
    for (let from = 1; from < lines.length; from++) {
      for (const run of readLog(lines.slice(from).join('\n'))) {
        expect(run.isStartReckoned).toBe(
          run.outage !== null && !lines.slice(from).join().includes('Outage starts'),
        );
        for (const window of run.windows) {
          const same = whole?.windows.find(({ phase }) => phase === window.phase);
          expect(Math.abs(window.start - (same?.start ?? 0))).toBeLessThanOrEqual(tolerance);
          expect(Math.abs((window.end ?? 0) - (same?.end ?? 0))).toBeLessThanOrEqual(tolerance);
        }
      }
    }
  });
});

describe('a log of many runs', () => {
  it('is cut into them, in whatever order they were written, with lines of others between', () => {
    const FOREIGN = [
      '',
      'Traceback (most recent call last):\n  File "upgrade.py", line 3\nProgrammingError: no',
      'LOG:  database system is ready to accept connections',
      'SELECT 1 FROM LaunchpadDatabaseRevision;',
      '2011-09-08 08:00:00 INFO    Something else altogether.',
    ];
    fc.assert(
      fc.property(
        fc.shuffledSubarray(SAMPLES, { minLength: 1 }),
        fc.array(fc.constantFrom(...FOREIGN), { minLength: 14, maxLength: 14 }),
        (samples, foreign) => {
          const text = samples.map((sample, index) => `${sample.text}${foreign[index]}\n`).join('');
          const alone = samples.flatMap((sample) => readLog(sample.text));
          expect(readLog(text).map(withoutLines)).toEqual(alone.map(withoutLines));
        },
      ),
    );
  });

  it('tells of the finished runs as before when it has grown, and of the one it broke off in under the same id', () => {
    const [before, broken] = SAMPLES.filter(({ name }) => name.includes('success')).map(({ text }) => text);
    const lines = broken?.split('\n') ?? [];
    const yesterday = readLog(`${before}${lines.slice(0, 12).join('\n')}`);
    const today = readLog(`${before}${broken}`);
    expect(yesterday[0]).toEqual(today[0]);
    expect(yesterday[1]).toMatchObject({ ending: 'broken-off', windows: [{ end: null }] });
    expect(today[1]).toMatchObject({ ending: 'complete', outage: yesterday[1]?.outage });
  });
});
