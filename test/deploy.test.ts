import { spawnSync } from 'node:child_process';
import { globSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';

const cannotVerify = !process.env.CI && spawnSync('systemd-analyze', ['--version']).status !== 0;
const UNITS = globSync('deploy/systemd/*.{service,timer}').sort();
const read = (file: string) => readFileSync(file, 'utf8');

describe('the units of deploy/', () => {
  it.skipIf(cannotVerify)('are taken by systemd without a word', () => {
    expect(UNITS).toHaveLength(4);
    const { status, stdout, stderr } = spawnSync('systemd-analyze', ['verify', '--man=no', ...UNITS], {
      encoding: 'utf8',
    });
    // Of other units of the machine it may say something.
    const ours = stderr.split('\n').filter((line) => line.includes('oops-report'));
    expect({ status, stdout, ours }).toEqual({ status: 0, stdout: '', ours: [] });
  });

  it('share user and database, and are hardened in the same way', () => {
    const [daily, ...others] = UNITS.filter((file) => file.endsWith('.service')).map((file) =>
      read(file).split('\n'),
    );
    const shared =
      /^(?:User|DynamicUser|StateDirectory|Environment(?!File)|UMask|Restrict|Protect(?!Home)|SystemCall|NoNew|Private|Lock|Capability)\w*=/;
    const sharedOf = (lines: readonly string[] = []) => lines.filter((line) => shared.test(line));
    expect(sharedOf(daily).length).toBeGreaterThan(20);
    expect(others).toHaveLength(2);
    for (const other of others) expect(sharedOf(other)).toEqual(sharedOf(daily));
  });

  it('pass the options of one of the ways in that ingest.env names', () => {
    const [, variable = ''] =
      /^ExecStart=.* ingest \$(\w+)$/m.exec(read('deploy/systemd/oops-report-ingest.service')) ?? [];
    const lines = read('deploy/systemd/ingest.env').match(new RegExp(`^#?${variable}="--.*"$`, 'gm'));
    expect(lines?.map((line) => line.startsWith('#'))).toEqual([false, true, true]);
  });
});

describe('deploy/compose.yaml', () => {
  interface Service {
    readonly build: string;
    readonly command: readonly string[];
    readonly healthcheck: { readonly test: readonly string[] };
    readonly ports: readonly string[];
    readonly volumes: readonly string[];
  }
  const { services, volumes } = parse(read('deploy/compose.yaml')) as {
    readonly services: Readonly<Record<'broker' | 'ingest', Service>>;
    readonly volumes: object;
  };

  it('builds the Dockerfile, and keeps what must last in its volumes', () => {
    expect(services.ingest.build).toBe('..');
    const named = Object.values(services)
      .flatMap((service) => service.volumes)
      .map((volume) => volume.split(':')[0] ?? '')
      .filter((name) => !/^[./]/.test(name));
    expect(named.sort()).toEqual(Object.keys(volumes).sort());
  });

  it('asks for health where metrics are served, and publishes ports on the machine alone', () => {
    const { command, healthcheck, ports } = services.ingest;
    const [, port] = /--metrics=0\.0\.0\.0:(\d+)/.exec(command.join(' ')) ?? [];
    expect(healthcheck.test.join(' ')).toContain(`http://127.0.0.1:${port}/healthz`);
    expect(ports.every((one) => one.startsWith('127.0.0.1:'))).toBe(true);
  });
});
