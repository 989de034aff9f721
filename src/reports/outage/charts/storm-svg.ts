import { drawRectangle, drawText, round } from '../../layout/svg.js';
import { plural, toLine } from '../../layout/text.js';
import { escapeXml } from '../../layout/xml.js';
import type { OutageReport, TimelineOfSystem } from '../outage-report.js';
import { clock } from '../words.js';
import { addCounts } from './storm-timeline.js';

/** The picture's measures, in its own units; a page scales it. */
const WIDTH = 960;
const LEFT = 150;
const RIGHT = 40;
const PANEL = 46;
const BAR = 26;
const FOOT = 26;

/**
 * Draws the storm as SVG: a panel a system on one time axis, each on its own scale. Behind the bars lie the system's
 * windows, its recovery grace and its observation. Expected failures are bars, unexpected ones diamonds above them, late
 * ones triangles: shapes that can be told apart without colour. Its colours come from the page. Empty when nothing was
 * seen.
 */
export function drawStormSvg(report: OutageReport): string {
  const { start, end, systems } = report.timeline;
  if (systems.length === 0) return '';
  const [from, to] = [Date.parse(start), Date.parse(end)];
  const xOf = (at: number) =>
    LEFT + ((WIDTH - LEFT - RIGHT) * (Math.min(Math.max(at, from), to) - from)) / (to - from);
  const floor = systems.length * PANEL;
  return [
    `<svg class="storm" viewBox="0 0 ${WIDTH} ${floor + FOOT}" role="img">`,
    `<title>The storm of outage ${escapeXml(toLine(report.outage))}</title>`,
    `<desc>${escapeXml(describeStorm(report))}</desc>`,
    ...systems.map((system, row) => drawPanel(system, report, row * PANEL, xOf)),
    ...drawAxis(report, floor, xOf),
    '</svg>',
  ].join('\n');
}

/** The picture in words: per system how many of each kind, and its tallest second. */
function describeStorm({ timeline }: OutageReport): string {
  const { systems, start, secondsPerCount } = timeline;
  return systems
    .map((system) => {
      const totals = addCounts(system);
      const peak = totals.reduce((most, count) => Math.max(most, count), 0);
      if (peak === 0) return `${toLine(system.system)}: not heard.`;
      const at = new Date(Date.parse(start) + totals.indexOf(peak) * secondsPerCount * 1000).toISOString();
      const kinds = (['expected', 'unexpected', 'late'] as const)
        .map((kind) => [kind, system[kind].reduce((sum, count) => sum + count, 0)] as const)
        .filter(([kind, count]) => kind === 'expected' || count > 0)
        .map(([kind, count]) => `${count} ${kind}`);
      return `${toLine(system.system)}: ${kinds.join(', ')}; most at ${clock(at)}, ${plural(peak, 'OOPS', 'OOPSes')} in ${secondsPerCount} s.`;
    })
    .join(' ');
}

type Place = (at: number) => number;

function drawPanel(system: TimelineOfSystem, report: OutageReport, top: number, xOf: Place): string {
  const { start, end, secondsPerCount } = report.timeline;
  const totals = addCounts(system);
  const peak = totals.reduce((most, count) => Math.max(most, count), 0);
  const base = top + PANEL - 6;
  const placeOf = (index: number) => Date.parse(start) + index * secondsPerCount * 1000;
  const bars = totals.flatMap((total, index) => {
    if (total === 0) return [];
    const left = xOf(placeOf(index));
    const width = Math.max(1, xOf(placeOf(index + 1)) - left - 0.4);
    const height = Math.max(1.5, (BAR * total) / peak);
    const [unexpected, late] = [system.unexpected[index] ?? 0, system.late[index] ?? 0];
    const middle = left + width / 2;
    const mark = base - height - 6;
    return [
      drawRectangle(late === total ? 'late' : 'expected', { x: left, y: base - height, width, height }),
      unexpected > 0
        ? `<path class="unexpected" d="M${round(middle)} ${round(mark - 5)}l5 5l-5 5l-5 -5z"/>`
        : '',
      late > 0 && unexpected === 0
        ? `<path class="late" d="M${round(middle)} ${round(mark - 1)}l3.5 6h-7z"/>`
        : '',
    ];
  });
  return [
    '<g>',
    ...drawShades(system, Date.parse(end), top, xOf),
    `<path class="axis" d="M${LEFT} ${base}H${WIDTH - RIGHT}"/>`,
    ...bars,
    drawText({ x: LEFT - 8, y: base - 4, anchor: 'end' }, escapeXml(shorten(toLine(system.system)))),
    drawText({ name: 'soft', x: WIDTH - RIGHT + 5, y: base - 4 }, String(peak)),
    '</g>',
  ].join('');
}

/** The system's windows, from the last one's end the grace, and then what was observed. */
function drawShades(
  { windows, observation }: TimelineOfSystem,
  end: number,
  top: number,
  xOf: Place,
): string[] {
  const shade = (name: string, from: number, to: number) =>
    drawRectangle(name, { x: xOf(from), y: top + 2, width: xOf(to) - xOf(from), height: PANEL - 8 });
  const lastEnd = Math.max(...windows.map((window) => (window.end === null ? end : Date.parse(window.end))));
  return [
    ...windows.map((window) =>
      shade(window.phase, Date.parse(window.start), window.end === null ? end : Date.parse(window.end)),
    ),
    ...(observation
      ? [
          shade('grace', lastEnd, Date.parse(observation.start)),
          shade('observed', Date.parse(observation.start), Date.parse(observation.end)),
        ]
      : []),
  ];
}

/** The start and the end of the outage, and the edges of the picture where there is room for them. */
function drawAxis({ start, end, timeline }: OutageReport, floor: number, xOf: Place): string[] {
  const edges = [start, ...(end === null ? [] : [end])].map((time) => ({ time, x: xOf(Date.parse(time)) }));
  const [first, last] = edges;
  const isTight = first && last && last.x - first.x < 70;
  const labels = edges.map(({ time, x }, index) => {
    const anchor = isTight ? (index === 0 ? 'end' : 'start') : 'middle';
    return `<path class="edge" d="M${round(x)} 0V${floor + 4}"/>${drawText({ x, y: floor + 18, anchor }, clock(time))}`;
  });
  const right = xOf(Date.parse(timeline.end));
  const isFree = edges.every(({ x }) => right - x > 110);
  return isFree
    ? [...labels, drawText({ name: 'soft', x: right, y: floor + 18, anchor: 'end' }, clock(timeline.end))]
    : labels;
}

function shorten(name: string): string {
  return name.length > 20 ? `${name.slice(0, 19)}…` : name;
}
