import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { windowKey } from '../../../src/outages/window.js';
import { parseWindowCsv, printWindowCsv } from '../../../src/outages/window-log/csv.js';
import { anyWindow } from '../../support/arbitrary-windows.js';

const HEADER = 'outage,phase,systems,start,end,title,budget';
const SHUTDOWN = 'fdt-2011-09-08,shutdown,soyuz,2011-09-08T08:43:00Z,2011-09-08T09:00:00Z,,';
const DOWNTIME =
  'fdt-2011-09-08,downtime,*,2011-09-08T08:53:05Z,2011-09-08T08:55:17Z,Fast downtime trial run,5m';
const downtime = {
  outage: 'fdt-2011-09-08',
  phase: 'downtime',
  systems: ['*'],
  start: Date.UTC(2011, 8, 8, 8, 53, 5),
  end: Date.UTC(2011, 8, 8, 8, 55, 17),
  title: 'Fast downtime trial run',
  budgetSeconds: 300,
  source: 'log.csv',
};

describe('parseWindowCsv', () => {
  it('reads the log of the incident', () => {
    expect(read(`${HEADER}\n${SHUTDOWN}\n${DOWNTIME}\n`)).toEqual({
      windows: [
        {
          line: 2,
          window: {
            ...downtime,
            phase: 'shutdown',
            systems: ['soyuz'],
            start: Date.UTC(2011, 8, 8, 8, 43),
            end: Date.UTC(2011, 8, 8, 9),
            title: null,
            budgetSeconds: null,
          },
        },
        { line: 3, window: downtime },
      ],
      refused: [],
      remarks: [],
    });
  });

  it.each([
    ['with a byte order mark', `\uFEFF${HEADER}\n${DOWNTIME}\n`],
    ['with Windows line ends', `${HEADER}\r\n${DOWNTIME}\r\n`],
    ['with both kinds of line end', `${HEADER}\r\n${DOWNTIME}\n`],
    ['without a line end at the end', `${HEADER}\n${DOWNTIME}`],
    ['with semicolons', `${HEADER}\n${DOWNTIME}`.replaceAll(',', ';')],
    ['with tabs', `${HEADER}\n${DOWNTIME}`.replaceAll(',', '\t')],
    ['with every cell quoted', `${HEADER}\n${DOWNTIME}`.replace(/[^,\n]+/g, '"$&"')],
    [
      'with a header in capitals and with spaces',
      `${HEADER.toUpperCase().replaceAll(',', ' , ')}\n${DOWNTIME}`,
    ],
    ['with empty cells at the end of each row', `${HEADER},,\n${DOWNTIME},,\n,,,,,,,,\n`],
    ['with more empty cells in a row than in the header', `${HEADER}\n${DOWNTIME},,,\n`],
    [
      'with columns in another order',
      'budget,title,end,start,systems,phase,outage\n5m,Fast downtime trial run,2011-09-08T08:55:17Z,2011-09-08T08:53:05Z,*,downtime,fdt-2011-09-08',
    ],
    ['with times in another zone', `${HEADER}\n${DOWNTIME.replaceAll(/T08:(\S\S:\S\S)Z/g, ' 10:$1+02:00')}`],
    ['with a phase in capitals', `${HEADER}\n${DOWNTIME.replace('downtime', 'Downtime')}`],
    ['with the same row twice', `${HEADER}\n${DOWNTIME}\n${DOWNTIME}`],
  ])('reads a log %s', (_, text) => {
    expect(read(text)).toMatchObject({ windows: [{ window: downtime, line: 2 }], refused: [], remarks: [] });
  });

  it('reads UTF-8 and UTF-16 bytes, and refuses others', () => {
    const text = `${HEADER}\n${DOWNTIME.replace('trial', 'Übung')}\n`;
    const expected = [{ window: { ...downtime, title: 'Fast downtime Übung run' }, line: 2 }];
    expect(read(Buffer.from(text)).windows).toEqual(expected);
    expect(read(Buffer.from(`\uFEFF${text}`, 'utf16le')).windows).toEqual(expected);
    expect(() => read(Buffer.from(text, 'latin1'))).toThrow(
      'log.csv: is not UTF-8 text. Save it again as "CSV UTF-8".',
    );
  });

  it('reads systems separated by semicolons or spaces, quoted where the file is cut by semicolons', () => {
    const text = `${HEADER}\nfdt-1,downtime,"soyuz; appservers  Blog",2011-09-08 08:53:05,,,`;
    const systems = [['appservers', 'Blog', 'soyuz']];
    expect(read(text).windows.map(({ window }) => window.systems)).toEqual(systems);
    expect(read(text.replaceAll(',', ';')).windows.map(({ window }) => window.systems)).toEqual(systems);
  });

  it('spells systems as the config does, and names each once', () => {
    const text = `${HEADER}\nfdt-1,downtime,BLOG soyuz blog,2011-09-08 08:53:05,,,`;
    const { windows } = parseWindowCsv(text, { file: 'log.csv', knownSystems: new Set(['Soyuz', 'blog']) });
    expect(windows.map(({ window }) => window.systems)).toEqual([['blog', 'Soyuz']]);
  });

  it('takes an empty end for a window that is open', () => {
    expect(read(`${HEADER}\nfdt-1,partial,*,2011-09-08 08:53:05,,,`).windows[0]?.window.end).toBeNull();
  });

  it('reads times without an offset in the zone that the user names', () => {
    const text = `${HEADER}\nfdt-1,downtime,*,2011-09-08 09:53:05,2011-09-08T08:55:17Z,,`;
    const { windows } = parseWindowCsv(text, { file: 'log.csv', knownSystems: null, zone: 'Europe/London' });
    expect(windows).toMatchObject([{ window: { start: downtime.start, end: downtime.end } }]);
  });

  it('does without the columns title and budget, and remarks on those it does not use', () => {
    const text = 'who,outage,phase,systems,start,end,ticket\nme,fdt-1,downtime,*,2011-09-08 08:53:05,,12';
    expect(read(text)).toMatchObject({
      windows: [{ window: { title: null, budgetSeconds: null } }],
      remarks: ['log.csv line 1: column "who" is not used.', 'log.csv line 1: column "ticket" is not used.'],
    });
  });

  const good = 'fdt-1,downtime,*,2011-09-08 08:53:05,2011-09-08 08:55:17,,';
  it.each([
    [',downtime,*,2011-09-08 08:53:05,,,', 'outage is empty. Give the outage an id, e.g. fdt-2011-09-08.'],
    [
      'fdt-1,outage,*,2011-09-08 08:53:05,,,',
      'phase "outage" is unknown. Write downtime, partial or shutdown.',
    ],
    [
      'fdt-1,downtime,,2011-09-08 08:53:05,,,',
      'systems is empty. Write the names of the systems, or * for all.',
    ],
    [
      'fdt-1,downtime,* blog,2011-09-08 08:53:05,,,',
      'systems holds * and names. Write * alone for all systems, or the names alone.',
    ],
    [
      'fdt-1,downtime,mail,2011-09-08 08:53:05,,,',
      'system mail is unknown. Correct the name, or add it to systems in the config, which has: blog, soyuz.',
    ],
    ['fdt-1,downtime,*,,,,', 'start is empty. Write when the window began: 2011-09-08T08:53:05Z.'],
    [
      'fdt-1,downtime,*,yesterday,,,',
      'start yesterday is no time. Write it as year, month, day and time: 2011-09-08T08:53:05Z.',
    ],
    [
      'fdt-1,downtime,*,2011-02-30 08:53:05,,,',
      'start 2011-02-30 08:53:05 is no time. Write it as year, month, day and time: 2011-09-08T08:53:05Z.',
    ],
    [
      'fdt-1,downtime,*,08/09/2011 08:53,,,',
      'start 08/09/2011 08:53 does not say which number is the day and which the month. Write it as year, month, day and time: 2011-09-08T08:53:05Z.',
    ],
    [
      'fdt-1,downtime,*,2011-09-08 08:53:05,25.9.11 08:55,,',
      'end 25.9.11 08:55 does not say which number is the day and which the month. Write it as year, month, day and time: 2011-09-08T08:53:05Z.',
    ],
    [
      'fdt-1,downtime,*,2011-09-08 08:53:05,2011-09-08 08:43:05,,',
      'end 2011-09-08T08:43:05.000Z is before start 2011-09-08T08:53:05.000Z. Swap them, or leave end empty while the outage is open.',
    ],
    [
      'fdt-1,downtime,*,2011-09-08 08:53:05,2011-09-08 08:53:05,,',
      'end is the same as start, 2011-09-08T08:53:05.000Z. Correct one of them, or leave end empty while the outage is open.',
    ],
    ['fdt-1,downtime,*,2011-09-08 08:53:05,,,5', 'budget "5" is no length of time. Write it like 10s or 5m.'],
    ['fdt-1,downtime,*,2011-09-08 08:53:05,,,0s', 'budget is not above zero. Write it like 10s or 5m.'],
    [
      'fdt-1,downtime,*,2011-09-08 08:53:05,,"two\nlines",',
      'title holds a line break or another control character. Remove it.',
    ],
    [
      'fdt-1,down\0time,*,2011-09-08 08:53:05,,,',
      'phase holds a line break or another control character. Remove it.',
    ],
    [
      'fdt-1,downtime,*,2011-09-08 08:53:05,',
      'has 5 cells where the header has 7. Quote a cell that holds a delimiter.',
    ],
    [
      'fdt-1,downtime,*,2011-09-08 08:53:05,,one, two,5m',
      'has 8 cells where the header has 7. Quote a cell that holds a delimiter.',
    ],
    [
      'fdt-1,downtime,"blog,soyus",2011-09-08 08:53:05,,,',
      'system soyus is unknown. Did you mean soyuz? If not, add it to systems in the config.',
    ],
    [
      'fdt-1,downtime,*,2011-09-08 08:53:05,2011-09-08 08:55:18,,',
      'is the same window as line 2, with other values. Keep the one that is right.',
    ],
    [
      'fdt-1,downtime,*,2011-09-08 08:53:05,,"open',
      'a quote is opened and never closed, so this line and all after it were not read. Close it.',
    ],
  ])('refuses %j, and nothing else', (row, reason) => {
    const { windows, refused } = parseWindowCsv(`${HEADER}\n${good}\n\n${row}\n`, {
      file: 'log.csv',
      knownSystems: new Set(['blog', 'soyuz']),
    });
    expect(windows.map(({ line }) => line)).toEqual([2]);
    expect(refused).toEqual([{ file: 'log.csv', line: 4, reason }]);
  });

  it.each(['blog soyuz', 'blog; soyuz', '"blog,soyuz"', '"blog, soyuz"'])(
    'reads the systems %s',
    (systems) => {
      const row = `fdt-1,downtime,${systems},2011-09-08 08:53:05,,,`;
      expect(read(`${HEADER}\n${row}`).windows.map(({ window }) => window.systems)).toEqual([
        ['blog', 'soyuz'],
      ]);
    },
  );

  it.each([
    ['2011-03-27 01:30', 'is skipped'],
    ['2011-10-30 01:30', 'is shown twice'],
  ])('refuses %s in London, which %s by the clocks', (start, fault) => {
    const text = `${HEADER}\nfdt-1,downtime,*,${start},,,`;
    const options = { file: 'log.csv', knownSystems: null, zone: 'Europe/London' };
    expect(parseWindowCsv(text, options).refused[0]?.reason).toBe(
      `start ${start} ${fault} by the clocks of Europe/London that day. Write it with its offset, or in UTC with a Z at the end.`,
    );
  });

  it('counts the lines of quoted cells and empty rows', () => {
    const text = `${HEADER},note\n${DOWNTIME},"one\ntwo"\n\n,,,,,,,\nfdt-1,up,*,2011-09-08 08:53:05,,,,\n`;
    expect(read(text)).toMatchObject({ windows: [{ line: 2 }], refused: [{ line: 6 }] });
  });

  it.each([
    ['', `log.csv: is empty. The first line must be: ${HEADER}`],
    ['\n \n', `log.csv: is empty. The first line must be: ${HEADER}`],
    [
      'outage,phase,systems,begin\n',
      `log.csv line 1: column start, end is missing. The first line must be: ${HEADER}`,
    ],
    [`${HEADER},start\n`, 'log.csv line 1: column start is there twice. Remove one of them.'],
  ])('refuses the whole file %j', (text, message) => {
    expect(() => read(text)).toThrow(message);
  });
});

describe('printWindowCsv', () => {
  it('writes the columns of the documented log', () => {
    const { windows } = read(`${HEADER}\n${SHUTDOWN}\n${DOWNTIME}\n`);
    expect(printWindowCsv(windows.map(({ window }) => window))).toBe(`${HEADER}\n${SHUTDOWN}\n${DOWNTIME}\n`);
  });

  it.each([
    ['=HYPERLINK("http://x")', `"'=HYPERLINK(""http://x"")"`],
    ["'=1", "''=1"],
    ['-2h', "'-2h"],
    ["'quoted'", "'quoted'"],
  ])('keeps a spreadsheet from running the title %s', (title, cell) => {
    const text = printWindowCsv([{ ...downtime, phase: 'downtime', title }]);
    expect(text.split('\n')[1]).toBe(DOWNTIME.replace('Fast downtime trial run', cell));
    expect(read(text).windows[0]?.window.title).toBe(title);
  });

  it('is read back unchanged, whatever the windows', () => {
    fc.assert(
      fc.property(fc.uniqueArray(anyWindow('log.csv'), { selector: windowKey, maxLength: 5 }), (windows) => {
        const { windows: again, refused, remarks } = read(printWindowCsv(windows));
        expect({ windows: again.map(({ window }) => window), refused, remarks }).toEqual({
          windows,
          refused: [],
          remarks: [],
        });
      }),
    );
  });
});

function read(text: string | Uint8Array) {
  return parseWindowCsv(text, { file: 'log.csv', knownSystems: null });
}
