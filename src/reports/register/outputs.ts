import { type Outputs, printJson } from '../layout/outputs.js';
import type { OutageRegister } from './register.js';
import { renderRegisterHtml } from './render-html.js';
import { renderRegisterMarkdown } from './render-markdown.js';
import { renderRegisterText } from './render-text.js';

/** The formats of the register of outages. */
export const REGISTER_OUTPUTS = {
  text: renderRegisterText,
  html: renderRegisterHtml,
  markdown: renderRegisterMarkdown,
  json: printJson,
} as const satisfies Outputs<OutageRegister>;
