import { parseConfig } from '../../src/config/parse-config.js';
import { gatherReportContext, type ReportContext } from '../../src/evidence/report-context.js';
import type { OutageWindow, Phase } from '../../src/outages/window.js';
import { openSnapshot } from '../../src/store/sqlite/sqlite-snapshot.js';
import { recordFullReading } from '../../src/store/sqlite/tables/sources.js';
import { importWindows } from '../../src/store/sqlite/tables/windows.js';
import type { NewOops } from '../../src/store/stored-oops.js';
import { databaseOf, newOops } from './sample-oops.js';

const DAY = Date.parse('2012-06-18T00:00:00Z');
const MINUTE = 60_000;
const at = (clock: string) => Date.parse(`2012-06-18T${clock}Z`);

type Rush = readonly [type: string, count: number, from: string, everySeconds: number];
const NEVER = '00:00:00';
const STORM: Rush = ['DisconnectionError', 60, '12:00:01', 2];

/** What each system writes beside its usual NotFound, and until when it writes that: a verdict each. */
const STORIES: Readonly<Record<string, { readonly rushes: readonly Rush[]; readonly usualUntil?: string }>> =
  {
    AFFECTED: { rushes: [['KeyError', 5, '12:01:00', 5]] },
    ALLOWED: { rushes: [['DisconnectionError', 2, '12:00:30', 30]] },
    BUGGY: { rushes: [STORM, ['AssertionError', 3, '12:00:20', 30]] },
    ELEVATED: { rushes: [STORM, ['KeyError', 30, '12:03:10', 20]] },
    GOOD: { rushes: [STORM] },
    LATE: { rushes: [STORM, ['DisconnectionError', 30, '12:03:05', 4]] },
    NEVER: { rushes: [STORM, ['DisconnectionError', 170, '12:03:05', 10]] },
    PARTLYA: { rushes: [STORM] },
    PARTLYB: { rushes: [STORM], usualUntil: '11:59:00' },
    QUIET: { rushes: [['NotFound', 2, '09:00:00', 60]], usualUntil: NEVER },
    SILENT: { rushes: [STORM], usualUntil: '11:59:00' },
    STOPPED: { rushes: [], usualUntil: '11:50:00' },
    STUBBORN: { rushes: [['ValueError', 2, '12:01:00', 20]] },
    UNAFFECTED: { rushes: [] },
  };

function oopsesOf(reporter: string): NewOops[] {
  const { rushes, usualUntil = '23:59:00' } = STORIES[reporter] ?? { rushes: [] };
  const found: NewOops[] = [];
  const add = (type: string, time: number) =>
    found.push(newOops(`OOPS-${reporter}${found.length}`, { reporter, type, time, traceback: TRACEBACK }));
  for (
    let time = DAY - 12 * 60 * MINUTE + 3 * MINUTE + 30_000;
    time < (usualUntil === NEVER ? 0 : at(usualUntil));
    time += 4 * MINUTE
  )
    add('NotFound', time);
  for (const [type, count, from, every] of rushes) {
    for (let index = 0; index < count; index += 1) add(type, at(from) + index * every * 1000);
  }
  return found;
}

const TRACEBACK =
  'Traceback (most recent call last):\n  File "publisher.py", line 307, in publish\n    return render()\nError: no';

function windowOf(phase: Phase, systems: readonly string[]): OutageWindow {
  const [start, end] = [at('12:00:00'), at('12:02:00')];
  return { outage: 'fdt-1', phase, systems, start, end, title: null, budgetSeconds: 60, source: 'test' };
}

/** An outage of two minutes from 12:00 to which thirteen systems answer in as many ways. */
export async function contextOfVerdicts(): Promise<ReportContext> {
  const names = Object.keys(STORIES).filter((name) => !name.startsWith('PARTLY'));
  const others = ['ALLOWED', 'STOPPED', 'STUBBORN'];
  const db = databaseOf(Object.keys(STORIES).flatMap(oopsesOf));
  const windows = [
    windowOf('downtime', [...names.filter((name) => !others.includes(name)), 'PARTLY']),
    windowOf('partial', ['ALLOWED']),
    windowOf('shutdown', ['STOPPED', 'STUBBORN']),
  ];
  importWindows(db, windows, { at: 0, by: 'test' });
  recordFullReading(db, { path: '/oopses', kind: 'repository', lastReadAt: DAY + 48 * 60 * MINUTE });
  const systems =
    'systems: { affected: { reporters: [AFFECTED], during: unaffected }, unaffected: { reporters: [UNAFFECTED], during: unaffected }, PARTLY: { reporters: [PARTLYA, PARTLYB] } }\n';
  return gatherReportContext(openSnapshot(db), parseConfig(systems, 'oops-report.yaml'), null);
}
