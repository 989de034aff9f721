import assert from 'node:assert/strict';
import { createOopsDecoder, decodeReport } from '../../build/oops/formats/decode-report.js';
import { ReportError } from '../../build/oops/formats/report-error.js';
import { oopsFromReport } from '../../build/oops/oops-from-report.js';
import { BUILT_IN_REDACTION } from '../../build/oops/secrets/redaction-rules.js';
import { createRedactor } from '../../build/oops/secrets/redactor.js';

const LIMITS = { unpackedBytes: 1_000_000 };
const decode = createOopsDecoder();
const redactor = createRedactor(BUILT_IN_REDACTION);

/** A report in BSON or text, packed or not: it is read the quick way as the plain way, or refused with a reason. */
export function report(bytes) {
  const plain = attempt(() => oopsFromReport(decodeReport(bytes, LIMITS), () => true));
  const quick = attempt(() => decode(bytes, () => true));
  // What is packed is unpacked before the quick way: it knows no packing.
  if (plain.error === undefined && quick.error === undefined) assert.deepEqual(quick.value, plain.value);
  if (plain.error !== undefined) return;
  const redacted = redactor.oops(plain.value);
  assert.deepEqual(redactor.oops(redacted), redacted);
}

function attempt(read) {
  try {
    return { value: read() };
  } catch (error) {
    if (error instanceof ReportError) return { error };
    throw error;
  }
}
