import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { extentOf, type Label, PICTURE_WIDTHS } from '../../../../src/reports/layout/charts/labels.js';
import { layOutPicture, type Picture } from '../../../../src/reports/outage/charts/picture.js';
import { drawOutagePicture } from '../../../../src/reports/outage/charts/picture-svg.js';
import type { OutageReport } from '../../../../src/reports/outage/outage-report.js';
import { anyPicturedReport } from './any-pictured-report.js';

const RUNS = { numRuns: 30 };

/** Checks something of any picture. */
function ofAny(check: (picture: Picture, report: OutageReport) => void): void {
  fc.assert(
    fc.property(anyPicturedReport, (report) => {
      const picture = layOutPicture(report);
      if (picture) check(picture, report);
    }),
    RUNS,
  );
}

/** The labels that a page of a kind shows, and where they lie, in pixels. */
function shownOn(kind: keyof typeof PICTURE_WIDTHS, { labels }: Picture) {
  return labels
    .filter(({ isRoomy }) => kind === 'wide' || !isRoomy)
    .map((label: Label) => ({ ...label, ...extentOf(label, PICTURE_WIDTHS[kind]) }));
}

const sum = (counts: readonly number[]) => counts.reduce((total, count) => total + count, 0);

describe('the picture of any outage', () => {
  it.each(['narrow', 'wide'] as const)(
    'has no label on another, or out of the picture, on a %s page',
    (kind) => {
      ofAny((picture) => {
        const shown = shownOn(kind, picture);
        for (const [index, label] of shown.entries()) {
          expect(label.left).toBeGreaterThanOrEqual(-0.1);
          expect(label.right).toBeLessThanOrEqual(PICTURE_WIDTHS[kind] + 0.1);
          expect(label.y).toBeGreaterThan(10);
          expect(label.y).toBeLessThanOrEqual(picture.height);
          for (const other of shown.slice(index + 1)) {
            const isApart =
              other.left >= label.right || label.left >= other.right || Math.abs(other.y - label.y) >= 12;
            expect(isApart, `${label.text} | ${other.text}`).toBe(true);
          }
        }
      });
    },
  );

  it('counts in its bars what the report counts, by kind', () => {
    ofAny(({ rows }) => {
      for (const { row, panels } of rows) {
        for (const { part, bars } of panels) {
          const own = part.kind === 'storm' ? row.storm : row.course;
          for (const [name, counts] of Object.entries(own ?? {}).filter(
            ([, value]) => typeof value?.[0] === 'number',
          )) {
            const drawn = bars.flatMap(({ parts }) => parts).filter((one) => one.name === name);
            expect(sum(drawn.map(({ count }) => count))).toBe(sum(counts as number[]));
          }
        }
      }
    });
  });

  it('keeps bars, marks and shades within their part, and each row below the one before', () => {
    ofAny(({ rows, floor, top }) => {
      let above = top;
      for (const { panels, top: barsTop, base } of rows) {
        expect(barsTop).toBeGreaterThan(above);
        expect(base).toBeLessThan(floor);
        above = base;
        for (const { part, bars, marks, shades, riseX } of panels) {
          const places = [...marks.map(({ x }) => x), ...shades.flatMap(({ left, right }) => [left, right])];
          for (const x of riseX === null ? places : [...places, riseX]) {
            expect(x).toBeGreaterThanOrEqual(part.across.left);
            expect(x).toBeLessThanOrEqual(part.across.right);
          }
          for (const { place, height } of bars) {
            expect(place).toBeLessThan(part.steps);
            expect(height).toBeLessThanOrEqual(24.001);
          }
        }
      }
    });
  });

  it('shows at most 24 systems, the worst verdicts first, and tells how many it leaves out', () => {
    ofAny(({ rows, labels }, report) => {
      const order = ['not-as-expected', 'inconclusive', 'as-expected'];
      const places = rows.map(({ row }) => order.indexOf(row.verdict));
      expect(places).toEqual([...places].sort());
      expect(rows).toHaveLength(Math.min(24, report.systems.length));
      const more = labels.find(({ text }) => text.startsWith('and '))?.text ?? '';
      const told = [...more.matchAll(/\d+/g)].map(([count]) => Number(count));
      expect(sum(told)).toBe(Math.max(0, report.systems.length - 24));
    });
  });

  it('holds nothing of a name as markup, and no number that is none', () => {
    fc.assert(
      fc.property(anyPicturedReport, (report) => {
        const svg = drawOutagePicture(report);
        expect(
          svg.replace(/<\/?(svg|title|desc|g|path|rect|line|text)( [a-zA-Z0-9-]+="[^"<>]*")*\/?>/g, ''),
        ).not.toMatch(/[<>]/);
        expect(svg).not.toMatch(/NaN|Infinity|undefined/);
      }),
      RUNS,
    );
  });
});
