import { describe, expect, it } from 'vitest';
import { pageStyle } from '../../../src/reports/layout/templates.js';

describe('the style of pages', () => {
  const style = pageStyle();
  const [, light = '', dark = ''] =
    /:root \{([^}]*)\}[^:]*:root \{([^}]*)\}/.exec(style.replace('prefers-color-scheme: dark', 'dark')) ?? [];
  const coloursOf = (palette: string) => [...palette.matchAll(/(--[\w-]+):/g)].map(([, name]) => name);

  it('has a colour for all that it names, by day and by night', () => {
    const used = new Set([...style.matchAll(/var\((--[\w-]+)\)/g)].map(([, name]) => name));
    const sizes = coloursOf(/html \{([^}]*)\}/.exec(style)?.[1] ?? '');
    expect(used.size).toBeGreaterThan(5);
    expect([...used].filter((name) => ![...coloursOf(light), ...sizes].includes(name))).toEqual([]);
    expect(coloursOf(dark)).toEqual(coloursOf(light));
  });

  it('comes from one palette', () => {
    expect(style.match(/:root/g)).toHaveLength(2);
  });
});
