import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { sharedShards } from '../../support/clickhouse/clickhouse.js';
import { describeWithClickHouse } from '../../support/clickhouse/clickhouse-parts.js';
import { freshDatabase } from '../../support/clickhouse/fresh-database.js';
import { PASSWORD } from '../../support/clickhouse/server-config.js';
import { run } from '../../support/run.js';
import { makeFolder } from '../../support/temporary-folder.js';

describeWithClickHouse('db migrate over ClickHouse', () => {
  it.each([[{ cluster: false }], [{ cluster: true }]])(
    'makes what --dry-run shows, and sets for how long OOPSes are kept: %j',
    async (where) => {
      const database = await freshDatabase(await sharedShards());
      onTestFinished(database.drop);
      const env = { OOPS_REPORT_DB: database.url(where), OOPS_REPORT_DB_PASSWORD: PASSWORD };
      const folder = makeFolder();
      const migrate = (...args: string[]) => run(folder, ['db', 'migrate', ...args], { env });
      const dry = await migrate('--dry-run');
      expect(dry).toMatchObject({ code: 0, stderr: '' });
      expect(dry.stdout).toMatch(/^-- clickhouse:\/\/.*: would be made with schema 1\.\n\nCREATE DATABASE/);
      expect((await migrate('--dry-run')).stdout).toBe(dry.stdout);
      expect((await migrate()).stdout).toMatch(/: was made with schema 1\.\n$/);
      writeFileSync(join(folder, 'oops-report.yaml'), 'retention: 400d\n');
      expect((await migrate('--dry-run')).stdout).toMatch(/MODIFY TTL .*34560000 SECOND;\n/);
      expect((await migrate()).stdout).toMatch(/: has schema 1, .*\. OOPSes are kept for 400 d\.\n$/);
      writeFileSync(join(folder, 'oops-report.yaml'), '');
      expect((await migrate('--dry-run')).stdout).toContain('REMOVE TTL;\n');
      expect((await migrate()).code).toBe(0);
      expect((await migrate('--dry-run')).stdout).not.toContain('TTL');
    },
  );
});
