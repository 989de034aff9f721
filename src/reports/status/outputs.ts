import { type Outputs, printJson } from '../layout/outputs.js';
import { renderStatusText } from './render-text.js';
import type { StatusReport } from './status.js';

/** The formats of `status`. */
export const STATUS_OUTPUTS = {
  text: renderStatusText,
  json: printJson,
} as const satisfies Outputs<StatusReport>;
