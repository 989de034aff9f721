import { execFileSync } from 'node:child_process';
import { request } from 'node:http';
import { describe, expect, it, vi } from 'vitest';
import { createStatementGate, TooManyStatements } from '../../../src/web/server/statement-gate.js';
import { makeIncidentFolder, serveFolder } from '../../support/site.js';

const ENDLESS = 'WITH RECURSIVE n(x) AS (VALUES(1) UNION ALL SELECT x + 1 FROM n) SELECT max(x) FROM n';
const address = (sql: string) => `/sql.json?${new URLSearchParams({ sql })}`;

/** How many processes of this one answer a statement. */
function running(): number {
  const lines = execFileSync('ps', ['-eo', 'ppid,args'], { encoding: 'utf8' }).split('\n');
  return lines.filter((line) => line.includes('sql-process') && line.trim().startsWith(`${process.pid} `))
    .length;
}

/** Sooner than a statement ends by itself. */
const until = (count: number) =>
  vi.waitFor(() => expect(running()).toBe(count), { timeout: 6000, interval: 20 });

describe('statements in SQL', () => {
  it('are asked only where that is allowed', async () => {
    const site = await serveFolder(makeIncidentFolder());
    expect(await site.ask('/sql')).toMatchObject({ status: 404 });
    expect(await site.ask(address('SELECT 1'))).toMatchObject({ status: 404 });
  });

  it('run one at a time for a client, while other pages are made, and end when it goes away', async () => {
    const site = await serveFolder(makeIncidentFolder(), { site: { allowsSql: true } });
    const { hostname, port } = new URL(site.url);
    const asking = request({ hostname, port, path: address(ENDLESS) }).on('error', () => {});
    asking.end();
    await until(1);
    const second = await site.ask(address('SELECT 1'));
    expect(second).toMatchObject({ status: 429, headers: { 'retry-after': '10' } });
    expect(JSON.parse(second.body)).toEqual({
      error: 'Another statement of yours is still running. Each takes 10 s at most: ask again then.',
    });
    expect(await site.ask('/sql')).toMatchObject({ status: 200 });
    expect(await site.ask('/query?group-by=type')).toMatchObject({ status: 200 });
    asking.destroy();
    await until(0);
    await vi.waitFor(async () => expect((await site.ask(address('SELECT 1 AS x'))).status).toBe(200), {
      timeout: 30_000,
    });
    expect(site.faults).toEqual([]);
  });

  it('leave no process where the page takes too long', async () => {
    const site = await serveFolder(makeIncidentFolder(), { site: { allowsSql: true }, pageTimeout: 3000 });
    const answer = await site.ask(address(ENDLESS));
    expect(answer).toMatchObject({ status: 503 });
    await until(0);
    expect(await site.ask(address('SELECT 1 AS x'))).toMatchObject({ status: 200 });
  });

  it('are few in all, and each client has a turn again when its own has ended', () => {
    const gate = createStatementGate();
    const leave = gate.enter('::1');
    expect(() => gate.enter('::1')).toThrow(TooManyStatements);
    const leaveToo = gate.enter('::2');
    expect(() => gate.enter('::3')).toThrow('Other statements are still running.');
    leave();
    const leaveThree = gate.enter('::3');
    leaveToo();
    leaveThree();
    expect(() => gate.enter('::1')).not.toThrow();
  });
});
