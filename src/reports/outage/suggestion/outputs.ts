import { type Outputs, printJson } from '../../layout/outputs.js';
import { renderSuggestionYaml } from './render-yaml.js';
import type { OutageSuggestion } from './suggestion.js';

/** The formats of suggested expected failures. */
export const SUGGESTION_OUTPUTS = {
  text: renderSuggestionYaml,
  json: printJson,
} as const satisfies Outputs<OutageSuggestion>;
