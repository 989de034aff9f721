import { toJson } from '../../text/printable.js';
import type { NamedPages, PageFrame } from './frame.js';
import type { Imprint } from './imprint.js';
import type { ReportLinks } from './links.js';
import { TEXT_WIDTH } from './text.js';

/** The formats that a file of a report can have, each with the endings that ask for it. */
export const ENDINGS = {
  text: ['.txt', '.text'],
  html: ['.html', '.htm'],
  markdown: ['.md', '.markdown'],
  json: ['.json'],
  junit: ['.xml'],
  metrics: ['.prom'],
} as const satisfies Readonly<Record<string, readonly string[]>>;

export type ReportFormat = keyof typeof ENDINGS;

/** Where a text is shown. */
export interface TextLook {
  /** In columns. */
  readonly width: number;
  /** Whether bars and lines can be shown. */
  readonly unicode: boolean;
  /** Whether it may have colours. */
  readonly colour: boolean;
}

/** How texts look in files, pipes and mails. */
export const PLAIN_LOOK: TextLook = { width: TEXT_WIDTH, unicode: true, colour: false };

/** Where a report is shown, and where the names in it lead to. */
export interface Look extends ReportLinks, TextLook {
  /** What the foot of a page says; absent: nothing. */
  readonly imprint?: Imprint;
  /** What stands around it where it is a page of a site. */
  readonly frame?: PageFrame;
  /** The zone whose clocks stand beside times of UTC; absent: none. */
  readonly timezone?: string;
  /** Where names lead to beside bugs and OOPSes; absent: nowhere. */
  readonly pages?: NamedPages;
}

/** Writes a report in a format. */
export type Rendering<Report> = (report: Report, look: Look) => string;

/** Every format of a report, one a line; the first is taken where none is named. */
export type Outputs<Report, Format extends string = ReportFormat> = Readonly<
  Partial<Record<Format, Rendering<Report>>>
>;

/** Data as JSON, indented: the rendering of every report that is printed as it is. */
export function printJson(report: unknown): string {
  return `${toJson(report, 2)}\n`;
}

/** The same of several reports, of which a single one stands alone. */
export function printOneOrAll(reports: readonly unknown[]): string {
  return printJson(reports.length === 1 ? reports[0] : reports);
}
