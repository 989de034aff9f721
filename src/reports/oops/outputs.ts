import { type Outputs, printJson } from '../layout/outputs.js';
import type { AttributionExplanation } from './explain-attribution.js';
import type { OopsDetail } from './oops-detail.js';
import { renderOopsText } from './render-text.js';
import { renderWhyText } from './render-why.js';

/** The formats of one OOPS in full. */
export const OOPS_OUTPUTS = {
  text: renderOopsText,
  json: printJson,
} as const satisfies Outputs<OopsDetail>;

/** The formats of why an OOPS was, or was not, left out. */
export const WHY_OUTPUTS = {
  text: renderWhyText,
  json: printJson,
} as const satisfies Outputs<AttributionExplanation>;
