import { OOPS_CLASSES } from '../oops/classes/classification-rules.js';
import { PHASES } from '../outages/window.js';
import { suggestNames } from '../text/nearest-names.js';
import { PatternError, parsePattern } from '../text/pattern.js';
import { UserError } from '../user-error.js';
import type { OopsColumn } from './sql/views.js';

/** What a flag can be: all, those without, those alone. */
export const FLAG_VALUES = ['yes', 'no', 'only'] as const;

/** What a filter looks at, and how its values are written. */
export interface FilterRule {
  readonly column: OopsColumn;
  /**
   * - `text`: without regard to case, `*` stands for anything, empty for unknown;
   * - `choice`: the same, out of a list;
   * - `pattern`: a regular expression, searched in linear time;
   * - `amount`: `>100`, `<=5`, `=0`;
   * - `flag`: yes (all), no (without), only;
   * - `outage`: as text, and `any` and `none`.
   */
  readonly kind: 'text' | 'choice' | 'pattern' | 'amount' | 'flag' | 'outage';
  readonly choices?: readonly string[];
  /** For the help. */
  readonly about: string;
}

/** The filters by the names of their options, in the order of the help. */
export const FILTERS = {
  id: { column: 'id', kind: 'text', about: 'with this id' },
  system: { column: 'system', kind: 'text', about: 'of this system' },
  reporter: { column: 'reporter', kind: 'text', about: 'of this program instance' },
  type: { column: 'type', kind: 'text', about: 'of this exception type' },
  value: { column: 'value', kind: 'pattern', about: 'whose exception value matches this regular expression' },
  signature: {
    column: 'signature_id',
    kind: 'text',
    about: `of this signature: its number, 'Type: value', or exactly '["Type","value"]'`,
  },
  class: { column: 'class', kind: 'choice', choices: OOPS_CLASSES, about: 'counted as this, e.g. time-outs' },
  topic: { column: 'topic', kind: 'text', about: 'of this page or operation' },
  url: { column: 'url', kind: 'text', about: 'of this URL' },
  user: { column: 'username', kind: 'text', about: 'of this user' },
  method: { column: 'method', kind: 'text', about: 'of this HTTP method' },
  robots: { column: 'is_bot', kind: 'flag', about: 'no: without those of robots; only: those alone' },
  branch: { column: 'branch', kind: 'text', about: 'of this branch of the code' },
  revision: { column: 'revno', kind: 'text', about: 'of this revision of the code' },
  statements: {
    column: 'statements_count',
    kind: 'amount',
    about: "with so many SQL statements, e.g. '>100'",
  },
  duration: { column: 'duration_seconds', kind: 'amount', about: "that took so many seconds, e.g. '>5'" },
  outage: { column: 'outage', kind: 'outage', about: 'that belong to this outage, to any, or to none' },
  phase: { column: 'phase', kind: 'choice', choices: PHASES, about: 'in windows of this phase' },
  relation: {
    column: 'relation',
    kind: 'choice',
    choices: ['during', 'recovery'],
    about: 'during a window, or in the recovery after it',
  },
  disposition: {
    column: 'disposition',
    kind: 'choice',
    choices: ['expected', 'background', 'unexpected'],
    about: 'that are this in their outage',
  },
  suppressed: {
    column: 'is_suppressed',
    kind: 'flag',
    about: 'no: without what the normal report leaves out; only: that alone',
  },
} as const satisfies Record<string, FilterRule>;

export type FilterName = keyof typeof FILTERS;

/** One filter with its values: any of them matches; amounts must all. */
export interface Filter {
  readonly name: FilterName;
  readonly values: readonly string[];
  /** What the filter would find is left out, and all else is found. */
  readonly negated: boolean;
}

/** An amount with how it is compared. */
export interface Amount {
  readonly operator: '>=' | '<=' | '>' | '<' | '=';
  readonly amount: number;
}

/** Throws a UserError for a value that its filter cannot read. */
export function checkFilter({ name, values, negated }: Filter): void {
  const { kind, choices }: FilterRule = FILTERS[name];
  const option = `--${negated ? 'not-' : ''}${name}`;
  for (const value of values) {
    if (kind === 'choice' && !choices?.includes(value)) {
      const advice = suggestNames(value, choices ?? [], `Choose from ${choices?.join(', ') ?? ''}.`);
      throw new UserError(`${option} ${value} is unknown. ${advice}`);
    }
    if (kind === 'pattern') checkPattern(option, value);
    if (kind === 'amount' && readAmount(value) === null)
      throw new UserError(`${option} ${value} is no amount. Write it as '>100', '<=5' or '0', in quotes.`);
    if (kind === 'flag' && !FLAG_VALUES.some((known) => known === value))
      throw new UserError(`${option} ${value} is unknown. Choose yes, no or only.`);
  }
}

/**
 * Reads an amount; null when it is none.
 *
 * @example
 * readAmount('>100'); // { operator: '>', amount: 100 }
 */
export function readAmount(value: string): Amount | null {
  const [, operator = '=', amount] = /^(>=|<=|>|<|=)?\s*(\d+(?:\.\d+)?)$/.exec(value.trim()) ?? [];
  return amount === undefined ? null : { operator: operator as Amount['operator'], amount: Number(amount) };
}

function checkPattern(option: string, value: string): void {
  try {
    parsePattern(value);
  } catch (error) {
    if (!(error instanceof PatternError)) throw error;
    throw new UserError(`${option} ${value} cannot be searched for: ${error.message}.`);
  }
}
