import { describe, expect, it } from 'vitest';
import { readOopsUrl } from '../../../src/commands/options/oops-url.js';
import { UserError } from '../../../src/user-error.js';

const [option, variable, config] = ['option', 'variable', 'config'].map(
  (name) => `https://${name}.example.com/{id}`,
);

describe('readOopsUrl', () => {
  it('takes the option before the environment before the config', () => {
    const env = { OOPS_REPORT_OOPS_URL: variable };
    expect(readOopsUrl({ oopsUrl: option ?? '' }, { oopsUrl: config ?? null }, env)).toBe(option);
    expect(readOopsUrl({}, { oopsUrl: config ?? null }, env)).toBe(variable);
    expect(readOopsUrl({}, { oopsUrl: config ?? null }, { OOPS_REPORT_OOPS_URL: '' })).toBe(config);
    expect(readOopsUrl({}, { oopsUrl: null }, {})).toBeNull();
  });

  it.each(['https://oops.example.com/', 'javascript:{id}', '{id}'])('refuses %s', (oopsUrl) => {
    expect(() => readOopsUrl({ oopsUrl }, { oopsUrl: null }, {})).toThrow(
      new UserError(
        `--oops-url ${oopsUrl} is no address that holds {id}. Write it as https://oops.example.com/{id}.`,
      ),
    );
  });
});
