import { describe, expect, it } from 'vitest';
import { openExport } from '../../../src/sources/exports/export-file.js';
import {
  describeExportFormats,
  EXPORT_FORMATS,
  exportFormatOf,
} from '../../../src/sources/exports/formats.js';
import { makeFolder } from '../../support/temporary-folder.js';

/** Two rows in every format. */
const SAMPLES: Readonly<Record<keyof typeof EXPORT_FORMATS, string>> = {
  ndjson: '{"id": "OOPS-1A1"}\n{"id": "OOPS-1A2"}\n',
  csv: 'id\nOOPS-1A1\nOOPS-1A2\n',
};

const formats = (Object.keys(EXPORT_FORMATS) as (keyof typeof EXPORT_FORMATS)[]).flatMap((name) =>
  EXPORT_FORMATS[name].endings.map((ending) => [name, ending] as const),
);

describe('each format of exports', () => {
  it.each(formats)('is recognised by its endings: %s by %s', (name, ending) => {
    expect(exportFormatOf(`/logs/day${ending}`)).toBe(EXPORT_FORMATS[name]);
    expect(exportFormatOf(`/logs/day${ending.toUpperCase()}.gz`)).toBe(EXPORT_FORMATS[name]);
    expect(exportFormatOf(`/logs/day${ending}.bz2`)).toBeUndefined();
  });

  it.each(formats)('is named in the help: %s by %s', (_, ending) => {
    expect(describeExportFormats()).toContain(ending);
  });

  it.each(formats)('is read: %s by %s', async (name, ending) => {
    const path = `${makeFolder({ [`day${ending}`]: SAMPLES[name] })}/day${ending}`;
    const opened = openExport(path, { limit: 1000 });
    const ids = [];
    if (opened.kind === 'open') {
      for await (const row of opened.rows) ids.push(row.kind === 'row' && row.document.id);
    }
    expect(ids).toEqual(['OOPS-1A1', 'OOPS-1A2']);
  });
});
