import type { OopsClass } from '../../oops/classes/classification-rules.js';

/** What the sections of a summary are called. */
export const SECTION_TITLES: Readonly<Record<OopsClass, string>> = {
  exceptions: 'Exceptions',
  'time-outs': 'Time Outs',
  'soft-time-outs': 'Soft Time Outs',
  'informational-only-errors': 'Informational Only Errors',
  'user-generated-errors': 'User Generated Errors',
  'unauthorized-errors': 'Unauthorized Errors',
  'pages-not-found': 'Pages Not Found',
  'remote-errors': 'Remote Errors',
  'remote-checkwatches-warnings': 'Remote Checkwatches Warnings',
  'application-errors': 'Application Errors',
  'producer-errors': 'Producer Errors',
  'assertion-errors': 'Assertion Errors',
  'value-errors': 'Value Errors',
  'unknown-errors': 'Unknown Errors',
};
