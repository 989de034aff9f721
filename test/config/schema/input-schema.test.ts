import { describe, expect, it } from 'vitest';
import { parseConfig } from '../../../src/config/parse-config.js';

const inputsOf = (text: string) => parseConfig(`inputs:\n  - ${text}\n`, 'oops-report.yaml').inputs;

function refusal(text: string): string {
  try {
    inputsOf(text);
  } catch (error) {
    return (error as Error).message;
  }
  throw new Error('the config was accepted');
}

describe('inputs', () => {
  it('say how the rows of files are read', () => {
    const text =
      '{ files: "api-*.log", format: json, columns: { time: ts, type: err.name, system: svc }, errors: { level: [ERROR, " Fatal "] }, deliveryLag: 5m }';
    expect(inputsOf(text)).toEqual([
      {
        files: 'api-*.log',
        deliveryLag: 300_000,
        rows: {
          format: 'json',
          columns: { time: 'ts', type: 'err.name', reporter: 'svc' },
          errorLevels: ['error', 'fatal'],
        },
      },
    ]);
  });

  it('leave to others what they do not say', () => {
    expect(inputsOf('{ files: "*.log" }')).toEqual([{ files: '*.log', deliveryLag: null, rows: {} }]);
  });

  it.each([
    ['{ format: json }', 'inputs[0].files'],
    ['{ files: x, format: xml }', 'inputs[0].format'],
    ['{ files: x, columns: { colour: red } }', 'colour'],
    ['{ files: x, columns: { time: [a] } }', 'inputs[0].columns'],
    ['{ files: x, errors: { level: [" "] } }', 'a level such as error'],
    ['{ files: x, errors: { level: [a], levels: [b] } }', 'levels'],
    ['{ files: x, deliveryLag: soon }', 'a duration such as 10s, 5m or 24h'],
  ])('%s is refused, by its place and what is needed', (text, part) => {
    expect(refusal(text)).toMatch(/^oops-report\.yaml line 2: /);
    expect(refusal(text)).toContain(part);
  });

  it('say which keys an OOPS has, where a column is of none', () => {
    expect(refusal('{ files: x, columns: { colour: red } }')).toMatch(
      /columns\.colour: is no key of an OOPS\. Known here: id, type, value, time, .*, system, level\./,
    );
  });
});
