import { describe, expect, it } from 'vitest';
import { addFiles } from '../../support/temporary-folder.js';
import { makeWorkplace, type Workplace } from '../../support/workplace.js';

interface Finding {
  readonly kind: string;
  readonly level: string;
  readonly text: string;
  readonly advice: string;
}

const line = (service: string, minute: number) =>
  `${JSON.stringify({ level: 'error', time: `2011-09-08T08:0${minute}:00Z`, service, err: { type: 'KeyError', message: `of ${service}`, stack: '' } })}\n`;

/** A folder with a config, in which the logs of some services were loaded. */
async function makePlace(config: string | null, services: readonly string[]): Promise<Workplace> {
  const place = makeWorkplace();
  addFiles(place.folder, {
    'app.log': services.map((service) => line(service, 0) + line(service, 5)).join(''),
  });
  if (services.length > 0) await place.run('ingest', 'app.log');
  if (config !== null) addFiles(place.folder, { 'oops-report.yaml': config });
  return place;
}

async function findingsOf({ run }: Workplace): Promise<{ code: number; findings: Finding[] }> {
  const { code, stdout } = await run('config', 'check', '--format', 'json');
  return { code, findings: (JSON.parse(stdout) as { findings: Finding[] }).findings };
}

describe('config check', () => {
  it('says which system each reporter is of', async () => {
    const { run } = await makePlace(
      'systems: { api: {}, worker: { reporters: ["worker-*"], during: unaffected } }\ngroups: { all: { systems: [api, worker], recipients: [a@b.c] } }',
      ['api', 'worker-1', 'worker-2'],
    );
    expect(await run('config', 'check')).toEqual({
      code: 0,
      stderr: '',
      stdout: `oops-report.yaml: 2 systems, 1 group, days of UTC; 3 reporters heard.

=== Systems ===

 api: 2 OOPSes, 2011-09-08 08:00 to 2011-09-08 08:05, in all
 worker: 4 OOPSes, 2011-09-08 08:00 to 2011-09-08 08:05, unaffected by outages,
         in all
   worker-1: 2 OOPSes, 2011-09-08 08:00 to 2011-09-08 08:05, by "worker-*"
   worker-2: 2 OOPSes, 2011-09-08 08:00 to 2011-09-08 08:05, by "worker-*"

=== Groups ===

 all: api, worker; summary webapp; to a@b.c

Nothing is wrong with it.
`,
    });
  });

  it.each<[string, string, string[], string, string]>([
    [
      'claimed-twice',
      'systems: { a: { reporters: ["w*1"] }, b: { reporters: ["w1*"] } }',
      ['w1'],
      'Reporter w1 is claimed by a ("w*1") and b ("w1*") alike, and every report refuses that.',
      'Add w1 to the reporters of one of them.',
    ],
    [
      'unclaimed-reporter',
      'systems: { api: {}, worker: { reporters: [worker-1] } }',
      ['api', 'worker-1', 'worker-2'],
      'Reporter worker-2, with 2 OOPSes, is of no system of the config.',
      'Add it to the reporters of its system, or make it one. Did you mean worker-1?',
    ],
    [
      'unmatched-pattern',
      'systems: { api: { reporters: [api, "bpi*"] } }',
      ['api'],
      '"bpi*" of system api matches nobody who was heard.',
      'Correct it, or leave it out.',
    ],
    [
      'unmatched-pattern',
      'systems: { api: { reporters: [api, "ap*"] } }',
      ['api'],
      '"ap*" of system api gives it nobody: api is named more closely by "api".',
      'Correct it, or leave it out.',
    ],
    [
      'empty-group',
      'groups: { web: { systems: [], recipients: [a@b.c] } }',
      ['api'],
      'Group web has no systems: its summary is always empty.',
      'Name its systems, or leave it out.',
    ],
    [
      'unknown-system',
      'groups: { web: { systems: [apo], recipients: [a@b.c] } }',
      ['api'],
      'Group web names system apo, which neither the config nor anybody who was heard knows.',
      'Correct the name, or add it to systems. Did you mean api?',
    ],
  ])('finds %s in %j, and ends with 1', async (kind, config, services, text, advice) => {
    const place = await makePlace(config, services);
    expect(await findingsOf(place)).toEqual({
      code: 1,
      findings: [expect.objectContaining({ kind, level: 'fault', text, advice })],
    });
  });

  it('tells whom a system that was never heard may mean', async () => {
    const place = await makePlace('systems: { wroker: { reporters: ["wroker-1"] } }', ['worker-1']);
    const { code, findings } = await findingsOf(place);
    expect(code).toBe(1);
    expect(findings.map(({ kind, advice }) => [kind, advice])).toEqual([
      ['unclaimed-reporter', 'Add it to the reporters of its system, or make it one. Did you mean wroker-1?'],
      ['silent-system', 'Correct its reporters, load its logs, or leave it out. Did you mean worker-1?'],
    ]);
  });

  it('finds windows of systems that nobody knows', async () => {
    const place = await makePlace(null, ['api']);
    for (const systems of ['apu', 'api']) {
      await place.run('windows', 'add', '--outage', `o-${systems}`, '--systems', systems, '--start', '-5m');
    }
    expect(await findingsOf(place)).toEqual({
      code: 1,
      findings: [
        expect.objectContaining({
          kind: 'unknown-system',
          text: 'A window of outage o-apu names system apu, which neither the config nor anybody who was heard knows.',
          advice: 'Correct the name, or add it to systems. Did you mean api?',
        }),
      ],
    });
  });

  const MEANT = `
systems: { api: { expectedFailures: [{ type: KeyError }, { type: NoSuch }] }, web: {} }
groups: { all: { systems: [api] } }
expectedFailures: [{ family: all }, { type: KeyError, value: "of (web|api)" }, { type: KeyError, value: "of api" }]
neverSuppress: [{ type: "Key*" }, { type: "Assertion*" }]
`;

  it('remarks what may be meant, which is an end with 1 only with --strict', async () => {
    const place = await makePlace(MEANT, ['api', 'web']);
    const { code, findings } = await findingsOf(place);
    expect(code).toBe(0);
    expect(findings.map(({ level, text }) => `${level}: ${text}`)).toEqual([
      'remark: Group all has no recipients: daily --mail sends its summary to nobody.',
      'remark: web is in no group: only daily without --group tells of it.',
      'remark: expectedFailures: nothing that was heard is KeyError with value "of api".',
      'remark: systems.api.expectedFailures: nothing that was heard is NoSuch.',
      'remark: neverSuppress: nothing that was heard is Assertion*.',
    ]);
    expect((await place.run('config', 'check', '--strict')).code).toBe(1);
  });

  it('ends with 2 where the config cannot be read', async () => {
    const { run } = await makePlace('sytems: {}', []);
    const { code, stdout, stderr } = await run('config', 'check');
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toMatch(/^oops-report: oops-report\.yaml line 1: sytems: is no known key\./);
    expect((await run('--config', 'missing.yaml', 'config', 'check')).code).toBe(2);
  });

  it('says so where there is no config, and where nothing was loaded', async () => {
    const { run } = await makePlace(null, []);
    const { code, stdout } = await run('--quiet', 'config', 'check');
    expect(code).toBe(0);
    expect(stdout).toBe(`There is no config: every reporter is a system of its own, and the defaults
serve. oops-report config init writes a first one.

Nothing was heard yet, so that nothing can be said of systems and patterns.

Nothing is wrong with it.
`);
  });

  it('finds nothing wrong with what config init writes, whoever was heard', async () => {
    const services = ['api', 'api@staging', 'worker-1', 'worker-2', 'w*', 'a b', '42'];
    const place = await makePlace(null, services);
    await place.run('config', 'init');
    const { code, findings } = await findingsOf(place);
    expect([code, findings.map(({ kind }) => kind)]).toEqual([
      0,
      ['group-without-recipients', 'group-without-recipients'],
    ]);
  });

  it('lets nothing act on a terminal', async () => {
    const { run } = await makePlace('systems: { api: {} }', ['api', 'e\u202evil']);
    expect((await run('config', 'check')).stdout).toContain(' e\\u{202e}vil: ');
  });
});
