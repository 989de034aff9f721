import { describe, expect, it } from 'vitest';
import { guessDelimiter, headerLine } from '../../src/text/csv-dialect.js';

describe('headerLine', () => {
  it.each([
    ['id,type\n1,2\n', 'id,type'],
    ['\ufeff\r\n\nid;type\r1;2', 'id;type'],
    ['', ''],
  ])('finds the first line of %j that holds anything', (text, line) => {
    expect(headerLine(text)).toBe(line);
  });
});

describe('guessDelimiter', () => {
  it.each([
    ['id,type,value', ','],
    ['id;type;"a,b"', ';'],
    ['id\ttype\tvalue', '\t'],
    ['id', ','],
  ])('finds what cuts %j into the most cells', (text, delimiter) => {
    expect(guessDelimiter(text)).toBe(delimiter);
  });

  it('counts the cells that are asked for', () => {
    expect(guessDelimiter('phase,x;y;z;start', (cell) => ['phase', 'start'].includes(cell))).toBe(',');
    expect(guessDelimiter('a,b,c;phase;start', (cell) => ['phase', 'start'].includes(cell))).toBe(';');
  });
});
