import { type Outputs, printJson } from '../layout/outputs.js';
import { toLine } from '../layout/text.js';
import type { DescribedReject } from './rejects.js';

/** The formats of what could not be read. */
export const REJECT_OUTPUTS = {
  text: renderText,
  json: printJson,
} as const satisfies Outputs<readonly DescribedReject[]>;

function renderText(rejects: readonly DescribedReject[]): string {
  if (rejects.length === 0) return 'Nothing was rejected.\n';
  return rejects
    .map(({ path, reason, rejectedAt }) => `${rejectedAt}  ${toLine(path)}: ${toLine(reason)}\n`)
    .join('');
}
