import { UserError } from '../user-error.js';
import type { Config } from './config.js';
import { type ConfigIssue, findContradictions } from './contradictions.js';
import { configSchema } from './schema/schema.js';
import { findSystem } from './system-map.js';
import { type DocumentPath, readYaml } from './yaml.js';

/** The part of a zod issue that is told. */
interface SchemaIssue {
  readonly path: DocumentPath;
  readonly message: string;
  readonly keys?: readonly string[];
}

/**
 * Reads the text of oops-report.yaml, with the defaults where it is silent. `path` names the file in errors.
 * Throws a UserError for a text that is no YAML, an unknown key, a value that makes no sense, or a contradiction:
 * one line, the first fault with its line in the file, and how many more there are.
 *
 * @example
 * parseConfig('attribution: { recoveryGrace: 2m }', 'oops-report.yaml').attribution.recoveryGrace; // 120000
 */
export function parseConfig(text: string, path: string): Config {
  const { data, lineOf } = readYaml(text, path);
  const parsed = configSchema.safeParse(data);
  const issues = parsed.success ? findContradictions(parsed.data) : parsed.error.issues.flatMap(tellEachKey);
  if (parsed.success && issues.length === 0) return spellSystemsAlike(parsed.data);

  const [first] = issues
    .map((issue) => ({ ...issue, line: lineOf(issue.path) }))
    .sort((a, b) => a.line - b.line)
    .map((issue) => `line ${issue.line}: ${formatPath(issue.path)}${issue.message}`);
  const more = issues.length > 1 ? ` (and ${issues.length - 1} more)` : '';
  throw new UserError(`${path} ${first}${more}`);
}

/** Unknown keys come as one issue of their mapping; each is a fault of its own, in its own line. */
function tellEachKey({ path, message, keys }: SchemaIssue): ConfigIssue[] {
  return keys?.map((key) => ({ path: [...path, key], message })) ?? [{ path, message }];
}

/** Names compare without regard to case: groups spell them as the systems do, so that later code can look them up. */
function spellSystemsAlike(config: Config): Config {
  const groups = config.groups.map((group) => ({
    ...group,
    systems: group.systems.map((name) => findSystem(config.systems, name)?.name ?? name),
  }));
  return { ...config, groups };
}

/** `systems.appservers.reporters[2]: `; nothing for the document itself. */
function formatPath(path: DocumentPath): string {
  if (path.length === 0) return '';
  const steps = path.map((step) => (typeof step === 'number' ? `[${step}]` : `.${String(step)}`));
  return `${steps.join('').replace(/^\./, '')}: `;
}
