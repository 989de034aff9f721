import { spawnSync } from 'node:child_process';
import { type Browser, chromium } from 'playwright-core';

/** The names that systems give Chromium. */
const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];

/** The Chromium of this machine; null where there is none. */
const CHROMIUM: string | null =
  NAMES.map((name) => spawnSync('sh', ['-c', `command -v ${name}`], { encoding: 'utf8' }).stdout.trim()).find(
    (path) => path !== '',
  ) ?? null;

/** Whether pages can be tested in a browser. In CI they have to be: what is missing fails there. */
export const hasBrowser = Boolean(process.env.CI) || CHROMIUM !== null;

/** Starts that Chromium. Whoever starts it closes it. */
export function startBrowser(): Promise<Browser> {
  if (CHROMIUM === null) throw new Error(`no Chromium: none of ${NAMES.join(', ')} is installed`);
  // As root, as in many a CI, it starts only without its sandbox; the pages are our own.
  return chromium.launch({ executablePath: CHROMIUM, args: ['--no-sandbox', '--disable-gpu'] });
}
