import type { Verdict } from '../../../analysis/verdict.js';
import { drawGrid } from '../../layout/charts/axis.js';
import { drawBars } from '../../layout/charts/bars.js';
import { drawLabel } from '../../layout/charts/labels.js';
import { MARKS, SIGNS } from '../../layout/charts/marks.js';
import { drawLine, drawMark, drawPicture, drawRectangle } from '../../layout/charts/shapes.js';
import { toLine } from '../../layout/text.js';
import { escapeXml } from '../../layout/xml.js';
import type { OutageReport } from '../outage-report.js';
import { BAR_HEIGHT, layOutPicture, type Panel, type Picture, type RowLayout } from './picture.js';
import { describePicture } from './picture-words.js';

/** Each verdict in a sign that is no colour. */
const SIGN_OF: Readonly<Record<Verdict, string>> = {
  'as-expected': SIGNS.tick,
  'not-as-expected': SIGNS.cross,
  inconclusive: SIGNS.question,
};

const MARK_OF = { unexpected: MARKS.diamond, late: MARKS.triangle } as const;

/**
 * Draws an outage as SVG: the storm, and at its side the same systems from half an hour before to the end of what was
 * watched. Expected failures are bars, unexpected ones have diamonds above them, late ones triangles; windows, grace and
 * observation lie behind them and are ruled below: all can be told apart without colour. Empty when nothing was heard.
 */
export function drawOutagePicture(report: OutageReport): string {
  const picture = layOutPicture(report);
  if (!picture) return '';
  const { height, top, floor, rows, axes, edges, labels } = picture;
  return drawPicture(
    {
      name: 'storm',
      height,
      title: `The storm of outage ${escapeXml(toLine(report.outage))}`,
      description: escapeXml(describePicture(report)),
    },
    [
      ...rows.flatMap(drawShades),
      ...axes.flatMap((axis) => drawGrid(axis, top, floor + 3)),
      ...edges.map((x) => drawLine('edge', { x, y: top }, { x, y: floor + 18 })),
      ...drawZoom(picture),
      ...rows.map(drawRow),
      ...labels.map(drawLabel),
    ],
  );
}

/** The frame around what is enlarged, and its ties to the storm. */
function drawZoom({ zoom, axes, top, floor }: Picture): string[] {
  const [storm] = axes;
  if (!zoom || !storm) return [];
  const { left, right } = zoom;
  const line = (x1: number, y1: number, x2: number, y2: number) =>
    drawLine('zoom', { x: x1, y: y1 }, { x: x2, y: y2 });
  return [
    drawRectangle('zoomed', { x: left, width: right - left, y: top, height: floor - top }),
    line(0, top, right, top),
    line(0, floor, right, floor),
  ];
}

function drawShades({ panels, top, base }: RowLayout): string[] {
  return panels.flatMap(({ shades }) =>
    shades.flatMap(({ name, left, right }) => [
      drawRectangle(name, { x: left, width: right - left, y: top, height: base - top }),
      drawLine(`rule ${name}`, { x: left, y: base + 2 }, { x: right, y: base + 2 }),
    ]),
  );
}

function drawRow({ row, signY, top, base, panels }: RowLayout): string {
  return [
    '<g>',
    drawMark(`sign ${row.verdict}`, { x: 0, y: signY }, SIGN_OF[row.verdict]),
    ...panels.flatMap((panel) => drawPanel(panel, top, base)),
    '</g>',
  ].join('');
}

function drawPanel({ part, bars, marks, riseX }: Panel, top: number, base: number): string[] {
  const { left, right } = part.across;
  return [
    drawLine('axis', { x: left, y: base }, { x: right, y: base }),
    drawBars(bars, part.across, base, BAR_HEIGHT, part.steps),
    ...(riseX === null ? [] : [drawLine('onset', { x: riseX, y: top - 2 }, { x: riseX, y: base + 8 })]),
    ...marks.map(({ kind, x, y }) => drawMark(kind, { x, y }, MARK_OF[kind])),
  ];
}
