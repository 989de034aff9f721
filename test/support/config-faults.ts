import type { z } from 'zod';
import { readYaml } from '../../src/config/yaml.js';

/** What a schema has against a config that is written so: `path: message` of each fault. */
export function faultsOf(schema: z.ZodType, text: string): string[] {
  const { error } = schema.safeParse(readYaml(text, 'oops-report.yaml').data);
  return (error?.issues ?? []).map(({ path, message }) => `${pathText(path)}: ${message}`);
}

/** `schedule.slots[0].cron`. */
function pathText(path: readonly PropertyKey[]): string {
  return path
    .map((step) => (typeof step === 'number' ? `[${step}]` : `.${String(step)}`))
    .join('')
    .replace(/^\./, '');
}
