import { type Outputs, printJson } from '../layout/outputs.js';
import type { ConfigCheck } from './config-check.js';
import { renderText } from './render-text.js';

/** The formats of `config check`. */
export const CONFIG_CHECK_OUTPUTS = {
  text: renderText,
  json: printJson,
} as const satisfies Outputs<ConfigCheck>;
