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
  json: '{"id": "OOPS-1A1"}\n{"id": "OOPS-1A2"}\n',
  log: '{"id": "OOPS-1A1"}\n{"id": "OOPS-1A2"}\n',
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

  it.each(formats)('is recognised behind what rotation adds: %s by %s', (name, ending) => {
    const added = [
      '.1',
      '.12.gz',
      '-20261127',
      '-2026112710',
      '-20261127.gz',
      '.2026-11-27',
      '-2026-11-27',
      '.2026-11-27T10',
      '.2026-11-27_10-30-00.gz',
    ];
    for (const rotation of added)
      expect([rotation, exportFormatOf(`app${ending}${rotation}`)]).toEqual([rotation, EXPORT_FORMATS[name]]);
    for (const date of ['-2026-11-27', '.1', '_20261127'])
      expect(exportFormatOf(`app${date}${ending}`)).toBe(EXPORT_FORMATS[name]);
    for (const other of ['1', '.bak', '-old', '.1.2', '.2026-11', '.d/app'])
      expect(exportFormatOf(`app${ending}${other}`)).toBeUndefined();
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
