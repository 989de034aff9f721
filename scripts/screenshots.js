// Takes the pictures of docs/pages.md and README.md: the pages of the sample of today's incident, in Chromium (the argument names
// it where it is not `chromium`). Run after a change of how pages look: `npm run screenshots`.
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const IMAGES = join(ROOT, 'docs/images');
const PROGRAM = join(ROOT, 'dist/oops-report.js');
/** The sample holds nothing later. */
const END_OF_SAMPLE = '2026-11-18T11:00Z';
const OUTAGE = '/outages/maintenance-7x2kq9d1m4fz';
const OOPS = '/oops/OOPS-aa3cc58166cc2803daebc292097963d5';

const DESK = { viewport: { width: 1280, height: 900 } };
const PHONE = { viewport: { width: 390, height: 844 } };
const PICTURES = [
  { name: 'home-light', address: '/', ...DESK, colorScheme: 'light' },
  { name: 'outage-light', address: OUTAGE, ...DESK, colorScheme: 'light' },
  { name: 'outage-dark', address: OUTAGE, ...DESK, colorScheme: 'dark' },
  { name: 'outage-phone', address: OUTAGE, ...PHONE, colorScheme: 'light' },
  { name: 'oops-light', address: OOPS, ...DESK, colorScheme: 'light' },
  { name: 'oops-phone', address: OOPS, ...PHONE, colorScheme: 'dark' },
];

const folder = mkdtempSync(join(tmpdir(), 'oops-report-screenshots-'));
try {
  cpSync(join(ROOT, 'data/incident-2026-11-18'), folder, { recursive: true });
  run('ingest', 'logs');
  run('windows', 'import', 'maintenances.json');
  const site = spawn(process.execPath, [PROGRAM, 'serve', '--port', '0', '--as-of', END_OF_SAMPLE], {
    cwd: folder,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [said] = await once(site.stdout.setEncoding('utf8'), 'data');
  await takePictures(/http:\S+[^/\s]/.exec(said)[0]);
  site.kill('SIGTERM');
  await once(site, 'close');
} finally {
  rmSync(folder, { recursive: true, force: true });
}

function run(...args) {
  const { status } = spawnSync(process.execPath, [PROGRAM, '--quiet', ...args], {
    cwd: folder,
    stdio: 'inherit',
  });
  if (status !== 0) throw new Error(`${args.join(' ')} ended with ${status}`);
}

async function takePictures(url) {
  mkdirSync(IMAGES, { recursive: true });
  const [executablePath = '/usr/bin/chromium'] = process.argv.slice(2);
  const browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu'] });
  for (const { name, address, ...view } of PICTURES) {
    const page = await browser.newPage({ ...view, baseURL: url });
    await page.goto(address);
    await page.screenshot({ path: join(IMAGES, `${name}.png`) });
    await page.close();
  }
  await browser.close();
}
