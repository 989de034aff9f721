// Where fuzzing begins: what the samples and the README have of each kind.
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { WINDOW_LOG_NAMES } from '../build/outages/window-log/window-log.js';

const data = fileURLToPath(new URL('../data/', import.meta.url));
/** More of a file says nothing new. */
const LONGEST = 4000;
/** So many files of a folder do: the others are like them. */
const FILES = 12;

/** @returns {Buffer[]} */
export function seedsOf(target) {
  return SEEDS[target]?.() ?? [];
}

const SEEDS = {
  report: () => {
    const reports = filesUnder('incident-2011-09-08/reports').map((path) => readFileSync(path));
    const short = reports.filter(({ length }) => length <= LONGEST);
    return [...short, ...short.slice(0, 2).map((report) => gzipSync(report))];
  },
  rows: () => [
    ...linesOf('incident-2026-11-18').map((lines) => Buffer.from(lines)),
    ...ROWS.map((row) => Buffer.from(row)),
  ],
  envelope: () => [Buffer.from(ENVELOPE)],
  windows: () =>
    WINDOWS.map(([name, text]) => Buffer.from([WINDOW_LOG_NAMES.indexOf(name), ...Buffer.from(text)])),
  config: () => configs(),
  questions: () => QUESTIONS.map((text) => Buffer.from(text)),
  times: () => TIMES.map((text) => Buffer.from(`\0${text}`)),
  texts: () => TEXTS.map((text) => Buffer.from(text)),
};

function filesUnder(place) {
  const names = readdirSync(join(data, place), { recursive: true });
  const files = names
    .map((name) => join(data, place, String(name)))
    .filter((path) => statSync(path).isFile());
  return files.filter((_, index) => index % Math.ceil(files.length / FILES) === 0);
}

/** The first lines of each file of text of a folder, some at a time. */
function linesOf(place) {
  return filesUnder(place)
    .filter((path) => /\.(?:log|ndjson|json|csv|envelope|jsonl)$/.test(path))
    .map((path) => readFileSync(path, 'utf8').slice(0, LONGEST));
}

function configs() {
  return ['incident-2011-09-08', 'incident-2026-11-18']
    .flatMap((place) => readdirSync(join(data, place)).map((name) => join(data, place, name)))
    .filter((path) => path.endsWith('.yaml'))
    .map((path) => readFileSync(path));
}

const ENVELOPE =
  '{"event_id":"9ec79c33ec9942ab8353589fcb2e04dc","sent_at":"2026-01-01T00:00:00Z"}\n{"type":"event","length":41}\n{"message":"hello","level":"error","a":1}\n\n{"type":"client_report"}\n{"discarded_events":[]}\n';

const ROWS = [
  ENVELOPE,
  '{"id":"OOPS-1A1","type":"KeyError","value":"x","time":"2026-01-01T00:00:00Z","reporter":"A"}\n',
  'id,time,reporter,type,value\nOOPS-1A1,2026-01-01T00:00:00Z,A,KeyError,"a ""b"""\n',
  '{"level":50,"time":1767225600000,"pid":1,"hostname":"a","err":{"type":"Error","message":"m","stack":"Error: m\\n    at f (a.js:1:2)"},"msg":"m"}\n',
  '{"@timestamp":"2026-01-01T00:00:00Z","log.level":"error","message":"m","error":{"type":"E","stack_trace":"E: m\\n\\tat A.b(A.java:1)"}}\n',
  '{"resourceLogs":[{"resource":{"attributes":[{"key":"service.name","value":{"stringValue":"shop"}}]},"scopeLogs":[{"logRecords":[{"timeUnixNano":"1767225600000000000","severityNumber":17,"body":{"stringValue":"m"},"attributes":[{"key":"exception.type","value":{"stringValue":"E"}}]}]}]}]}\n',
  '{"exception":{"values":[{"type":"E","value":"v","stacktrace":{"frames":[{"filename":"a.py","lineno":1,"function":"f"}]}}]},"timestamp":1767225600,"level":"error","event_id":"9ec79c33ec9942ab8353589fcb2e04dc"}\n',
  '{"event":"failed","level":"error","timestamp":"2026-01-01T00:00:00Z","exception":"Traceback (most recent call last):\\n  File \\"a.py\\", line 1, in f\\nKeyError: 1"}\n',
];

const WINDOWS = [
  [
    'csv',
    'outage,phase,systems,start,end,title,budget\nfdt,downtime,web api,2026-01-01 08:53:05,2026-01-01T08:55:17Z,Upgrade,60\n',
  ],
  [
    'json',
    '[{"outage":"fdt","phase":"downtime","systems":["web"],"start":"2026-01-01T08:53:05Z","end":null,"title":"x","budgetSeconds":60,"source":"x","planned":true}]',
  ],
  [
    'ics',
    'BEGIN:VCALENDAR\r\nVERSION:2.0\r\nBEGIN:VEVENT\r\nUID:1\r\nDTSTART;TZID=Europe/Berlin:20260101T080000\r\nDURATION:PT5M\r\nRRULE:FREQ=WEEKLY;COUNT=3\r\nSUMMARY:downtime web\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n',
  ],
  [
    'silences',
    '[{"id":"1","startsAt":"2026-01-01T08:00:00Z","endsAt":"2026-01-01T09:00:00Z","matchers":[{"name":"service","value":"web|api","isRegex":true,"isEqual":true}],"comment":"x","status":{"state":"expired"}}]',
  ],
  [
    'statuspage',
    '{"scheduled_maintenances":[{"id":"1","name":"x","scheduled_for":"2026-01-01T08:00:00Z","scheduled_until":"2026-01-01T09:00:00Z","status":"completed","components":[{"name":"web"}]}]}',
  ],
  [
    'pagerduty',
    '{"maintenance_windows":[{"id":"P1","start_time":"2026-01-01T08:00:00Z","end_time":"2026-01-01T09:00:00Z","description":"x","services":[{"summary":"web"}]}]}',
  ],
  [
    'deploy-log',
    '2011-09-08 08:52:54 INFO    Outage starts\n2011-09-08 08:53:05 INFO    Outage complete. 0:01:17\n',
  ],
];

const QUESTIONS = [
  'afoo\nbbar',
  'tlaunchpad AND "Store left"\nf-7d',
  'xNOT (a OR b*)',
  'gtype,reporter\ncx\ns-count',
];
const TIMES = [
  ...[
    '2026-01-01',
    '2011-09-08T08:53:05.123+02:00',
    '-7d',
    'yesterday 08:00',
    '1h30m',
    '90s',
    'last tuesday',
  ],
  ...['8 Sep 2011, 8:53 am', '20110908T085305Z', '1315471985', 'today', '08:53', '2026-W03-2', 'P1DT2H'],
];
const TEXTS = [
  'Traceback (most recent call last):\n  File "a.py", line 70, in get <Thing at 0x7f00fb86738b>\nKeyError: 4711 9b1deb4d-3b7d-4bad-9bdd-2b0d7b3dcb6d',
  'postgres://app:hunter2@db/shop?token=abc&password="x" Authorization: Bearer abcdefghijklmnopqrstuv',
  '{"api_key":"abc","body":"{\\"clientSecret\\":\\"abc\\"}"} eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.abc',
];
