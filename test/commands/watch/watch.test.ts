import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import type { CommandContext } from '../../../src/commands/program/context.js';
import { runOnTerminal } from '../../support/on-terminal.js';
import { hasPythonModule } from '../../support/python.js';
import { addFiles, textReport } from '../../support/temporary-folder.js';
import { withoutColours } from '../../support/without-colours.js';
import { makeWorkplace } from '../../support/workplace.js';

const PROGRAM = fileURLToPath(new URL('../../../dist/main.js', import.meta.url));
const at = (clock: string) => Date.parse(`2011-09-08T${clock}Z`);
const LEAVE = '\u001b[?7h\u001b[?25h\u001b[?1049l';

interface SceneOptions extends Partial<CommandContext> {
  /** What happens beside the program, by the time at which it does. */
  readonly events?: Readonly<Record<string, (place: ReturnType<typeof makeWorkplace>) => unknown>>;
}

/**
 * An outage of ten minutes from 08:00 with twenty failures of T. The clock begins at 08:01:30 and goes on while the program
 * sleeps; every 10 s the reports that have been written by then are loaded, as an ingest beside it would.
 */
async function makeScene({ events = {}, ...more }: SceneOptions = {}) {
  const clock = { at: at('08:01:30'), loads: true };
  const written = new Set<string>();
  const reports: (readonly [id: string, time: string, type: string])[] = [
    ...Array.from({ length: 8 }, (_, hour) => [`T${hour}`, `0${hour}:12:00`, 'NotFound'] as const),
    ...Array.from(
      { length: 20 },
      (_, n) =>
        [`T${100 + n}`, `08:0${Math.floor(n / 2)}:${n % 2 ? '45' : '15'}`, 'DisconnectionError'] as const,
    ),
    ['T200', '08:04:20', 'LostPayment'],
    ['T201', '08:12:20', 'NotFound'],
  ];
  const place = makeWorkplace({
    ...more,
    now: () => clock.at,
    sleep: async (milliseconds) => {
      const before = clock.at;
      clock.at += milliseconds;
      for (const [time, happens] of Object.entries(events))
        if (at(time) > before && at(time) <= clock.at) await happens(place);
      if (clock.loads && Math.floor(clock.at / 10_000) > Math.floor(before / 10_000)) await load();
    },
  });
  const load = async () => {
    for (const [id, time, type] of reports) {
      if (written.has(id) || at(time) > clock.at) continue;
      written.add(id);
      const report = textReport(`OOPS-2077${id}`, {
        'Exception-Type': type,
        Date: `2011-09-08T${time}+00:00`,
      });
      addFiles(place.folder, { [`r/2011-09-08/${id}`]: report });
    }
    await place.run('ingest', 'r', '--settle', '0');
  };
  await load();
  const add = ['windows', 'add', '--outage', 'fdt-1', '--systems', 'T', '--start', '2011-09-08T08:00:00Z'];
  await place.run(...add);
  return { clock, ...place };
}

const END = {
  '08:10:00': ({ run }: { run: (...args: string[]) => unknown }) => run('windows', 'end', 'fdt-1'),
};

describe('watch where stdout is no terminal', () => {
  it('writes a line for each change and each new group, and ends with the report of outage and its code', async () => {
    const { clock, run } = await makeScene({ events: END });
    const { code, stdout, stderr } = await run('watch');
    const lines = stderr.split('\n');
    expect(lines.slice(0, 2)).toEqual([
      'fdt-1 at 08:01:30 UTC: ONGOING since 08:00:00 UTC, 1 min 30 s: 3 min 30 s left of its budget of 5 min; 3 expected, 0 unexpected, 0 a second; data known until 08:00:30 UTC, 1 min ago',
      'fdt-1 at 08:01:50 UTC: ONGOING since 08:00:00 UTC, 1 min 50 s: 3 min 10 s left of its budget of 5 min; 4 expected, 0 unexpected, 0.1 a second; data known until 08:00:50 UTC, 1 min ago',
    ]);
    expect(lines.filter((line) => line.startsWith('08:'))).toEqual([
      '08:04:20 unexpected: LostPayment (T), OOPS-2077T200',
    ]);
    expect(lines.filter((line) => line.includes('ENDED'))[0]).toMatch(
      /^fdt-1 at 08:10:00 UTC: ENDED after 10 min, 5 min OVER its budget of 5 min; /,
    );
    expect({ code, stdout }).toEqual(
      await run('outage', 'fdt-1').then(({ code, stdout }) => ({ code, stdout })),
    );
    expect(code).toBe(1);
    expect(clock.at).toBeLessThan(at('08:20:00'));
  });

  it('says nothing but the report with --quiet, and writes it where it is to be', async () => {
    const { folder, run } = await makeScene({ events: END });
    const { code, stdout, stderr } = await run(
      '--quiet',
      'watch',
      'fdt-1',
      '--every',
      '1m',
      '--output',
      'outage.json',
    );
    expect({ code, stdout, stderr }).toEqual({ code: 1, stdout: '', stderr: '' });
    const report = JSON.parse(readFileSync(join(folder, 'outage.json'), 'utf8'));
    expect(report).toMatchObject({ kind: 'outage', outage: 'fdt-1' });
  });

  it('ends when it has been watched for as long as it is to be, though something is undecided', async () => {
    const { clock, run } = await makeScene({ events: END });
    await run('windows', 'add', '--outage', 'quiet', '--systems', 'Q', '--start', '2011-09-08T07:59:00Z');
    await run('windows', 'end', 'quiet', '--at', '2011-09-08T08:01:00Z');
    expect((await run('--quiet', 'watch', 'quiet', '--every', '1m')).code).toBe(3);
    // 31 min 1 s after the end, as soon as that is known, and looked at.
    expect(new Date(clock.at).toISOString()).toBe('2011-09-08T08:33:30.000Z');
  });
});

describe('watch on a terminal', () => {
  const terminal = { columns: 80, rows: 24, env: { NO_COLOR: '1' } };

  it('draws on another screen, and leaves it for the report', async () => {
    const { run } = await makeScene({ ...terminal, events: END });
    const { code, stdout, stderr } = await run('--no-pager', 'watch', '--every', '30s');
    const [screen = '', report] = stdout.split(LEAVE);
    expect({ code, stderr, report }).toEqual({
      ...{ code: 1, stderr: '' },
      report: (await run('--no-pager', 'outage', 'fdt-1')).stdout,
    });
    expect(screen.startsWith('\u001b[?1049h')).toBe(true);
    expect(screen).toContain('ONGOING since 08:00:00 UTC, 2 min: 3 min left');
  });

  it('says what keeps it from looking, and goes on when that has passed', async () => {
    const { run } = await makeScene({
      ...terminal,
      events: {
        ...END,
        '08:05:00': ({ folder }) => addFiles(folder, { 'oops-report.yaml': 'systems: [\n' }),
        '08:06:00': ({ folder }) => addFiles(folder, { 'oops-report.yaml': '' }),
      },
    });
    const { code, stdout } = await run('--no-pager', 'watch', '--every', '30s');
    expect(code).toBe(1);
    expect(stdout).toMatch(/ Trouble .*oops-report\.yaml/);
  });

  it.each([
    [['--every', '0.5s'], '--every 0.5s is no length of time from 1s on. Write it as 2s or 1m.'],
    [['--every', 'soon'], '--every soon is no length of time from 1s on. Write it as 2s or 1m.'],
    [
      ['no-such'],
      'There is no outage no-such. The last ones are fdt-1; list all with oops-report windows list.',
    ],
  ])('refuses %j', async (args, message) => {
    const { run } = await makeScene(terminal);
    expect(await run('watch', ...args)).toEqual({ code: 2, stdout: '', stderr: `oops-report: ${message}\n` });
  });

  it('needs a window to watch', async () => {
    const { run } = makeWorkplace(terminal);
    expect(await run('--quiet', 'watch')).toEqual({
      ...{ code: 2, stdout: '' },
      stderr: 'oops-report: The window log is empty. Load one with oops-report windows import FILE.\n',
    });
  });
});

describe.skipIf(!hasPythonModule('pty'))('the watch of a real program', () => {
  it('that is interrupted leaves the terminal as it was, with one line', async () => {
    const { folder, run } = makeWorkplace();
    await run('windows', 'add', '--outage', 'o', '--start', new Date().toISOString());
    expect(existsSync(join(folder, 'oops-report.db'))).toBe(true);
    const { PATH } = process.env;
    const { code, shown } = await runOnTerminal([process.execPath, PROGRAM, 'watch'], {
      ...{ rows: 24, cwd: folder, env: { PATH, TERM: 'xterm' } },
      type: { keys: '\u0003', after: 'ONGOING' },
    });
    const [before = '', after = ''] = shown.split(LEAVE);
    expect(withoutColours(before)).toContain('Outage o');
    expect({ code, after: withoutColours(after) }).toEqual({
      ...{ code: 130, after: 'oops-report: stopped by SIGINT.\n' },
    });
  });
});
